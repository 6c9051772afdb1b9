package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.limits.RateCounters.Decision;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.PolicyReader;
import java.util.Optional;
import java.util.Set;

/**
 * What policies that limit the rate of calls tell: headers of the response, variables, a refusal.
 */
record RateOutputs(
    String retryAfterHeader,
    Optional<String> retryAfterVariable,
    Optional<String> remainingHeader,
    Optional<String> remainingVariable,
    Optional<String> totalHeader) {
  static final Set<String> ATTRIBUTES =
      Set.of(
          "retry-after-header-name",
          "retry-after-variable-name",
          "remaining-calls-header-name",
          "remaining-calls-variable-name",
          "total-calls-header-name");
  private static final int TOO_MANY_REQUESTS = 429;

  static RateOutputs read(PolicyReader reader) {
    return new RateOutputs(
        reader.literal("retry-after-header-name").orElse("Retry-After"),
        reader.literal("retry-after-variable-name"),
        reader.literal("remaining-calls-header-name"),
        reader.literal("remaining-calls-variable-name"),
        reader.literal("total-calls-header-name"));
  }

  /** Tells what is left; throws where the call may not pass. */
  void tell(Decision decision, long calls, Exchange exchange) {
    int remaining = (int) Math.min(Integer.MAX_VALUE, decision.remaining());
    remainingVariable.ifPresent(v -> exchange.variables().put(v, remaining));
    remainingHeader.ifPresent(h -> exchange.later().set(h, String.valueOf(remaining)));
    totalHeader.ifPresent(h -> exchange.later().set(h, String.valueOf(calls)));
    if (decision.allowed()) {
      return;
    }
    retryAfterVariable.ifPresent(v -> exchange.variables().put(v, (int) decision.retryAfter()));
    Headers headers = new Headers();
    headers.add(retryAfterHeader, String.valueOf(decision.retryAfter()));
    throw PolicyFailure.refused(
        TOO_MANY_REQUESTS,
        "RateLimitExceeded",
        "Rate limit is exceeded",
        "Rate limit is exceeded. Try again in " + decision.retryAfter() + " seconds.",
        headers);
  }
}
