package dev.patienttests.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Durations of calls. */
public final class Samples {
  private static final double NANOS_PER_MILLI = 1e6;

  private final long[] sorted;

  /** Durations in nanoseconds. */
  public Samples(long[] nanos) {
    sorted = nanos.clone();
    Arrays.sort(sorted);
  }

  /** All of them together. */
  public static Samples of(List<Samples> parts) {
    return new Samples(parts.stream().flatMapToLong(part -> LongStream.of(part.sorted)).toArray());
  }

  /** The smallest duration, in milliseconds, that this share of the calls did not exceed. */
  public double millis(double share) {
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.max(rank, 1) - 1] / NANOS_PER_MILLI;
  }

  /** The median, in milliseconds. */
  public double median() {
    return millis(0.5);
  }
}
