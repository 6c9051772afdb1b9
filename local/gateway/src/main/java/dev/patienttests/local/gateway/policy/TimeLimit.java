package dev.patienttests.local.gateway.policy;

import dev.patienttests.local.gateway.model.Exchange;
import java.time.Duration;

/** Bounds what one request may take in all, whatever its policies wait for. */
public final class TimeLimit {
  /** As long as {@code forward-request} waits where it says nothing. */
  public static final Duration TOTAL = Duration.ofMinutes(5);

  private TimeLimit() {}

  /**
   * The wanted time, or what is left for this request where that is less.
   *
   * @throws PolicyFailure with reason {@code Timeout} where nothing is left
   */
  public static Duration within(Exchange exchange, Duration wanted) {
    Duration left = TOTAL.minus(exchange.elapsed());
    if (left.isNegative() || left.isZero()) {
      throw PolicyFailure.fault(
          "Timeout", "The request took longer than " + TOTAL.toSeconds() + " s");
    }
    return wanted.compareTo(left) < 0 ? wanted : left;
  }
}
