package dev.patienttests.local.gateway.expression;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates that JSON.NET reads out of strings by itself, and how it writes them. */
final class JsonDates {
  private static final Pattern ISO =
      Pattern.compile(
          "([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(\\.[0-9]+)?"
              + "(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?");

  private JsonDates() {}

  /** The date, or null where the text is none. */
  static CsDateTime read(String text) {
    boolean candidate = text.length() >= 19 && text.length() <= 40 && text.charAt(10) == 'T';
    Matcher matcher = candidate ? ISO.matcher(text) : null;
    if (matcher == null || !matcher.matches()) {
      return null;
    }
    try {
      int[] parts = new int[6];
      for (int i = 0; i < 6; i++) {
        parts[i] = Integer.parseInt(matcher.group(i + 1));
      }
      LocalDateTime value =
          LocalDateTime.of(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]);
      long fraction = fraction(matcher.group(7));
      String zone = matcher.group(8);
      CsDateTime.Kind kind =
          zone == null
              ? CsDateTime.Kind.UNSPECIFIED
              : zone.equals("Z") ? CsDateTime.Kind.UTC : CsDateTime.Kind.LOCAL;
      long offset = zone == null || zone.equals("Z") ? 0 : offset(zone);
      return CsDateTime.of(value, kind).plus(fraction - offset);
    } catch (DateTimeException | DotNetException e) {
      return null;
    }
  }

  /** Ticks of a fraction such as {@code .12}; more digits are rounded. */
  static long fraction(String digits) {
    return digits == null ? 0 : Math.round(Double.parseDouble("0" + digits) * CsSpan.SECOND);
  }

  /** Ticks of {@code +02:00}, {@code +0200}, {@code +02}. */
  static long offset(String zone) {
    String digits = zone.substring(1).replace(":", "");
    long minutes =
        Integer.parseInt(digits.substring(0, 2)) * 60L
            + (digits.length() > 2 ? Integer.parseInt(digits.substring(2)) : 0);
    return (zone.charAt(0) == '-' ? -1 : 1) * minutes * CsSpan.MINUTE;
  }

  static String write(CsDateTime date) {
    return DateFormat.format(date, "yyyy-MM-ddTHH:mm:ss.FFFFFFFK");
  }

  static String write(CsOffset date) {
    return DateFormat.format(date, "yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz");
  }
}
