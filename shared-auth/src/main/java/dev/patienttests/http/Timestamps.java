package dev.patienttests.http;

import com.ethlo.time.ITU;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Points in time as text (RFC 3339): UTC and always three digits of a second, so that the order of
 * texts is the order of time. {@link Instant#toString()} leaves out a fraction that is zero, and
 * {@code 05Z} sorts after {@code 05.123Z}.
 */
public final class Timestamps {
  /** The first point in time that {@link #write} can write. */
  public static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");

  /** The last one. */
  public static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  private static final Pattern RFC_3339 =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})");

  private Timestamps() {}

  /**
   * The text; what is finer than a millisecond is cut off.
   *
   * @throws DateTimeException outside of the years 0000 to 9999
   */
  public static String write(Instant time) {
    if (time.isBefore(EARLIEST) || time.getEpochSecond() > LATEST.getEpochSecond()) {
      throw new DateTimeException("not in the years 0000 to 9999");
    }
    return ITU.formatUtcMilli(time.atOffset(ZoneOffset.UTC));
  }

  /**
   * Reads what a client writes, cut to milliseconds: RFC 3339 with seconds, an upper-case {@code T}
   * and {@code Z} or an offset. Empty for anything else, and outside of the years 0000 to 9999 in
   * UTC, which {@link #write} could not put in the order of time.
   */
  public static Optional<Instant> parse(String text) {
    if (!RFC_3339.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      Instant time = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
      return Optional.of(time).filter(t -> !t.isBefore(EARLIEST) && !t.isAfter(LATEST));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * Reads a text of {@link #write}, or with another number of digits of a second.
   *
   * @throws DateTimeException when it is no point in time
   */
  public static Instant read(String text) {
    // The fast reader is lenient: its result counts where it is written as it was read.
    Instant time = ITU.parseDateTime(text).toInstant();
    return write(time).equals(text) ? time : Instant.parse(text);
  }
}
