package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.limits.QuotaCounters;
import dev.patienttests.local.gateway.limits.QuotaCounters.Decision;
import dev.patienttests.local.gateway.limits.QuotaCounters.Limit;
import dev.patienttests.local.gateway.limits.QuotaCounters.Period;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Section;
import dev.patienttests.local.gateway.policy.Value;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code quota-by-key}: so many calls or kilobytes of a key in a fixed window. All policies that
 * use a key with the same windows share its counter, which counts a request once.
 */
record QuotaByKey(
    QuotaCounters counters, Value key, Limit limit, Period period, Increment increment)
    implements Policy {
  private static final int MIN_PERIOD = 300;
  private static final String PERIOD = "renewal-period";
  private static final String START = "first-period-start";

  private record Counted(String key, Period period) {}

  static PolicyDefinition definition() {
    Set<String> attributes = new HashSet<>(Increment.ATTRIBUTES);
    attributes.addAll(Set.of("calls", "bandwidth", PERIOD, "counter-key", START));
    return new PolicyDefinition(
        "quota-by-key",
        Set.of(Section.INBOUND),
        attributes,
        Content.EMPTY,
        List.of(),
        QuotaByKey::read);
  }

  private static QuotaByKey read(PolicyReader reader) {
    int seconds = reader.number(PERIOD, 0, Integer.MAX_VALUE);
    if (seconds != 0 && seconds < MIN_PERIOD) {
      throw reader.element().refusal(PERIOD, "is neither 0 nor at least " + MIN_PERIOD);
    }
    Limit limit = QuotaLimit.read(reader);
    return new QuotaByKey(
        reader.counters().quotas(),
        reader.required("counter-key"),
        limit,
        new Period(start(reader), Duration.ofSeconds(seconds)),
        Increment.read(reader, reader.literal("calls")));
  }

  private static Instant start(PolicyReader reader) {
    String text = reader.literal(START).orElse("0001-01-01T00:00:00Z").strip();
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw reader.element().refusal(START, "is no time of the form yyyy-MM-ddTHH:mm:ssZ");
    }
  }

  @Override
  public Flow run(Exchange exchange) {
    String counter = key.text(exchange);
    QuotaLimit.check(decide(counter, exchange));
    long request = QuotaLimit.requestBytes(exchange);
    exchange.whenServed(() -> countLate(counter, request, exchange));
    return Flow.CONTINUE;
  }

  private Decision decide(String counter, Exchange exchange) {
    Counted counted = new Counted(counter, period);
    if (exchange.counted().contains(counted)) {
      return counters.look(counter, period, limit, 0);
    }
    long weight = increment.isLate() ? 0 : increment.weight(exchange);
    if (weight == 0) {
      return counters.look(counter, period, limit, 1);
    }
    Decision decision = counters.take(counter, period, limit, weight);
    exchange.counted().add(counted);
    return decision;
  }

  /** Bytes are known only now; calls, where their increment is an expression. */
  private void countLate(String counter, long requestBytes, Exchange exchange) {
    long weight = increment.isLate() ? increment.lateWeight(exchange) : increment.weight(exchange);
    if (weight == 0) {
      return;
    }
    boolean callsToo = increment.isLate() && exchange.counted().add(new Counted(counter, period));
    boolean bytesToo = exchange.counted().add(List.of(new Counted(counter, period), "bytes"));
    long bytes = bytesToo ? requestBytes + QuotaLimit.responseBytes(exchange) : 0;
    counters.add(counter, period, callsToo ? weight : 0, bytes);
  }
}
