package dev.patienttests.local.gateway.policy;

import dev.patienttests.local.gateway.expression.RuntimeTypes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The internal cache of values: 10,000 of them, 64 MiB in all. Whoever gets or keeps a value has a
 * copy of his own of what could change.
 */
public final class ValueCache {
  private static final int MAX_ENTRIES = 10_000;
  private static final long MAX_OCTETS = 64L * 1024 * 1024;

  private final BoundedCache<Object> values;

  /** An empty cache. */
  public ValueCache(InstantSource clock) {
    this.values = new BoundedCache<>(clock, MAX_ENTRIES, MAX_OCTETS, RuntimeTypes::octets);
  }

  /** The value, with its type, until it expires. */
  public Optional<Object> get(String key) {
    return values.get(key).map(RuntimeTypes::copy);
  }

  /** Keeps a value. */
  public void put(String key, Object value, Duration duration) {
    values.put(key, RuntimeTypes.copy(value), duration);
  }

  /** Forgets a value. */
  public void remove(String key) {
    values.remove(key);
  }
}
