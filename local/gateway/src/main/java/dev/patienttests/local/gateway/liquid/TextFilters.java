package dev.patienttests.local.gateway.liquid;

import dev.patienttests.local.gateway.expression.NetValues;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Filters that make texts of texts. Nil stays nil. */
final class TextFilters {
  private static final Pattern FIRST_OF_WORD = Pattern.compile("\\b(\\w)");

  private TextFilters() {}

  /** What a filter does with a text. */
  interface OnText {
    Object apply(String text, Filter.Args arguments);
  }

  static Filter filter(int least, int most, OnText code) {
    return new Filter(
        least,
        most,
        (input, arguments) -> {
          String text = Values.text(input);
          return text == null ? null : code.apply(text, arguments);
        });
  }

  static Filter plain(UnaryOperator<String> code) {
    return filter(0, 0, (text, arguments) -> code.apply(text));
  }

  static void register(Map<String, Filter> all) {
    all.put("Append", filter(1, 1, (text, a) -> text + a.text(0, "")));
    all.put("Prepend", filter(1, 1, (text, a) -> orEmpty(a.text(0)) + text));
    all.put("Upcase", plain(NetValues::upper));
    all.put("Downcase", plain(NetValues::lower));
    all.put(
        "Capitalize",
        plain(t -> FIRST_OF_WORD.matcher(t).replaceAll(m -> NetValues.upper(m.group()))));
    all.put("Strip", plain(String::strip));
    all.put("Lstrip", plain(String::stripLeading));
    all.put("Rstrip", plain(String::stripTrailing));
    all.put("Replace", filter(1, 2, TextFilters::replace).withPattern());
    all.put("ReplaceFirst", filter(1, 2, TextFilters::replaceFirst).withPattern());
    all.put("Remove", filter(1, 1, (text, a) -> remove(text, a.text(0))));
    all.put("RemoveFirst", filter(1, 1, TextFilters::replaceFirst).withPattern());
    all.put("Truncate", filter(0, 2, TextFilters::truncate));
    all.put("TruncateWords", filter(0, 2, TextFilters::truncateWords));
    all.put("Split", filter(1, 1, (text, a) -> split(text, a.text(0))));
    all.put("Slice", filter(1, 2, TextFilters::slice));
    all.put("Date", new Filter(1, 1, TextFilters::date));
    all.put("Default", new Filter(1, 1, TextFilters::orDefault));
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  private static Object replace(String text, Filter.Args a) {
    return text.isEmpty() || orEmpty(a.text(0)).isEmpty()
        ? text
        : a.pattern(0).replace(text, a.text(1, ""));
  }

  private static Object replaceFirst(String text, Filter.Args a) {
    return text.isEmpty() || orEmpty(a.text(0)).isEmpty()
        ? text
        : a.pattern(0).replaceFirst(text, orEmpty(a.text(1, "")));
  }

  private static String remove(String text, String part) {
    if (part == null || part.isEmpty()) {
      throw new LiquidException("Remove needs a text.");
    }
    return text.replace(part, "");
  }

  private static String truncate(String text, Filter.Args a) {
    int length = a.number(0, 50);
    String end = orEmpty(a.text(1, "..."));
    if (text.isEmpty() || text.length() <= length) {
      return text;
    }
    return text.substring(0, Math.max(0, length - end.length())) + end;
  }

  private static String truncateWords(String text, Filter.Args a) {
    int words = a.number(0, 15);
    String end = orEmpty(a.text(1, "..."));
    String[] parts = text.split(" ", -1);
    if (text.isEmpty() || (words > 0 && parts.length <= words)) {
      return text;
    }
    return String.join(" ", Arrays.asList(parts).subList(0, Math.max(0, words))) + end;
  }

  private static List<String> split(String text, String separator) {
    if (text.isBlank()) {
      return List.of(text);
    }
    String[] parts = text.split(Pattern.quote(orEmpty(separator)), Rendering.LONGEST_LIST + 1);
    // The last one holds what was not split.
    if (parts.length > Rendering.LONGEST_LIST && !parts[Rendering.LONGEST_LIST].isEmpty()) {
      throw new LiquidException("Split makes more than " + Rendering.LONGEST_LIST + " texts.");
    }
    return Arrays.stream(parts).filter(part -> !part.isEmpty()).toList();
  }

  private static Object slice(String text, Filter.Args a) {
    int start = a.number(0, 0);
    long length = a.number(1, 1);
    if (start > text.length()) {
      return null;
    }
    long from = start < 0 ? (long) start + text.length() : start;
    if (from < 0) {
      length = Math.max(0, length + from);
      from = 0;
    }
    if (length < 0) {
      throw new LiquidException("Slice needs a length that is not negative.");
    }
    return text.substring((int) from, (int) Math.min(text.length(), from + length));
  }

  /** What is no date stays as it is. */
  private static Object date(Object input, Filter.Args a) {
    if (input == null) {
      return null;
    }
    String format = orEmpty(a.text(0));
    String text = Values.text(input);
    Object date = input;
    if (!NetValues.isDate(input)) {
      String word = text.toLowerCase(Locale.ROOT);
      boolean isNow = word.equals("now") || word.equals("today");
      date = isNow ? NetValues.date(a.now()) : NetValues.date(text).orElse(null);
    }
    if (date == null || (format.isBlank() && date == input)) {
      return text;
    }
    return format.isBlank() ? Values.text(date) : NetValues.format(date, format);
  }

  private static Object orDefault(Object input, Filter.Args a) {
    boolean list = input instanceof List<?> || input instanceof Map<?, ?>;
    String text = list ? "" : Values.text(input);
    if (list) {
      throw new LiquidException("Default takes no list and no object.");
    }
    return text == null || text.isBlank() ? a.text(0) : text;
  }
}
