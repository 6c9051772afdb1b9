package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.limits.Running;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.policy.Block;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Value;
import java.util.List;
import java.util.Set;

/**
 * {@code limit-concurrency}: no more than so many requests at a time run its policies. All policies
 * that use a key count together.
 */
record LimitConcurrency(Running running, Value key, int most, Block block) implements Policy {
  private static final int TOO_MANY_REQUESTS = 429;

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "limit-concurrency",
        PolicyDefinition.EVERYWHERE,
        Set.of("key", "max-count"),
        Content.POLICIES,
        List.of(),
        LimitConcurrency::read);
  }

  private static LimitConcurrency read(PolicyReader reader) {
    return new LimitConcurrency(
        reader.counters().running(),
        reader.required("key"),
        reader.number("max-count", 1, Integer.MAX_VALUE),
        reader.block());
  }

  @Override
  public Flow run(Exchange exchange) {
    if (exchange.parking().forThread()) {
      return Flow.PARKED;
    }
    String counter = key.text(exchange);
    if (!running.enter(counter, most)) {
      String message = "Too many requests at the same time.";
      throw PolicyFailure.refused(
          TOO_MANY_REQUESTS, "ConcurrencyLimitExceeded", message, message, new Headers());
    }
    try {
      return block.run(exchange);
    } finally {
      running.leave(counter);
    }
  }
}
