package dev.patienttests.local.gateway;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.Response;
import dev.patienttests.local.gateway.policy.ErrorResponses;
import dev.patienttests.local.gateway.policy.FailurePlace;
import dev.patienttests.local.gateway.policy.Pipeline;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Logger;

/**
 * One request that begins in a thread that may not wait: see {@link ApiGateway#serve(
 * dev.patienttests.local.gateway.model.Request, Executor, Consumer)}.
 *
 * @param threads those that may wait
 * @param done called at the end
 */
record UnwaitingRun(Exchange exchange, Executor threads, Consumer<Exchange> done) {
  private static final Logger LOG = Logger.getLogger(UnwaitingRun.class.getName());
  private static final int UNAVAILABLE = 503;

  /** Runs a part here, and then what is left; a part ends with what goes on with it, if any. */
  void here(Supplier<Optional<Pipeline>> part) {
    exchange.parking().waits(false);
    run(part);
  }

  /** Runs a part in a thread that may wait, and then what is left. */
  void inThread(Supplier<Optional<Pipeline>> part) {
    try {
      threads.execute(
          () -> {
            exchange.parking().waits(true);
            run(part);
          });
    } catch (RejectedExecutionException e) {
      String message = "Too many requests wait.";
      end(PolicyFailure.refused(UNAVAILABLE, "Overload", message, message, new Headers()));
    }
  }

  private void run(Supplier<Optional<Pipeline>> part) {
    Optional<Pipeline> parked;
    try {
      parked = part.get();
    } catch (RuntimeException | Error e) {
      // Policies fail in their own way; whatever this is, the client gets an answer.
      note(e);
      end(PolicyFailure.fault("InternalError", "Internal error"));
      return;
    }
    if (parked.isEmpty()) {
      end();
      return;
    }
    Pipeline pipeline = parked.get();
    Supplier<Optional<Pipeline>> further =
        () -> pipeline.run(exchange) ? Optional.empty() : Optional.of(pipeline);
    Optional<CompletionStage<Response>> awaited = exchange.parking().awaited();
    if (awaited.isPresent()) {
      awaited.get().whenComplete((response, e) -> run(further));
    } else {
      inThread(further);
    }
  }

  private void end(PolicyFailure failure) {
    exchange.response(Optional.of(ErrorResponses.of(failure, exchange.requestId())));
    end();
  }

  private void end() {
    try {
      exchange.served();
    } catch (RuntimeException | Error e) {
      // What was to be counted is lost, and not the answer.
      note(e);
    }
    done.accept(exchange);
  }

  private void note(Throwable e) {
    LOG.severe(() -> "Request %s failed: %s".formatted(exchange.requestId(), FailurePlace.of(e)));
  }
}
