package dev.patienttests.patient;

import dev.patienttests.http.UnavailableException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * An operation that the audit has on record and that may now be done, for a while.
 *
 * <p>The audit takes an attempt that nothing closes to be settled after five minutes. So no write
 * may reach the store long after its attempt: an attempt is good for {@link #GOOD_FOR}, counted
 * from before it was recorded, by a clock that is never set.
 *
 * @param eventId its id in the audit, which the written document carries
 * @param startedAt nanoseconds by {@code ticker}, from before it was recorded
 * @param ticker a clock such as {@link System#nanoTime}
 */
record Attempt(
    String eventId,
    Operation operation,
    Target target,
    RequestOrigin origin,
    long startedAt,
    LongSupplier ticker) {

  /** No write begins later. */
  static final Duration GOOD_FOR = Duration.ofSeconds(60);

  /** The longest that one call of the store's client may take, tries of its own included. */
  private static final Duration CALL = Duration.ofSeconds(8);

  /**
   * To be called right before each call that writes.
   *
   * @throws UnavailableException when the last try of that call could begin too late
   */
  void requireFresh() {
    if (ticker.getAsLong() - startedAt > GOOD_FOR.minus(CALL).toNanos()) {
      throw new UnavailableException("The operation took too long to begin; nothing was stored.");
    }
  }
}
