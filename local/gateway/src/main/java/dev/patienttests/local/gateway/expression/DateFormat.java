package dev.patienttests.local.gateway.expression;

import java.time.LocalDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Map;

/** Dates as text under the invariant culture (.NET documentation, date and time formats). */
final class DateFormat {
  private static final Map<String, String> STANDARD =
      Map.ofEntries(
          Map.entry("d", "MM/dd/yyyy"),
          Map.entry("D", "dddd, dd MMMM yyyy"),
          Map.entry("t", "HH:mm"),
          Map.entry("T", "HH:mm:ss"),
          Map.entry("f", "dddd, dd MMMM yyyy HH:mm"),
          Map.entry("F", "dddd, dd MMMM yyyy HH:mm:ss"),
          Map.entry("g", "MM/dd/yyyy HH:mm"),
          Map.entry("G", "MM/dd/yyyy HH:mm:ss"),
          Map.entry("m", "MMMM dd"),
          Map.entry("M", "MMMM dd"),
          Map.entry("y", "yyyy MMMM"),
          Map.entry("Y", "yyyy MMMM"),
          Map.entry("s", "yyyy-MM-ddTHH:mm:ss"),
          Map.entry("r", "ddd, dd MMM yyyy HH:mm:ss 'GMT'"),
          Map.entry("R", "ddd, dd MMM yyyy HH:mm:ss 'GMT'"),
          Map.entry("u", "yyyy-MM-dd HH:mm:ss'Z'"),
          Map.entry("U", "dddd, dd MMMM yyyy HH:mm:ss"),
          Map.entry("o", "yyyy-MM-ddTHH:mm:ss.fffffffK"),
          Map.entry("O", "yyyy-MM-ddTHH:mm:ss.fffffffK"));

  private final LocalDateTime date;
  private final CsDateTime.Kind kind;
  private final long offset;
  private final boolean hasOffset;

  private DateFormat(CsDateTime local, long offset, boolean hasOffset) {
    this.date = local.local();
    this.kind = local.kind();
    this.offset = offset;
    this.hasOffset = hasOffset;
  }

  /** A DateTime or DateTimeOffset by a standard or custom format. */
  static String format(Object value, String format) {
    if (value instanceof CsOffset it) {
      String pattern = format.isEmpty() ? "MM/dd/yyyy HH:mm:ss zzz" : pattern(format);
      boolean utc = format.length() == 1 && "rRuU".contains(format);
      if (format.equals("U")) {
        throw DotNetException.format();
      }
      CsDateTime shown = utc ? it.utc() : it.local();
      return new DateFormat(shown, it.offset(), true).write(pattern);
    }
    return new DateFormat((CsDateTime) value, 0, false)
        .write(format.isEmpty() ? pattern("G") : pattern(format));
  }

  /** The pattern that a standard format stands for; others stand for themselves. */
  static String pattern(String format) {
    if (format.length() != 1) {
      return Formats.custom(format);
    }
    String pattern = STANDARD.get(format);
    if (pattern == null) {
      throw DotNetException.format();
    }
    return pattern;
  }

  private String write(String pattern) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < pattern.length()) {
      char c = pattern.charAt(i);
      int run = 1;
      while (i + run < pattern.length() && pattern.charAt(i + run) == c) {
        run++;
      }
      switch (c) {
        case '\\' -> {
          if (i + 1 >= pattern.length()) {
            throw DotNetException.format();
          }
          out.append(pattern.charAt(i + 1));
          run = 2;
        }
        case '\'', '"' -> {
          int close = pattern.indexOf(c, i + 1);
          if (close < 0) {
            throw DotNetException.format();
          }
          out.append(pattern, i + 1, close);
          run = close + 1 - i;
        }
        case '%' -> {
          if (i + 1 >= pattern.length() || pattern.charAt(i + 1) == '%') {
            throw DotNetException.format();
          }
          run = 1;
        }
        case 'F' -> {
          String digits = fraction(run).replaceAll("0+$", "");
          boolean bare =
              digits.isEmpty() && out.length() > 0 && out.charAt(out.length() - 1) == '.';
          out.setLength(bare ? out.length() - 1 : out.length());
          out.append(digits);
        }
        default -> out.append(field(c, run));
      }
      i += run;
    }
    return out.toString();
  }

  private String field(char c, int run) {
    return switch (c) {
      case 'y' -> year(run);
      case 'M' ->
          named(
              run,
              date.getMonthValue(),
              date.getMonth().getDisplayName(style(run), Locale.ENGLISH));
      case 'd' ->
          named(
              run,
              date.getDayOfMonth(),
              date.getDayOfWeek().getDisplayName(style(run), Locale.ENGLISH));
      case 'H' -> padded(date.getHour(), run);
      case 'h' -> padded(date.getHour() % 12 == 0 ? 12 : date.getHour() % 12, run);
      case 'm' -> padded(date.getMinute(), run);
      case 's' -> padded(date.getSecond(), run);
      case 'f' -> fraction(run);
      case 't' -> (date.getHour() < 12 ? "AM" : "PM").substring(0, run > 1 ? 2 : 1);
      case 'g' -> "A.D.";
      case 'z' -> zone(run);
      case 'K' -> zoneOfKind().repeat(run);
      default -> String.valueOf(c).repeat(run);
    };
  }

  private static TextStyle style(int run) {
    return run > 3 ? TextStyle.FULL : TextStyle.SHORT;
  }

  private static String named(int run, int number, String name) {
    return run > 2 ? name : padded(number, run);
  }

  private String year(int run) {
    int year = date.getYear();
    return run <= 2
        ? padded(year % 100, run)
        : String.format(Locale.ROOT, "%0" + Math.min(run, 9) + "d", year);
  }

  private static String padded(int value, int run) {
    return run > 1 ? String.format(Locale.ROOT, "%02d", value) : String.valueOf(value);
  }

  private String fraction(int run) {
    if (run > 7) {
      throw DotNetException.format();
    }
    return String.format(Locale.ROOT, "%07d", date.get(ChronoField.NANO_OF_SECOND) / 100)
        .substring(0, run);
  }

  private String zone(int run) {
    long minutes = Math.abs(offset) / CsSpan.MINUTE;
    String sign = offset < 0 ? "-" : "+";
    long hours = minutes / 60;
    return run == 1
        ? sign + hours
        : sign
            + String.format(Locale.ROOT, "%02d", hours)
            + (run > 2 ? String.format(Locale.ROOT, ":%02d", minutes % 60) : "");
  }

  private String zoneOfKind() {
    if (hasOffset || kind == CsDateTime.Kind.LOCAL) {
      return zone(3);
    }
    return kind == CsDateTime.Kind.UTC ? "Z" : "";
  }
}
