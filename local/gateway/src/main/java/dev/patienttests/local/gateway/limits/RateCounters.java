package dev.patienttests.local.gateway.limits;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Calls by key in sliding windows. A full table lets no new key in, and a key is dropped only when
 * nothing of its window is left.
 */
public final class RateCounters {
  /** Most keys at a time. */
  public static final int MAX_KEYS = 20_000;

  private static final long MILLIS = 1_000;

  /**
   * So many calls in so much time.
   *
   * @param periodMillis length of the window
   */
  public record Limit(long calls, long periodMillis) {}

  /**
   * What a call is told.
   *
   * @param remaining calls that are left in the window
   * @param retryAfter whole seconds until a call is let in, where this one was not
   */
  public record Decision(boolean allowed, long remaining, long retryAfter) {}

  private final InstantSource clock;
  private final int maxKeys;
  private final Map<String, SlidingWindow> windows = new HashMap<>();
  private long lastSweep = Long.MIN_VALUE;

  /** An empty table. */
  public RateCounters(InstantSource clock) {
    this(clock, MAX_KEYS);
  }

  RateCounters(InstantSource clock, int maxKeys) {
    this.clock = clock;
    this.maxKeys = maxKeys;
  }

  /**
   * Whether a call may pass.
   *
   * @param weight what it counts, or will count; 0 for one that is counted already
   */
  public synchronized Decision look(String key, Limit limit, long weight) {
    return lookAt(CounterKey.of(key), limit, weight, clock.millis());
  }

  private Decision lookAt(String kept, Limit limit, long weight, long now) {
    SlidingWindow window = window(kept, limit, now);
    if (window == null) {
      return new Decision(false, 0, limit.periodMillis() / MILLIS);
    }
    long count = window.count(now, limit.periodMillis());
    if (count + weight <= limit.calls()) {
      return new Decision(true, limit.calls() - count - weight, 0);
    }
    long wait = window.until(now, limit.periodMillis(), Math.max(0, limit.calls() - weight));
    return new Decision(false, 0, Math.max(1, (wait + MILLIS - 1) / MILLIS));
  }

  /** Counts a call, whether or not it may pass. */
  public synchronized void add(String key, Limit limit, long weight) {
    addAt(CounterKey.of(key), limit, weight, clock.millis());
  }

  private void addAt(String kept, Limit limit, long weight, long now) {
    SlidingWindow window = window(kept, limit, now);
    if (window != null && weight > 0) {
      window.add(now, weight);
    }
  }

  /** Counts a call if it may pass. */
  public synchronized Decision take(String key, Limit limit, long weight) {
    String kept = CounterKey.of(key);
    long now = clock.millis();
    Decision decision = lookAt(kept, limit, weight, now);
    if (decision.allowed()) {
      addAt(kept, limit, weight, now);
    }
    return decision;
  }

  /** The key's window, or null where the table is full. */
  private SlidingWindow window(String key, Limit limit, long now) {
    SlidingWindow window = windows.get(key);
    if (window == null) {
      if (windows.size() >= maxKeys) {
        sweep(now);
      }
      if (windows.size() >= maxKeys) {
        return null;
      }
      window = new SlidingWindow();
      windows.put(key, window);
    }
    window.keepFor(limit.periodMillis());
    window.forget(now);
    return window;
  }

  /** At most once a second: whoever fills the table must not keep it busy as well. */
  private void sweep(long now) {
    if (now - MILLIS < lastSweep) {
      return;
    }
    lastSweep = now;
    windows
        .values()
        .removeIf(
            window -> {
              window.forget(now);
              return window.isEmpty();
            });
  }
}
