package dev.patienttests.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Points in time as text (RFC 3339): UTC and always three digits of a second, so that the order of
 * texts is the order of time. {@link Instant#toString()} leaves out a fraction that is zero, and
 * {@code 05Z} sorts after {@code 05.123Z}.
 */
public final class Timestamps {
  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Timestamps() {}

  /** The text; what is finer than a millisecond is cut off. */
  public static String write(Instant time) {
    return MILLISECONDS.format(time);
  }

  /**
   * Reads a text of {@link #write}, or with another number of digits of a second.
   *
   * @throws DateTimeException when it is no point in time
   */
  public static Instant read(String text) {
    return Instant.parse(text);
  }
}
