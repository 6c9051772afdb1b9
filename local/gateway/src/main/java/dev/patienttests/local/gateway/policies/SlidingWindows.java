package dev.patienttests.local.gateway.policies;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts calls by key in a sliding window, exactly. A full table of keys lets no new key in; a key
 * whose window is empty makes room.
 */
final class SlidingWindows {
  private static final int MAX_KEYS = 10_000;

  /**
   * What a call is told.
   *
   * @param remaining calls that are left in the window
   * @param retryAfter whole seconds until the next call is let in, where this one was not
   */
  record Decision(boolean allowed, int remaining, int retryAfter) {}

  /** Times of the calls in the window, a ring that grows with them. */
  private static final class Window {
    private long[] times = new long[16];
    private int first;
    private int size;

    void dropUntil(long oldest) {
      while (size > 0 && times[first] <= oldest) {
        first = (first + 1) % times.length;
        size--;
      }
    }

    void add(long time) {
      if (size == times.length) {
        long[] larger = Arrays.copyOfRange(times, first, first + times.length * 2);
        System.arraycopy(times, 0, larger, times.length - first, first);
        times = larger;
        first = 0;
      }
      times[(first + size) % times.length] = time;
      size++;
    }
  }

  private final InstantSource clock;
  private final int calls;
  private final long periodMillis;
  private final Map<String, Window> windows = new HashMap<>();

  SlidingWindows(InstantSource clock, int calls, int periodSeconds) {
    this.clock = clock;
    this.calls = calls;
    this.periodMillis = periodSeconds * 1000L;
  }

  synchronized Decision take(String key) {
    long now = clock.millis();
    Window window = windows.get(key);
    if (window == null) {
      if (windows.size() >= MAX_KEYS) {
        makeRoom(now);
      }
      if (windows.size() >= MAX_KEYS) {
        return new Decision(false, 0, (int) (periodMillis / 1000));
      }
      window = new Window();
      windows.put(key, window);
    }
    window.dropUntil(now - periodMillis);
    if (window.size >= calls) {
      long wait = window.times[window.first] + periodMillis - now;
      return new Decision(false, 0, (int) Math.max(1, (wait + 999) / 1000));
    }
    window.add(now);
    return new Decision(true, calls - window.size, 0);
  }

  private void makeRoom(long now) {
    windows
        .values()
        .removeIf(
            window -> {
              window.dropUntil(now - periodMillis);
              return window.size == 0;
            });
  }
}
