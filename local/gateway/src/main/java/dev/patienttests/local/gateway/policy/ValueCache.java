package dev.patienttests.local.gateway.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The internal cache: bounded, each entry with its expiry; the last write counts. */
public final class ValueCache {
  private static final int MAX_ENTRIES = 10_000;

  private record Entry(Object value, Instant expires) {}

  private final InstantSource clock;
  private final Map<String, Entry> entries =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
          return size() > MAX_ENTRIES;
        }
      };

  /** An empty cache. */
  public ValueCache(InstantSource clock) {
    this.clock = clock;
  }

  /** The value, with its type, until it expires. */
  public synchronized Optional<Object> get(String key) {
    Entry entry = entries.get(key);
    if (entry == null) {
      return Optional.empty();
    }
    if (!clock.instant().isBefore(entry.expires())) {
      entries.remove(key);
      return Optional.empty();
    }
    return Optional.of(entry.value());
  }

  /** Keeps a value. */
  public synchronized void put(String key, Object value, Duration duration) {
    entries.put(key, new Entry(value, clock.instant().plus(duration)));
  }

  /** Forgets a value. */
  public synchronized void remove(String key) {
    entries.remove(key);
  }
}
