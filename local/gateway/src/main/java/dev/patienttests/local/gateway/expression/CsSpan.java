package dev.patienttests.local.gateway.expression;

import java.math.BigDecimal;
import java.util.Locale;

/** {@code TimeSpan}: ticks of 100 ns. */
record CsSpan(long ticks) implements Comparable<CsSpan> {
  static final CsSpan ZERO = new CsSpan(0);
  static final long MILLISECOND = 10_000;
  static final long SECOND = 1000 * MILLISECOND;
  static final long MINUTE = 60 * SECOND;
  static final long HOUR = 60 * MINUTE;
  static final long DAY = 24 * HOUR;

  /** A span from parts that may be too large together. */
  static CsSpan of(long days, long hours, long minutes, long seconds, double milliseconds) {
    BigDecimal total =
        BigDecimal.valueOf(days)
            .multiply(BigDecimal.valueOf(DAY))
            .add(BigDecimal.valueOf(hours).multiply(BigDecimal.valueOf(HOUR)))
            .add(BigDecimal.valueOf(minutes).multiply(BigDecimal.valueOf(MINUTE)))
            .add(BigDecimal.valueOf(seconds).multiply(BigDecimal.valueOf(SECOND)))
            .add(BigDecimal.valueOf((long) (milliseconds * MILLISECOND)));
    if (total.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw DotNetException.outOfRange("value");
    }
    return new CsSpan(total.longValue());
  }

  /** A number of units. */
  static CsSpan from(double value, long unit) {
    if (Double.isNaN(value)) {
      throw DotNetException.argument(
          "TimeSpan does not accept floating point Not-a-Number values.");
    }
    double ticks = value * unit;
    if (ticks > Long.MAX_VALUE || ticks < Long.MIN_VALUE) {
      throw overflow();
    }
    return new CsSpan((long) ticks);
  }

  static DotNetException overflow() {
    return new DotNetException(
        "System.OverflowException", "TimeSpan overflowed because the duration is too long.");
  }

  CsSpan plus(CsSpan other) {
    try {
      return new CsSpan(Math.addExact(ticks, other.ticks));
    } catch (ArithmeticException e) {
      throw overflow();
    }
  }

  CsSpan minus(CsSpan other) {
    try {
      return new CsSpan(Math.subtractExact(ticks, other.ticks));
    } catch (ArithmeticException e) {
      throw overflow();
    }
  }

  CsSpan negated() {
    if (ticks == Long.MIN_VALUE) {
      throw overflow();
    }
    return new CsSpan(-ticks);
  }

  int part(long unit, long next) {
    return (int) (ticks / unit % (next / unit));
  }

  int days() {
    return (int) (ticks / DAY);
  }

  double total(long unit) {
    return (double) ticks / unit;
  }

  @Override
  public int compareTo(CsSpan other) {
    return Long.compare(ticks, other.ticks);
  }

  /** The constant format: {@code [-][d.]hh:mm:ss[.fffffff]}. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(ticks < 0 ? "-" : "");
    if (days() != 0) {
      out.append(Math.abs(days())).append('.');
    }
    out.append(
        String.format(
            Locale.ROOT,
            "%02d:%02d:%02d",
            Math.abs(part(HOUR, DAY)),
            Math.abs(part(MINUTE, HOUR)),
            Math.abs(part(SECOND, MINUTE))));
    long fraction = Math.abs(ticks % SECOND);
    return fraction == 0 ? out.toString() : out + String.format(Locale.ROOT, ".%07d", fraction);
  }
}
