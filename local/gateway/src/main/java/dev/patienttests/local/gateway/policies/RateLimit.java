package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Section;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code rate-limit}: so many calls of a subscription in a sliding window. Without a subscription
 * key it does nothing.
 */
final class RateLimit implements Policy {
  private final SlidingWindows windows;
  private final int calls;
  private final String retryAfterHeader;
  private final Optional<String> retryAfterVariable;
  private final Optional<String> remainingHeader;
  private final Optional<String> remainingVariable;
  private final Optional<String> totalHeader;

  private RateLimit(PolicyReader reader) {
    this.calls = reader.number("calls", 1, Integer.MAX_VALUE);
    int period = reader.number("renewal-period", 1, 300);
    this.windows = new SlidingWindows(reader.services().clock(), calls, period);
    this.retryAfterHeader = reader.literal("retry-after-header-name").orElse("Retry-After");
    this.retryAfterVariable = reader.literal("retry-after-variable-name");
    this.remainingHeader = reader.literal("remaining-calls-header-name");
    this.remainingVariable = reader.literal("remaining-calls-variable-name");
    this.totalHeader = reader.literal("total-calls-header-name");
  }

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "rate-limit",
        Set.of(Section.INBOUND),
        Set.of(
            "calls",
            "renewal-period",
            "retry-after-header-name",
            "retry-after-variable-name",
            "remaining-calls-header-name",
            "remaining-calls-variable-name",
            "total-calls-header-name"),
        Content.EMPTY,
        List.of(),
        RateLimit::new);
  }

  @Override
  public Flow run(Exchange exchange) {
    if (exchange.subscription().isEmpty()) {
      return Flow.CONTINUE;
    }
    SlidingWindows.Decision decision = windows.take(exchange.subscription().get().id());
    if (decision.allowed()) {
      remainingVariable.ifPresent(v -> exchange.variables().put(v, decision.remaining()));
      remainingHeader.ifPresent(h -> exchange.later().add(h, String.valueOf(decision.remaining())));
      totalHeader.ifPresent(h -> exchange.later().add(h, String.valueOf(calls)));
      return Flow.CONTINUE;
    }
    retryAfterVariable.ifPresent(v -> exchange.variables().put(v, decision.retryAfter()));
    Headers headers = new Headers();
    headers.add(retryAfterHeader, String.valueOf(decision.retryAfter()));
    throw PolicyFailure.refused(
        429,
        "RateLimitExceeded",
        "Rate limit is exceeded",
        "Rate limit is exceeded. Try again in " + decision.retryAfter() + " seconds.",
        headers);
  }
}
