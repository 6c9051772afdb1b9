package dev.patienttests.local.functions.routing;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code DateTime.TryParse} with the invariant culture: a date, a time of day or both in either
 * order, with a zone.
 */
final class DotNetDateTime {
  private static final String BLANK = "[\\x09-\\x0D \\u00A0]";

  private static final Pattern ZONE =
      Pattern.compile("(?:Z|GMT|[+-](?<zh>\\d{1,2})(?::?(?<zm>\\d{2}))?)$");
  private static final Pattern TIME =
      Pattern.compile(
          "(?:^|(?<=[ ,T]))(?:(?<h>\\d{1,2}) ?: ?(?<m>\\d{1,2})(?: ?: ?(?<s>\\d{1,2})(?:\\.\\d+)?)?"
              + " ?(?<mark>[AP]M?\\b)?|(?<h2>\\d{1,2}) ?(?<mark2>[AP]M?\\b))");

  private DotNetDateTime() {}

  static boolean isDateTime(String value) {
    String text =
        value
            .replaceAll("\\x00+$", "")
            .replaceAll(BLANK + "+", " ")
            .strip()
            .toUpperCase(Locale.ROOT);
    return isDateTimeText(text) || withZone(text);
  }

  private static boolean withZone(String text) {
    Matcher zone = ZONE.matcher(text);
    return zone.find()
        && zone.start() > 0
        && number(zone.group("zh")).orElse(0) <= 14
        && number(zone.group("zm")).orElse(0) <= 59
        && isDateTimeText(text.substring(0, zone.start()).strip());
  }

  private static boolean isDateTimeText(String text) {
    Matcher time = TIME.matcher(text);
    if (!time.find()) {
      return isDate(text);
    }
    if (!isTime(time)) {
      return false;
    }
    String before = text.substring(0, time.start()).strip();
    String after = text.substring(time.end()).strip();
    if (before.endsWith("T")) {
      String date = before.substring(0, before.length() - 1).strip();
      return after.isEmpty() && isDate(date);
    }
    if (before.isEmpty() || after.isEmpty()) {
      String date = (before + after).replaceAll("^,|,$", "").strip();
      return date.isEmpty() || isDate(date);
    }
    return false;
  }

  private static boolean isTime(Matcher time) {
    boolean hourOnly = time.group("h") == null;
    int hour = number(hourOnly ? time.group("h2") : time.group("h")).orElse(0);
    String mark = hourOnly ? time.group("mark2") : time.group("mark");
    int limit = mark != null && mark.startsWith("A") ? 12 : 23;
    return hour <= limit
        && number(time.group("m")).orElse(0) <= 59
        && number(time.group("s")).orElse(0) <= 59;
  }

  private static boolean isDate(String text) {
    return DateTokens.read(text)
        .map(tokens -> tokens.date(LocalDate.now(ZoneOffset.UTC).getYear()))
        .orElse(false);
  }

  private static OptionalInt number(String digits) {
    return digits == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(digits));
  }
}
