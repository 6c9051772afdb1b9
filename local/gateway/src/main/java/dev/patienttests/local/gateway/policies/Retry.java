package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.model.Branch;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.LastError;
import dev.patienttests.local.gateway.policy.Block;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.PolicyServices;
import dev.patienttests.local.gateway.policy.TimeLimit;
import dev.patienttests.local.gateway.policy.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * {@code retry}: its policies run once, and again while the condition holds, {@code count} times at
 * most. A backend that cannot be reached leaves no response and the condition decides, too; the
 * failure counts once there is no further try.
 */
record Retry(
    Value condition,
    Value count,
    Value interval,
    Optional<Value> maxInterval,
    Optional<Value> delta,
    Value firstFast,
    Block block,
    PolicyServices.Pause pause,
    Branch once,
    Branch again)
    implements Policy {
  private static final int MAX_COUNT = 50;
  private static final int ANEW = -1;
  private static final Set<String> TRANSPORT = Set.of("Timeout", "BackendConnectionFailure");
  private static final double LEAST_JITTER = 0.8;
  private static final double MOST_JITTER = 1.2;

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "retry",
        PolicyDefinition.EVERYWHERE,
        Set.of("condition", "count", "interval", "max-interval", "delta", "first-fast-retry"),
        Content.POLICIES,
        List.of(),
        Retry::read);
  }

  private static Retry read(PolicyReader reader) {
    Value count = reader.required("count");
    if (count.literal().isPresent()) {
      reader.number("count", 1, MAX_COUNT);
    }
    reader.required("interval");
    return new Retry(
        reader.condition("condition"),
        count,
        seconds(reader, "interval").orElseThrow(),
        seconds(reader, "max-interval"),
        seconds(reader, "delta"),
        reader.condition("first-fast-retry", false),
        reader.block(),
        reader.services().pause(),
        reader.branch("runs once"),
        reader.branch("runs again"));
  }

  private static Optional<Value> seconds(PolicyReader reader, String attribute) {
    Optional<Value> value = reader.optional(attribute);
    if (value.flatMap(Value::literal).isPresent()) {
      reader.number(attribute, 0, Integer.MAX_VALUE);
    }
    return value;
  }

  private record Try(Flow flow, Optional<PolicyFailure> failure) {}

  @Override
  public Flow run(Exchange exchange) {
    // Only the first attempt is parked within; all others are made in a thread that may wait.
    int kept = exchange.parking().kept(ANEW);
    int tries =
        kept == ANEW
            ? (int) Math.min(MAX_COUNT, count.whole(exchange))
            : exchange.parking().kept(0);
    int i = Math.max(0, kept);
    if (i > 0) {
      pause(exchange, i);
    }
    Try last = attempt(exchange);
    while (i < tries && last.flow() == Flow.CONTINUE && condition.bool(exchange)) {
      i++;
      if (exchange.parking().forThread()) {
        return parked(exchange, tries, i);
      }
      pause(exchange, i);
      last = attempt(exchange);
    }
    if (last.flow() == Flow.PARKED) {
      return parked(exchange, tries, 0);
    }
    if (i == 0) {
      exchange.take(once);
    }
    if (last.failure().isPresent()) {
      throw last.failure().get();
    }
    return last.flow();
  }

  private static Flow parked(Exchange exchange, int tries, int retry) {
    exchange.parking().keep(tries);
    exchange.parking().keep(retry);
    return Flow.PARKED;
  }

  private void pause(Exchange exchange, int retry) {
    Duration wait = retry == 1 && firstFast.bool(exchange) ? Duration.ZERO : wait(exchange, retry);
    if (!wait.isZero()) {
      long millis = TimeLimit.within(exchange, wait).toMillis();
      exchange.outside(
          () -> {
            pause.millis(millis);
            return millis;
          });
    }
    exchange.take(again);
  }

  private Try attempt(Exchange exchange) {
    try {
      return new Try(block.run(exchange), Optional.empty());
    } catch (PolicyFailure e) {
      boolean forwarding =
          e.error().map(LastError::source).filter("forward-request"::equals).isPresent();
      if (forwarding && TRANSPORT.contains(e.reason())) {
        return new Try(Flow.CONTINUE, Optional.of(e));
      }
      throw e;
    }
  }

  /** Fixed, linear or exponential (Azure documentation, retry, retry wait times). */
  private Duration wait(Exchange exchange, int retry) {
    double seconds = interval.whole(exchange);
    if (delta.isPresent()) {
      double step = delta.get().whole(exchange);
      seconds +=
          maxInterval.isPresent()
              ? (Math.pow(2, retry - 1.0) - 1) * jitter() * step
              : (retry - 1.0) * step;
    }
    if (maxInterval.isPresent()) {
      seconds = Math.min(seconds, (double) maxInterval.get().whole(exchange));
    }
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  private static double jitter() {
    return ThreadLocalRandom.current().nextDouble(LEAST_JITTER, MOST_JITTER);
  }
}
