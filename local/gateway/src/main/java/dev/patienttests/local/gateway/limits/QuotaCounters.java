package dev.patienttests.local.gateway.limits;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Calls and bytes by key in fixed windows. They live as long as this object. A full table lets no
 * new key in; a key is dropped only when its window is over.
 */
public final class QuotaCounters {
  /** Most keys at a time. */
  public static final int MAX_KEYS = 20_000;

  private static final long SWEEP_MILLIS = 1_000;

  /**
   * Windows that follow each other without a gap.
   *
   * @param first when one of them begins
   * @param length how long each is; zero: one that never ends
   */
  public record Period(Instant first, Duration length) {

    /** When the window that holds this time ends; never, where it does not. */
    Optional<Instant> end(Instant now) {
      if (length.isZero()) {
        return Optional.empty();
      }
      long seconds = length.toSeconds();
      long past = Math.floorMod(now.getEpochSecond() - first.getEpochSecond(), seconds);
      return Optional.of(Instant.ofEpochSecond(now.getEpochSecond() - past + seconds));
    }
  }

  /** So many calls and so many bytes in a window, each where it is given. */
  public record Limit(OptionalLong calls, OptionalLong bytes) {}

  /** Of what there was too much. */
  public enum Exceeded {
    NOTHING,
    CALLS,
    BYTES
  }

  /**
   * What a call is told.
   *
   * @param replenished how long it takes until the window ends; never, where it does not
   */
  public record Decision(Exceeded exceeded, Optional<Duration> replenished) {}

  private record Key(String name, Period period) {}

  private static final class Counter {
    private final Optional<Instant> end;
    private long calls;
    private long bytes;

    Counter(Optional<Instant> end) {
      this.end = end;
    }

    boolean isOver(Instant now) {
      return end.filter(e -> !now.isBefore(e)).isPresent();
    }
  }

  private final InstantSource clock;
  private final int maxKeys;
  private final Map<Key, Counter> counters = new HashMap<>();
  private long lastSweep = Long.MIN_VALUE;

  /** An empty table. */
  public QuotaCounters(InstantSource clock) {
    this(clock, MAX_KEYS);
  }

  QuotaCounters(InstantSource clock, int maxKeys) {
    this.clock = clock;
    this.maxKeys = maxKeys;
  }

  /**
   * Whether a call may pass: its weight must fit in what is left of the calls, and something must
   * be left of the bytes, since nobody knows yet how many it will take.
   */
  public synchronized Decision look(String key, Period period, Limit limit, long weight) {
    Instant now = clock.instant();
    Optional<Duration> rest = period.end(now).map(end -> Duration.between(now, end));
    Optional<Counter> counter = counter(key, period, now);
    if (limit.calls().isPresent()
        && counter.map(c -> c.calls + weight > limit.calls().getAsLong()).orElse(true)) {
      return new Decision(Exceeded.CALLS, rest);
    }
    if (limit.bytes().isPresent()
        && counter.map(c -> c.bytes >= limit.bytes().getAsLong()).orElse(true)) {
      return new Decision(Exceeded.BYTES, rest);
    }
    return new Decision(Exceeded.NOTHING, rest);
  }

  /** Counts calls and bytes, whether or not they may pass. */
  public synchronized void add(String key, Period period, long calls, long bytes) {
    counter(key, period, clock.instant())
        .ifPresent(
            counter -> {
              counter.calls += calls;
              counter.bytes += bytes;
            });
  }

  /** Counts a call if it may pass. */
  public synchronized Decision take(String key, Period period, Limit limit, long weight) {
    Decision decision = look(key, period, limit, weight);
    if (decision.exceeded() == Exceeded.NOTHING) {
      add(key, period, weight, 0);
    }
    return decision;
  }

  /** The counter of the current window; none where the table is full. */
  private Optional<Counter> counter(String key, Period period, Instant now) {
    Key kept = new Key(CounterKey.of(key), period);
    Counter counter = counters.get(kept);
    if (counter == null && counters.size() >= maxKeys) {
      sweep(now);
      if (counters.size() >= maxKeys) {
        return Optional.empty();
      }
    }
    if (counter == null || counter.isOver(now)) {
      counter = new Counter(period.end(now));
      counters.put(kept, counter);
    }
    return Optional.of(counter);
  }

  private void sweep(Instant now) {
    if (now.toEpochMilli() - SWEEP_MILLIS < lastSweep) {
      return;
    }
    lastSweep = now.toEpochMilli();
    counters.values().removeIf(counter -> counter.isOver(now));
  }
}
