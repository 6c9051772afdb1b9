package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.expression.DotNetException;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Value;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Logger;

/**
 * How much a request counts. Expressions may be about the response, so the service evaluates them
 * when it is there: such a request is let in by what was counted before it.
 */
record Increment(Value condition, Value count) {
  static final Set<String> ATTRIBUTES = Set.of("increment-condition", "increment-count");
  private static final Logger LOG = Logger.getLogger(Increment.class.getName());
  private static final int MOST = 1_000_000_000;

  /** Refuses what no request could pass: more for one of them than there is for all. */
  static Increment read(PolicyReader reader, Optional<String> calls) {
    Value condition =
        reader.element().attribute("increment-condition").isPresent()
            ? reader.condition("increment-condition")
            : Value.literal("true");
    Value count = reader.optional("increment-count").orElse(Value.literal("1"));
    if (reader.element().attribute("increment-count").isPresent() && count.literal().isPresent()) {
      int most = calls.map(c -> (int) Math.min(MOST, Long.parseLong(c.strip()))).orElse(MOST);
      reader.number("increment-count", 0, most);
    }
    return new Increment(condition, count);
  }

  /** Whether it is known only when the response is there. */
  boolean isLate() {
    return condition.literal().isEmpty() || count.literal().isEmpty();
  }

  long weight(Exchange exchange) {
    return condition.bool(exchange) ? Math.min(MOST, count.whole(exchange)) : 0;
  }

  /** The weight of a request that was served; one that cannot be weighed counts as a call. */
  long lateWeight(Exchange exchange) {
    try {
      return weight(exchange);
    } catch (PolicyFailure | DotNetException e) {
      LOG.warning(
          () ->
              "Request "
                  + exchange.requestId()
                  + ": increment-condition or increment-count failed, it counts as one call");
      return 1;
    }
  }
}
