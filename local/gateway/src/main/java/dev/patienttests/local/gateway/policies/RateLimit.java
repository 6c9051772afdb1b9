package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.limits.RateCounters;
import dev.patienttests.local.gateway.limits.RateCounters.Decision;
import dev.patienttests.local.gateway.limits.RateCounters.Limit;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Scope;
import dev.patienttests.local.gateway.policy.Section;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code rate-limit}: so many calls of a subscription in a sliding window. Without a subscription
 * key it does nothing.
 */
record RateLimit(ScopedLimits<Level> limits, RateOutputs outputs) implements Policy {
  private static final int MAX_PERIOD = 300;
  private static final long MILLIS = 1_000;
  private static final Set<String> LIMIT = Set.of("calls", "renewal-period");

  /** A limit with counters of its own, by subscription. */
  record Level(RateCounters counters, Limit limit) {
    static Level read(PolicyReader reader) {
      return new Level(
          new RateCounters(reader.services().clock()),
          new Limit(
              reader.number("calls", 1, Integer.MAX_VALUE),
              reader.number("renewal-period", 1, MAX_PERIOD) * MILLIS));
    }
  }

  static PolicyDefinition definition() {
    Set<String> attributes = new HashSet<>(RateOutputs.ATTRIBUTES);
    attributes.addAll(LIMIT);
    return new PolicyDefinition(
            "rate-limit",
            Set.of(Section.INBOUND),
            attributes,
            Content.CHILDREN,
            ScopedLimits.CHILDREN,
            reader ->
                new RateLimit(
                    ScopedLimits.read(reader, LIMIT, Level::read), RateOutputs.read(reader)))
        .onceIn(Set.of(Scope.PRODUCT, Scope.API, Scope.OPERATION));
  }

  @Override
  public Flow run(Exchange exchange) {
    if (exchange.subscription().isEmpty()) {
      return Flow.CONTINUE;
    }
    String key = exchange.subscription().get().id();
    List<Level> levels = limits.of(exchange);
    for (Level level : ScopedLimits.askedFirst(levels)) {
      Decision decision = level.counters().look(key, level.limit(), 1);
      if (!decision.allowed()) {
        outputs.tell(decision, limits.all().limit().calls(), exchange);
      }
    }
    Decision least = new Decision(true, Long.MAX_VALUE, 0);
    for (Level level : levels) {
      Decision decision = level.counters().take(key, level.limit(), 1);
      if (!decision.allowed() || (least.allowed() && decision.remaining() < least.remaining())) {
        least = decision;
      }
    }
    outputs.tell(least, limits.all().limit().calls(), exchange);
    return Flow.CONTINUE;
  }
}
