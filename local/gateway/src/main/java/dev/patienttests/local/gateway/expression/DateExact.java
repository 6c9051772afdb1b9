package dev.patienttests.local.gateway.expression;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Optional;

/** {@code DateTime.ParseExact} under the invariant culture. */
final class DateExact {
  private final String text;
  private int at;
  private int year = 1;
  private int month = 1;
  private int day = 1;
  private int hour;
  private int minute;
  private int second;
  private long fraction;
  private Optional<Long> zone = Optional.empty();
  private int half = -1;

  private DateExact(String text) {
    this.text = text;
  }

  static Optional<CsDateTime> parse(String text, String format, long styles) {
    DateExact parser = new DateExact(text);
    boolean utc = format.equals("u");
    boolean roundtrip = format.equals("o") || format.equals("O");
    try {
      if (!parser.matches(DateFormat.pattern(format))) {
        return Optional.empty();
      }
      int hours = parser.half < 0 ? parser.hour : parser.hour % 12 + 12 * parser.half;
      LocalDateTime value =
          LocalDateTime.of(
              parser.year, parser.month, parser.day, hours, parser.minute, parser.second);
      CsDateTime date =
          CsDateTime.of(value, utc ? CsDateTime.Kind.UTC : CsDateTime.Kind.UNSPECIFIED)
              .plus(parser.fraction);
      long effective = roundtrip ? styles | 128 : styles;
      return Optional.of(DateParse.finish(date, parser.zone, effective));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private boolean matches(String pattern) {
    int i = 0;
    while (i < pattern.length()) {
      char c = pattern.charAt(i);
      int run = 1;
      while (i + run < pattern.length() && pattern.charAt(i + run) == c) {
        run++;
      }
      if (c == '\'' || c == '"') {
        int close = pattern.indexOf(c, i + 1);
        if (close < 0 || !literal(pattern.substring(i + 1, close))) {
          return false;
        }
        i = close + 1;
      } else if (c == '\\' && i + 1 < pattern.length()) {
        if (!literal(pattern.substring(i + 1, i + 2))) {
          return false;
        }
        i += 2;
      } else {
        if (c != '%' && !field(c, run)) {
          return false;
        }
        i += run;
      }
    }
    return at == text.length();
  }

  private boolean literal(String wanted) {
    boolean there = text.startsWith(wanted, at);
    at += wanted.length();
    return there;
  }

  private boolean field(char c, int run) {
    switch (c) {
      case 'y' -> {
        int value = digits(run == 2 || run == 1 ? run : 4, run <= 2 ? 2 : 4);
        year = run <= 2 ? value + (value < 50 ? 2000 : 1900) : value;
        return value >= 0;
      }
      case 'M' -> {
        month = run > 2 ? name(run, true) : digits(run, 2);
        return month > 0;
      }
      case 'd' -> {
        if (run > 2) {
          return name(run, false) > 0;
        }
        day = digits(run, 2);
        return day > 0;
      }
      case 'H', 'h' -> {
        hour = digits(run, 2);
        return hour >= 0;
      }
      case 'm' -> {
        minute = digits(run, 2);
        return minute >= 0;
      }
      case 's' -> {
        second = digits(run, 2);
        return second >= 0;
      }
      case 'f', 'F' -> {
        return fraction(c, run);
      }
      case 't' -> {
        String shown = run > 1 ? "AM PM" : "A P";
        half =
            text.startsWith(shown.split(" ", -1)[0], at)
                ? 0
                : text.startsWith(shown.split(" ", -1)[1], at) ? 1 : -1;
        at += run > 1 ? 2 : 1;
        return half >= 0;
      }
      case 'z', 'K' -> {
        return zone(c);
      }
      default -> {
        return literal(String.valueOf(c).repeat(run));
      }
    }
  }

  private int digits(int minimum, int maximum) {
    int start = at;
    while (at < text.length()
        && at - start < maximum
        && Character.digit(text.charAt(at), 10) >= 0) {
      at++;
    }
    return at - start < minimum ? -1 : Integer.parseInt(text.substring(start, at));
  }

  private boolean fraction(char c, int run) {
    int start = at;
    while (at < text.length() && at - start < run && Character.digit(text.charAt(at), 10) >= 0) {
      at++;
    }
    String found = text.substring(start, at);
    fraction = found.isEmpty() ? 0 : Long.parseLong((found + "0000000").substring(0, 7));
    return c == 'F' || found.length() == run;
  }

  private int name(int run, boolean months) {
    int count = months ? 12 : 7;
    for (int i = 1; i <= count; i++) {
      java.time.format.TextStyle style =
          run > 3 ? java.time.format.TextStyle.FULL : java.time.format.TextStyle.SHORT;
      String name =
          months
              ? java.time.Month.of(i).getDisplayName(style, Locale.ENGLISH)
              : java.time.DayOfWeek.of(i).getDisplayName(style, Locale.ENGLISH);
      if (text.regionMatches(true, at, name, 0, name.length())) {
        at += name.length();
        return i;
      }
    }
    return -1;
  }

  private boolean zone(char c) {
    if (c == 'K' && at == text.length()) {
      return true;
    }
    if (text.startsWith("Z", at)) {
      at++;
      zone = Optional.of(0L);
      return true;
    }
    int end = at;
    while (end < text.length() && "+-:0123456789".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    String found = text.substring(at, end);
    if (!found.matches("[+-][0-9]{1,2}(:?[0-9]{2})?")) {
      return false;
    }
    zone =
        Optional.of(
            JsonDates.offset(
                found.length() == 2 ? found.charAt(0) + "0" + found.charAt(1) : found));
    at = end;
    return true;
  }
}
