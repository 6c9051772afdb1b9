package dev.patienttests.local.gateway.limits;

/**
 * The calls of one key, the latest ones: a ring that grows with them. Exact for as many calls as it
 * has places. Beyond that, calls that lie close together count as made at the time of the last of
 * them, so that a place is free again a little later, never sooner.
 */
final class SlidingWindow {
  static final int PLACES = 256;
  private static final int FIRST_PLACES = 4;
  private static final int COARSE = 128;

  private long[] times = new long[FIRST_PLACES];
  private long[] weights = new long[FIRST_PLACES];
  private int first;
  private int size;
  private long retention;
  private long total;

  /** Counts are asked for at most so far back. */
  void keepFor(long millis) {
    retention = Math.max(retention, millis);
  }

  /** Forgets what is too old for any question. */
  void forget(long now) {
    while (size > 0 && times[first] <= now - retention) {
      total -= weights[first];
      first = (first + 1) % times.length;
      size--;
    }
  }

  boolean isEmpty() {
    return size == 0;
  }

  void add(long now, long weight) {
    if (size == PLACES) {
      compact();
    }
    if (size == times.length) {
      grow(Math.min(PLACES, size * 2));
    }
    int place = (first + size) % times.length;
    times[place] = now;
    weights[place] = weight;
    total += weight;
    size++;
  }

  /** What was counted in the last so many milliseconds. */
  long count(long now, long period) {
    if (period == retention) {
      forget(now);
      return total;
    }
    long count = 0;
    for (int i = size - 1; i >= 0 && at(i) > now - period; i--) {
      count += weights[(first + i) % times.length];
    }
    return count;
  }

  /** Milliseconds until no more than that is left of what was counted. */
  long until(long now, long period, long left) {
    long count = count(now, period);
    for (int i = 0; i < size; i++) {
      if (at(i) > now - period) {
        count -= weights[(first + i) % times.length];
        if (count <= left) {
          return at(i) + period - now;
        }
      }
    }
    return 0;
  }

  private long at(int index) {
    return times[(first + index) % times.length];
  }

  private void grow(int places) {
    long[] newTimes = new long[places];
    long[] newWeights = new long[places];
    for (int i = 0; i < size; i++) {
      newTimes[i] = at(i);
      newWeights[i] = weights[(first + i) % times.length];
    }
    times = newTimes;
    weights = newWeights;
    first = 0;
  }

  /** Leaves little more than half of the places taken; done again, it changes nothing. */
  private void compact() {
    grow(PLACES);
    long resolution = Math.max(1, retention / COARSE);
    int last = 0;
    for (int i = 1; i < size; i++) {
      if (times[i] / resolution == times[last] / resolution) {
        times[last] = times[i];
        weights[last] += weights[i];
      } else {
        last++;
        times[last] = times[i];
        weights[last] = weights[i];
      }
    }
    size = last + 1;
  }
}
