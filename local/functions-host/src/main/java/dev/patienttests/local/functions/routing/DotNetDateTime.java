package dev.patienttests.local.functions.routing;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code DateTime.TryParse} with the invariant culture: a date, a time of day or both in either
 * order, with a zone. After a {@code T} only the digits of ISO 8601 are understood.
 */
final class DotNetDateTime {
  private static final Pattern BLANKS = Pattern.compile("[\\x09-\\x0D \\u00A0]+");
  private static final Pattern IDEOGRAPH = Pattern.compile("(?<=\\d)[年月日]");
  private static final Pattern END = Pattern.compile("\\x00+$");
  private static final String OFFSET =
      "(?<sign>[+-])(?:(?<zh>\\d{1,2})(?: ?: ?(?<zm>\\d{1,2}))?|(?<zh4>\\d{2})(?<zm4>\\d{2}))";

  private static final Pattern HAS_T = Pattern.compile("\\d ?T ?\\d");
  private static final Pattern ISO =
      Pattern.compile(
          "(?<date>.*\\d) ?T ?(?<h>\\d{2}):(?<m>\\d{2})(?::(?<s>\\d{2})(?:\\.\\d+)?)?"
              + " ?(?:Z|"
              + OFFSET
              + ")?");

  /** What may stand before everything else and changes nothing. */
  private static final Pattern LEADING =
      Pattern.compile("^(?:[., ]+|A\\.D\\. ?|GMT ?(?=.)|Z ?(?=.)|[AP]M (?=.))+");

  private static final Pattern NAMED_ZONE = Pattern.compile(" ?(?:Z|GMT)$");
  private static final Pattern ZONE = Pattern.compile("(?<space> ?)" + OFFSET + "$");
  private static final Pattern MARK = Pattern.compile(" ?[AP]M$");
  private static final Pattern AFTER_TIME = Pattern.compile("^[., ]*(?:(?:Z|GMT)(?= ))?[, ]*");
  private static final Pattern TIME =
      Pattern.compile(
          "(?:^|(?<=[ ,]))(?:(?<h>\\d{1,2}) ?: ?(?<m>\\d{1,2})(?: ?: ?(?<s>\\d{1,2})(?:\\.\\d*)?)?"
              + " ?(?<mark>[AP]M\\b)?|(?<h2>\\d{1,2}) ?(?<mark2>[AP]M\\b))");

  private DotNetDateTime() {}

  static boolean isDateTime(String value) {
    String ended = END.matcher(value).replaceFirst("");
    String blanks = BLANKS.matcher(ended).replaceAll(" ");
    String text = ideographs(blanks.strip()).toUpperCase(Locale.ROOT);
    if (HAS_T.matcher(text).find()) {
      return isIso(text);
    }
    String rest = LEADING.matcher(text).replaceFirst("");
    String bare = rest.endsWith(" A.D.") ? rest.substring(0, rest.length() - 5) : rest;
    return isDateTimeText(bare) || withMark(bare) || withName(bare) || withOffset(bare);
  }

  /** Chinese and Japanese name the parts of a date behind them; number signs stand around it. */
  private static String ideographs(String text) {
    String plain =
        text.length() > 2 && text.startsWith("#") && text.endsWith("#")
            ? text.substring(1, text.length() - 1)
            : text;
    return plain.indexOf('年') < 0
        ? plain
        : IDEOGRAPH.matcher(plain).replaceAll(it -> it.group().equals("日") ? "" : "-");
  }

  private static boolean isIso(String text) {
    Matcher iso = ISO.matcher(text);
    return iso.matches()
        && isTime(iso.group("h"), iso.group("m"), iso.group("s"))
        && isOffset(iso)
        && tokens(iso.group("date")).filter(it -> it.shape().equals("YNN")).isPresent();
  }

  /** A date that is complete may be followed by a mark without an hour. */
  private static boolean withMark(String text) {
    Matcher mark = MARK.matcher(text);
    return mark.find() && isCompleteDate(text.substring(0, mark.start()));
  }

  private static boolean withName(String text) {
    Matcher zone = NAMED_ZONE.matcher(text);
    if (!zone.find()) {
      return false;
    }
    String before = text.substring(0, zone.start());
    return isCompleteDate(before) || (TIME.matcher(before).find() && isDateTimeText(before));
  }

  private static boolean withOffset(String text) {
    Matcher zone = ZONE.matcher(text);
    if (!zone.find() || zone.start() == 0 || !isOffset(zone)) {
      return false;
    }
    String before = text.substring(0, zone.start()).strip();
    boolean dash = zone.group("sign").equals("-") && zone.group("space").isEmpty();
    boolean timed = TIME.matcher(before).find();
    return (dash && !timed) ? isCompleteDate(before) : isDateTimeText(before);
  }

  private static boolean isOffset(Matcher zone) {
    boolean compact = zone.group("zh4") != null;
    int hours = number(zone.group(compact ? "zh4" : "zh"));
    int minutes = number(zone.group(compact ? "zm4" : "zm"));
    return minutes <= 59 && hours * 60 + minutes <= 14 * 60;
  }

  private static boolean isDateTimeText(String text) {
    Matcher time = TIME.matcher(text);
    if (!time.find()) {
      return tokens(text).isPresent();
    }
    if (!isTime(time)) {
      return false;
    }
    String before = text.substring(0, time.start()).strip();
    String after = AFTER_TIME.matcher(text.substring(time.end())).replaceFirst("");
    if (!before.isEmpty() && !after.isEmpty()) {
      return false;
    }
    if (before.matches("\\d{1,2} \\d{1,2}")) {
      return false; // the second number would already belong to the time
    }
    String date = before + after;
    return date.isEmpty() || tokens(date).isPresent();
  }

  private static boolean isTime(Matcher time) {
    boolean hourOnly = time.group("h") == null;
    String hour = time.group(hourOnly ? "h2" : "h");
    String mark = time.group(hourOnly ? "mark2" : "mark");
    boolean morning = mark != null && mark.startsWith("A");
    return isTime(hour, time.group("m"), time.group("s")) && (!morning || number(hour) <= 12);
  }

  private static boolean isTime(String hour, String minute, String second) {
    return number(hour) <= 23 && number(minute) <= 59 && number(second) <= 59;
  }

  private static boolean isCompleteDate(String text) {
    return tokens(text).filter(it -> it.shape().length() == 3).isPresent();
  }

  /** The date in a text, if there is one that exists. */
  private static Optional<DateTokens> tokens(String text) {
    return DateTokens.read(text.strip())
        .filter(it -> it.date(LocalDate.now(ZoneOffset.UTC).getYear()));
  }

  /** The number, 0 where there is none. */
  private static int number(String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
