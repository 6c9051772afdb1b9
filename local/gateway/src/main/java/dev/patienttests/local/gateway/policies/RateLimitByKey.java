package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.limits.RateCounters;
import dev.patienttests.local.gateway.limits.RateCounters.Decision;
import dev.patienttests.local.gateway.limits.RateCounters.Limit;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Section;
import dev.patienttests.local.gateway.policy.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code rate-limit-by-key}: so many calls of a key in a sliding window. All policies that use a
 * key share its counter, which counts a request once.
 */
record RateLimitByKey(
    RateCounters counters,
    Value key,
    Value calls,
    Value period,
    Increment increment,
    RateOutputs outputs)
    implements Policy {
  private static final int MAX_PERIOD = 300;
  private static final long MILLIS = 1_000;

  private record Counted(String key) {}

  static PolicyDefinition definition() {
    Set<String> attributes = new HashSet<>(RateOutputs.ATTRIBUTES);
    attributes.addAll(Increment.ATTRIBUTES);
    attributes.addAll(Set.of("calls", "renewal-period", "counter-key"));
    return new PolicyDefinition(
        "rate-limit-by-key",
        Set.of(Section.INBOUND),
        attributes,
        Content.EMPTY,
        List.of(),
        RateLimitByKey::read);
  }

  private static RateLimitByKey read(PolicyReader reader) {
    Value calls = number(reader, "calls", Integer.MAX_VALUE);
    return new RateLimitByKey(
        reader.counters().rates(),
        reader.required("counter-key"),
        calls,
        number(reader, "renewal-period", MAX_PERIOD),
        Increment.read(reader, calls.literal()),
        RateOutputs.read(reader));
  }

  private static Value number(PolicyReader reader, String attribute, int maximum) {
    Value value = reader.required(attribute);
    if (value.literal().isPresent()) {
      reader.number(attribute, 1, maximum);
    }
    return value;
  }

  @Override
  public Flow run(Exchange exchange) {
    String counter = key.text(exchange);
    Limit limit =
        new Limit(
            number(calls, Integer.MAX_VALUE, exchange),
            number(period, MAX_PERIOD, exchange) * MILLIS);
    outputs.tell(decide(counter, limit, exchange), limit.calls(), exchange);
    if (increment.isLate()) {
      exchange.whenServed(() -> countLate(counter, limit, exchange));
    }
    return Flow.CONTINUE;
  }

  private Decision decide(String counter, Limit limit, Exchange exchange) {
    Counted counted = new Counted(counter);
    if (exchange.counted().contains(counted)) {
      return counters.look(counter, limit, 0);
    }
    long weight = increment.isLate() ? 0 : increment.weight(exchange);
    if (weight == 0) {
      return counters.look(counter, limit, 1);
    }
    Decision decision = counters.take(counter, limit, weight);
    if (decision.allowed()) {
      exchange.counted().add(counted);
    }
    return decision;
  }

  private void countLate(String counter, Limit limit, Exchange exchange) {
    long weight = increment.lateWeight(exchange);
    if (weight > 0 && exchange.counted().add(new Counted(counter))) {
      counters.add(counter, limit, weight);
    }
  }

  private static long number(Value value, int maximum, Exchange exchange) {
    long number = value.whole(exchange);
    if (number < 1 || number > maximum) {
      throw PolicyFailure.expression("The value is no whole number from 1 to " + maximum + ".");
    }
    return number;
  }
}
