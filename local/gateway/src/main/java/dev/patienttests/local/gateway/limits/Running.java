package dev.patienttests.local.gateway.limits;

import java.util.HashMap;
import java.util.Map;

/**
 * How many requests are in policies of a key at this moment; there are no more keys than requests.
 */
public final class Running {
  private final Map<String, Integer> counts = new HashMap<>();

  /** Whether one more may enter; who enters has to leave. */
  public synchronized boolean enter(String key, int most) {
    String kept = CounterKey.of(key);
    int count = counts.getOrDefault(kept, 0);
    if (count >= most) {
      return false;
    }
    counts.put(kept, count + 1);
    return true;
  }

  /** One leaves. */
  public synchronized void leave(String key) {
    counts.computeIfPresent(CounterKey.of(key), (k, count) -> count == 1 ? null : count - 1);
  }
}
