package dev.patienttests.local.gateway.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Values by key, each until it expires; the last write counts. There are never more than so many of
 * them, nor more octets: what was not used for longest goes first.
 */
final class BoundedCache<V> {
  /** Memory that an entry takes beside its key and its value. */
  private static final int OVERHEAD = 100;

  /** No time is longer: an expiry has to be an instant still. */
  private static final Duration LONGEST = Duration.ofDays(3650);

  private record Entry<V>(V value, Instant expires, long octets) {}

  private final InstantSource clock;
  private final int maxEntries;
  private final long maxOctets;
  private final ToLongFunction<V> size;
  private final Map<String, Entry<V>> entries = new LinkedHashMap<>(64, 0.75f, true);
  private long octets;

  BoundedCache(InstantSource clock, int maxEntries, long maxOctets, ToLongFunction<V> size) {
    this.clock = clock;
    this.maxEntries = maxEntries;
    this.maxOctets = maxOctets;
    this.size = size;
  }

  synchronized Optional<V> get(String key) {
    Entry<V> entry = entries.get(key);
    if (entry == null) {
      return Optional.empty();
    }
    if (!clock.instant().isBefore(entry.expires())) {
      remove(key);
      return Optional.empty();
    }
    return Optional.of(entry.value());
  }

  /** Keeps a value, unless it alone is too large. */
  synchronized void put(String key, V value, Duration duration) {
    remove(key);
    long taken = OVERHEAD + 2L * key.length() + size.applyAsLong(value);
    Duration kept = duration.compareTo(LONGEST) < 0 ? duration : LONGEST;
    if (taken > maxOctets || kept.isZero()) {
      return;
    }
    entries.put(key, new Entry<>(value, clock.instant().plus(kept), taken));
    octets += taken;
    Iterator<Entry<V>> oldest = entries.values().iterator();
    while (entries.size() > maxEntries || octets > maxOctets) {
      octets -= oldest.next().octets();
      oldest.remove();
    }
  }

  synchronized void remove(String key) {
    Entry<V> entry = entries.remove(key);
    if (entry != null) {
      octets -= entry.octets();
    }
  }
}
