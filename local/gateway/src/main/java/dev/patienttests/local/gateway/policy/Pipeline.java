package dev.patienttests.local.gateway.policy;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.LastError;
import dev.patienttests.local.gateway.model.Response;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;

/** The effective policies of one operation in one product context. */
public final class Pipeline {
  private static final Logger LOG = Logger.getLogger(Pipeline.class.getName());

  // Parts, in an order of their own.
  private static final int INBOUND = 0;
  private static final int BACKEND = 1;
  private static final int OUTBOUND = 2;
  private static final int AFTER_CACHE_STORE = 3;
  private static final int ON_ERROR = 4;
  private static final int END = 5;

  private final Block[] parts = new Block[END];
  private final Block preflights;

  /** Merges documents, given from the broadest scope to the narrowest. */
  public Pipeline(List<CompiledDocument> documents) {
    List<Step> inbound = merged(documents, Section.INBOUND);
    List<Step> outbound = merged(documents, Section.OUTBOUND);
    parts[INBOUND] = new Block(inbound);
    parts[BACKEND] = new Block(merged(documents, Section.BACKEND));
    parts[OUTBOUND] = new Block(outbound);
    parts[AFTER_CACHE_STORE] = new Block(afterCacheStore(outbound));
    parts[ON_ERROR] = new Block(merged(documents, Section.ON_ERROR));
    preflights = new Block(inbound.stream().flatMap(step -> step.onPreflight().stream()).toList());
  }

  private static List<Step> merged(List<CompiledDocument> documents, Section section) {
    List<Step> steps = List.of();
    for (CompiledDocument document : documents) {
      steps = document.merge(section, steps);
    }
    return steps;
  }

  private static List<Step> afterCacheStore(List<Step> outbound) {
    for (int i = 0; i < outbound.size(); i++) {
      if (outbound.get(i).keeps()) {
        return outbound.subList(i + 1, outbound.size());
      }
    }
    return outbound;
  }

  /**
   * Runs inbound, backend and outbound, or on-error where one of them fails; or goes on where it
   * was parked.
   *
   * @return whether that is done; else the exchange is parked
   */
  public boolean run(Exchange exchange) {
    return run(exchange, exchange.parking().kept(INBOUND));
  }

  private boolean run(Exchange exchange, int first) {
    int part = first;
    try {
      while (part < END) {
        Flow flow = parts[part].run(exchange);
        if (flow == Flow.PARKED) {
          exchange.parking().keep(part);
          return false;
        }
        part = after(part, flow);
      }
      return true;
    } catch (PolicyFailure e) {
      note(exchange, e);
      return part == ON_ERROR || run(exchange, ON_ERROR);
    }
  }

  private static int after(int part, Flow flow) {
    if (flow == Flow.ANSWERED && part == INBOUND) {
      return AFTER_CACHE_STORE;
    }
    boolean further = flow == Flow.CONTINUE && (part == INBOUND || part == BACKEND);
    return further ? part + 1 : END;
  }

  /**
   * Answers a preflight request by the policies that have a say in it, and by no others.
   *
   * @return whether there are any
   */
  public boolean preflight(Exchange exchange) {
    if (preflights.isEmpty()) {
      return false;
    }
    try {
      if (preflights.run(exchange) == Flow.CONTINUE) {
        exchange.response(Optional.of(Response.ok()));
      }
    } catch (PolicyFailure e) {
      fail(exchange, e);
    }
    return true;
  }

  /**
   * Runs on-error for a failure.
   *
   * @return whether that is done; else the exchange is parked
   */
  public boolean fail(Exchange exchange, PolicyFailure failure) {
    note(exchange, failure);
    return run(exchange, ON_ERROR);
  }

  /** A refusal is the caller's business; a fault is the operator's, who finds it in the log. */
  private static void note(Exchange exchange, PolicyFailure failure) {
    LastError error = error(failure);
    exchange.lastError(error);
    exchange.response(Optional.of(ErrorResponses.of(failure, exchange.requestId())));
    if (failure.bodyMessage().isEmpty()) {
      LOG.warning(
          () ->
              "Request %s: %s in %s %s %s: %s"
                  .formatted(
                      exchange.requestId(),
                      error.reason(),
                      error.source(),
                      error.section().orElse(""),
                      error.path().orElse(""),
                      error.message()));
    }
  }

  private static LastError error(PolicyFailure failure) {
    return failure
        .error()
        .orElseGet(
            () -> LastError.builtIn("configuration", failure.reason(), failure.getMessage()));
  }

  /** The response, an empty 200 where no policy made one. */
  public static Response responseOf(Exchange exchange) {
    return exchange.response().orElseGet(Response::ok);
  }
}
