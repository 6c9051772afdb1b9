package dev.patienttests.local.gateway.policy;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.LastError;
import dev.patienttests.local.gateway.model.Response;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;

/** The effective policies of one operation in one product context. */
public final class Pipeline {
  private static final Logger LOG = Logger.getLogger(Pipeline.class.getName());
  private final Map<Section, Block> blocks = new EnumMap<>(Section.class);
  private final Block preflights;
  private final Block afterCacheStore;

  /** Merges documents, given from the broadest scope to the narrowest. */
  public Pipeline(List<CompiledDocument> documents) {
    List<Step> onPreflight = List.of();
    List<Step> onAnswered = List.of();
    for (Section section : Section.values()) {
      List<Step> steps = List.of();
      for (CompiledDocument document : documents) {
        steps = document.merge(section, steps);
      }
      blocks.put(section, new Block(steps));
      if (section == Section.INBOUND) {
        onPreflight = steps.stream().flatMap(step -> step.onPreflight().stream()).toList();
      }
      if (section == Section.OUTBOUND) {
        onAnswered = afterCacheStore(steps);
      }
    }
    preflights = new Block(onPreflight);
    afterCacheStore = new Block(onAnswered);
  }

  private static List<Step> afterCacheStore(List<Step> outbound) {
    for (int i = 0; i < outbound.size(); i++) {
      if (outbound.get(i).keeps()) {
        return outbound.subList(i + 1, outbound.size());
      }
    }
    return outbound;
  }

  /** Runs inbound, backend and outbound, or on-error where one of them fails. */
  public void run(Exchange exchange) {
    try {
      Flow flow = blocks.get(Section.INBOUND).run(exchange);
      if (flow == Flow.ANSWERED) {
        afterCacheStore.run(exchange);
      } else if (flow == Flow.CONTINUE
          && blocks.get(Section.BACKEND).run(exchange) == Flow.CONTINUE) {
        blocks.get(Section.OUTBOUND).run(exchange);
      }
    } catch (PolicyFailure e) {
      fail(exchange, e);
    }
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

  /** Runs on-error for a failure. */
  public void fail(Exchange exchange, PolicyFailure failure) {
    note(exchange, failure);
    try {
      blocks.get(Section.ON_ERROR).run(exchange);
    } catch (PolicyFailure again) {
      note(exchange, again);
    }
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
