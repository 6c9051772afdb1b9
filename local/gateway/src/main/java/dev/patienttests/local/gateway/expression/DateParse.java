package dev.patienttests.local.gateway.expression;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code DateTime.Parse} for the shapes of the invariant culture: ISO 8601, month first, names of
 * months, RFC 1123, a time alone. Other text is a FormatException.
 */
final class DateParse {
  private static final String TIME =
      "(?<h>[0-9]{1,2}):(?<m>[0-9]{1,2})(?::(?<s>[0-9]{1,2})(?<f>\\.[0-9]+)?)?\\s*(?<ap>[AaPp][Mm])?";
  private static final String ZONE = "\\s*(?<z>Z|z|GMT|[+-][0-9]{1,2}(?::?[0-9]{2})?)?";
  private static final String MONTH = "(?<mon>[A-Za-z]{3,9})\\.?";
  private static final List<Pattern> SHAPES =
      List.of(
          shape("(?<y>[0-9]{4})[-/.](?<mo>[0-9]{1,2})[-/.](?<d>[0-9]{1,2})"),
          shape("(?<mo>[0-9]{1,2})[-/](?<d>[0-9]{1,2})[-/](?<y>[0-9]{4}|[0-9]{2})"),
          shape("(?<y>[0-9]{4})-(?<mo>[0-9]{1,2})"),
          shape("(?<d>[0-9]{1,2})[ -]" + MONTH + ",?[ -](?<y>[0-9]{4})"),
          shape(MONTH + " (?<d>[0-9]{1,2}),? (?<y>[0-9]{4})"),
          shape(MONTH + ",? (?<y>[0-9]{4})"),
          Pattern.compile("\\s*" + TIME + ZONE + "\\s*"));
  private static final List<String> MONTHS =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");

  private final Matcher parts;

  private DateParse(Matcher parts) {
    this.parts = parts;
  }

  private static Pattern shape(String date) {
    return Pattern.compile(
        "\\s*(?:(?<w>[A-Za-z]{3,9}),?\\s+)?" + date + "(?:[T ,]\\s*" + TIME + ")?" + ZONE + "\\s*");
  }

  static CsDateTime parse(String text) {
    return parse(text, 0).orElseThrow(DateParse::wrong);
  }

  static DotNetException wrong() {
    return DotNetException.format("String was not recognized as a valid DateTime.");
  }

  /**
   * By {@code DateTimeStyles}.
   *
   * @param styles bits of that enumeration
   */
  static Optional<CsDateTime> parse(String text, long styles) {
    if (text == null) {
      throw DotNetException.argumentNull("s");
    }
    Optional<DateParse> found = find(text);
    return found.flatMap(f -> f.date()).map(date -> finish(date, found.get().zone(), styles));
  }

  static CsDateTime finish(CsDateTime date, Optional<Long> zone, long styles) {
    EnumValue style = new EnumValue(TypeTable.named("DateTimeStyles"), styles);
    if (zone.isEmpty()) {
      if (style.has("AssumeUniversal")) {
        boolean adjust = style.has("AdjustToUniversal");
        return date.as(adjust ? CsDateTime.Kind.UTC : CsDateTime.Kind.LOCAL);
      }
      boolean local = style.has("AssumeLocal");
      return local
          ? date.as(style.has("AdjustToUniversal") ? CsDateTime.Kind.UTC : CsDateTime.Kind.LOCAL)
          : date;
    }
    CsDateTime utc = date.plus(-zone.get());
    boolean keepsUtc =
        style.has("AdjustToUniversal") || (style.has("RoundtripKind") && zone.get() == 0);
    return utc.as(keepsUtc ? CsDateTime.Kind.UTC : CsDateTime.Kind.LOCAL);
  }

  /** {@code DateTimeOffset.Parse}: without a zone it is local, that is UTC. */
  static Optional<CsOffset> offset(String text) {
    if (text == null) {
      throw DotNetException.argumentNull("input");
    }
    Optional<DateParse> found = find(text);
    return found
        .flatMap(DateParse::date)
        .map(date -> CsOffset.of(date, new CsSpan(found.get().zone().orElse(0L))));
  }

  private static Optional<DateParse> find(String text) {
    for (Pattern shape : SHAPES) {
      Matcher matcher = shape.matcher(text);
      if (matcher.matches()) {
        return Optional.of(new DateParse(matcher));
      }
    }
    return Optional.empty();
  }

  private String group(String name) {
    try {
      return parts.group(name);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private int number(String name, int otherwise) {
    String digits = group(name);
    return digits == null ? otherwise : Integer.parseInt(digits);
  }

  private Optional<CsDateTime> date() {
    try {
      LocalDate day = group("y") == null ? LocalDate.now(java.time.ZoneOffset.UTC) : day();
      int hour = number("h", 0);
      String half = group("ap");
      if (half != null) {
        if (hour < 1 || hour > 12) {
          return Optional.empty();
        }
        hour = hour % 12 + (half.toLowerCase(Locale.ROOT).equals("pm") ? 12 : 0);
      }
      LocalDateTime value = day.atTime(hour, number("m", 0), number("s", 0));
      if (!weekday(day)) {
        return Optional.empty();
      }
      return Optional.of(
          CsDateTime.of(value, CsDateTime.Kind.UNSPECIFIED).plus(JsonDates.fraction(group("f"))));
    } catch (DateTimeException | DotNetException e) {
      return Optional.empty();
    }
  }

  private LocalDate day() {
    int year = number("y", 1);
    if (group("y").length() == 2) {
      year += year < 50 ? 2000 : 1900;
    }
    int month = group("mon") == null ? number("mo", 1) : month(group("mon"));
    return LocalDate.of(year, month, number("d", 1));
  }

  private static int month(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (int i = 0; i < MONTHS.size(); i++) {
      if (MONTHS.get(i).equals(lower) || (lower.length() == 3 && MONTHS.get(i).startsWith(lower))) {
        return i + 1;
      }
    }
    throw new DateTimeException("no month");
  }

  /** A name of a day has to be that day's. */
  private boolean weekday(LocalDate day) {
    String name = group("w");
    String real = day.getDayOfWeek().name().toLowerCase(Locale.ROOT);
    String lower = name == null ? real : name.toLowerCase(Locale.ROOT);
    return lower.equals(real) || (lower.length() == 3 && real.startsWith(lower));
  }

  /** Ticks of the zone. */
  private Optional<Long> zone() {
    String zone = group("z");
    if (zone == null) {
      return Optional.empty();
    }
    return Optional.of(
        zone.equalsIgnoreCase("Z") || zone.equals("GMT")
            ? 0L
            : JsonDates.offset(zone.length() == 2 ? zone.charAt(0) + "0" + zone.charAt(1) : zone));
  }
}
