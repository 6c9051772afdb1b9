package dev.patienttests.local.gateway.expression;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;

/**
 * A date that JSON.NET read out of a string by itself. The local time zone is UTC, as the
 * gateway's.
 *
 * @param utc whether the text named a zone
 */
record JsonDate(LocalDateTime value, boolean utc) {
  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyy-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 7, true)
          .toFormatter(Locale.ROOT);
  private static final DateTimeFormatter INVARIANT =
      DateTimeFormatter.ofPattern("MM/dd/yyyy HH:mm:ss", Locale.ROOT);

  /** The date, where the text is an ISO 8601 date with a time. */
  static Optional<JsonDate> read(String text) {
    boolean candidate =
        text.length() >= 19
            && text.length() <= 40
            && text.charAt(4) == '-'
            && text.charAt(10) == 'T'
            && Character.isDigit(text.charAt(0));
    if (!candidate) {
      return Optional.empty();
    }
    try {
      boolean zoned =
          text.endsWith("Z") || text.lastIndexOf('+') > 10 || text.lastIndexOf('-') > 10;
      if (!zoned) {
        return Optional.of(new JsonDate(LocalDateTime.parse(text), false));
      }
      OffsetDateTime at = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
      return Optional.of(new JsonDate(at.toLocalDateTime(), true));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  String iso() {
    return ISO.format(value) + (utc ? "Z" : "");
  }

  @Override
  public String toString() {
    return INVARIANT.format(value);
  }
}
