package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.limits.QuotaCounters;
import dev.patienttests.local.gateway.limits.QuotaCounters.Limit;
import dev.patienttests.local.gateway.limits.QuotaCounters.Period;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Scope;
import dev.patienttests.local.gateway.policy.Section;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * {@code quota}: so many calls or kilobytes of a subscription in a fixed window. Without a
 * subscription key it does nothing.
 */
record Quota(ScopedLimits<Level> limits) implements Policy {
  private static final String PERIOD = "renewal-period";
  private static final Set<String> LIMIT = Set.of("calls", "bandwidth", PERIOD);

  /** A limit with counters of its own, by subscription. */
  record Level(QuotaCounters counters, Limit limit, Period period) {}

  static PolicyDefinition definition() {
    return new PolicyDefinition(
            "quota",
            Set.of(Section.INBOUND),
            LIMIT,
            Content.CHILDREN,
            ScopedLimits.CHILDREN,
            Quota::read)
        .onceIn(Set.of(Scope.PRODUCT));
  }

  private static Quota read(PolicyReader reader) {
    int period = reader.number(PERIOD, 0, Integer.MAX_VALUE);
    return new Quota(ScopedLimits.read(reader, LIMIT, level -> level(level, period)));
  }

  /** A nested limit without a period has that of the policy. */
  private static Level level(PolicyReader reader, int otherwise) {
    int seconds =
        reader.element().attribute(PERIOD).isPresent()
            ? reader.number(PERIOD, 0, Integer.MAX_VALUE)
            : otherwise;
    return new Level(
        new QuotaCounters(reader.services().clock()),
        QuotaLimit.read(reader),
        new Period(Instant.EPOCH, Duration.ofSeconds(seconds)));
  }

  @Override
  public Flow run(Exchange exchange) {
    if (exchange.subscription().isEmpty()) {
      return Flow.CONTINUE;
    }
    String key = exchange.subscription().get().id();
    List<Level> levels = limits.of(exchange);
    for (Level level : ScopedLimits.askedFirst(levels)) {
      QuotaLimit.check(level.counters().look(key, level.period(), level.limit(), 1));
    }
    for (Level level : levels) {
      QuotaLimit.check(level.counters().take(key, level.period(), level.limit(), 1));
    }
    long request = QuotaLimit.requestBytes(exchange);
    exchange.whenServed(
        () -> {
          long bytes = request + QuotaLimit.responseBytes(exchange);
          levels.forEach(level -> level.counters().add(key, level.period(), 0, bytes));
        });
    return Flow.CONTINUE;
  }
}
