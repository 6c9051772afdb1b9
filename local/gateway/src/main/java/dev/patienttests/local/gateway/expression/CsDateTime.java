package dev.patienttests.local.gateway.expression;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;

/**
 * {@code DateTime}: ticks of 100 ns since the year 1, and a kind. The local time zone is UTC, as
 * the gateway's.
 */
record CsDateTime(long ticks, Kind kind) implements Comparable<CsDateTime> {

  /** {@code DateTimeKind}. */
  enum Kind {
    UNSPECIFIED(0),
    UTC(1),
    LOCAL(2);

    private final long number;

    Kind(long number) {
      this.number = number;
    }

    long number() {
      return number;
    }

    static Kind of(long wanted) {
      return wanted == 1 ? UTC : wanted == 2 ? LOCAL : UNSPECIFIED;
    }
  }

  static final long UNIX = 621_355_968_000_000_000L;
  static final long MAX_TICKS = 3_155_378_975_999_999_999L;
  static final CsDateTime MIN = new CsDateTime(0, Kind.UNSPECIFIED);

  static CsDateTime of(Instant instant) {
    return new CsDateTime(ticks(instant.getEpochSecond(), instant.getNano()), Kind.UTC);
  }

  static CsDateTime of(LocalDateTime value, Kind kind) {
    return new CsDateTime(
        ticks(value.toEpochSecond(ZoneOffset.UTC), value.get(ChronoField.NANO_OF_SECOND)), kind);
  }

  private static long ticks(long seconds, int nanos) {
    return UNIX + seconds * CsSpan.SECOND + nanos / 100;
  }

  /** A date from its parts; milliseconds are added. */
  static CsDateTime of(int[] parts, Kind kind) {
    try {
      LocalDateTime value =
          LocalDateTime.of(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]);
      if (parts[0] < 1 || parts[0] > 9999 || parts[6] < 0 || parts[6] > 999) {
        throw DotNetException.outOfRange("year");
      }
      return of(value, kind).plus(parts[6] * CsSpan.MILLISECOND);
    } catch (DateTimeException e) {
      throw DotNetException.outOfRange("Year, Month, and Day");
    }
  }

  /** The calendar's view. */
  LocalDateTime local() {
    long since = ticks - UNIX;
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(since, CsSpan.SECOND),
        (int) Math.floorMod(since, CsSpan.SECOND) * 100,
        ZoneOffset.UTC);
  }

  CsDateTime plus(long more) {
    long sum = ticks + more;
    boolean overflow = ((ticks ^ sum) & (more ^ sum)) < 0;
    if (overflow || sum < 0 || sum > MAX_TICKS) {
      throw DotNetException.outOfRange("value");
    }
    return new CsDateTime(sum, kind);
  }

  CsDateTime with(LocalDateTime value) {
    if (value.getYear() < 1 || value.getYear() > 9999) {
      throw DotNetException.outOfRange("months");
    }
    return of(value, kind);
  }

  CsDateTime as(Kind other) {
    return new CsDateTime(ticks, other);
  }

  @Override
  public int compareTo(CsDateTime other) {
    return Long.compare(ticks, other.ticks);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CsDateTime date && date.ticks == ticks;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(ticks);
  }

  @Override
  public String toString() {
    return DateFormat.format(this, "G");
  }
}
