package dev.patienttests.local.functions.routing;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers and names of a date text in their order, month before day as the invariant culture
 * has it.
 *
 * @param shape one letter for each item: {@code N} number of one or two digits, {@code Y} longer
 *     number, {@code M} name of a month
 */
record DateTokens(String shape, List<Integer> items, Optional<DayOfWeek> dayOfWeek) {
  private static final Pattern ITEM = Pattern.compile("([0-9]+|[A-Z]+)(?:( ?[-/])?[., ]*)");
  private static final int MAX_YEAR = 9999;

  static Optional<DateTokens> read(String text) {
    StringBuilder shape = new StringBuilder();
    List<Integer> items = new ArrayList<>();
    Optional<DayOfWeek> day = Optional.empty();
    Matcher matcher = ITEM.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!matcher.find() || matcher.start() != at) {
        return Optional.empty();
      }
      String item = matcher.group(1);
      at = matcher.end();
      if (at == text.length() && matcher.group(2) != null) {
        return Optional.empty(); // a dash or slash needs something behind it
      }
      Optional<Month> month = name(Month.values(), item);
      Optional<DayOfWeek> named = name(DayOfWeek.values(), item);
      if (Character.isDigit(item.charAt(0))) {
        if (item.length() > 9) {
          return Optional.empty();
        }
        shape.append(item.length() > 2 ? 'Y' : 'N');
        items.add(Integer.valueOf(item));
      } else if (month.isPresent()) {
        shape.append('M');
        items.add(month.get().getValue());
      } else if (named.isPresent()
          && day.isEmpty()
          && (at > matcher.end(1) || at == text.length())) {
        day = named;
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(new DateTokens(shape.toString(), List.copyOf(items), day));
  }

  private static <E extends Enum<E>> Optional<E> name(E[] names, String text) {
    for (E name : names) {
      if (text.equals(name.name()) || text.equals(name.name().substring(0, 3))) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  /** Whether these items make a date that exists and falls on the named day. */
  boolean date(int currentYear) {
    return switch (shape) {
      case "NN" -> is(currentYear, item(0), item(1));
      case "NNN" -> is(full(item(2)), item(0), item(1));
      case "NNY" -> is(item(2), item(0), item(1));
      case "YNN" -> is(item(0), item(1), item(2));
      case "NYN" -> is(item(1), item(0), item(2));
      case "YN" -> is(item(0), item(1), 1);
      case "NY" -> is(item(1), item(0), 1);
      // The invariant culture writes the day after a month and the year before it.
      case "MN" -> is(currentYear, item(0), item(1));
      case "NM" -> is(full(item(0)), item(1), 1);
      case "MY" -> is(item(1), item(0), 1);
      case "YM" -> is(item(0), item(1), 1);
      case "MNN" -> is(full(item(2)), item(0), item(1)) || is(full(item(1)), item(0), item(2));
      case "NMN" -> is(full(item(2)), item(1), item(0)) || is(full(item(0)), item(1), item(2));
      case "NNM" -> is(full(item(1)), item(2), item(0)) || is(full(item(0)), item(2), item(1));
      case "MNY" -> is(item(2), item(0), item(1));
      case "NMY" -> is(item(2), item(1), item(0));
      case "MYN" -> is(item(1), item(0), item(2));
      case "YMN" -> is(item(0), item(1), item(2));
      case "YNM" -> is(item(0), item(2), item(1));
      case "NYM" -> is(item(1), item(2), item(0));
      default -> false;
    };
  }

  private boolean is(int year, int month, int day) {
    if (year < 1 || year > MAX_YEAR) {
      return false;
    }
    try {
      LocalDate date = LocalDate.of(year, month, day);
      return dayOfWeek.map(date.getDayOfWeek()::equals).orElse(true);
    } catch (DateTimeException e) {
      return false;
    }
  }

  private int item(int index) {
    return items.get(index);
  }

  /** Two digits stand for a year up to 2049. */
  private static int full(int year) {
    return year < 50 ? 2000 + year : 1900 + year;
  }

  @Override
  public String toString() {
    return shape.toLowerCase(Locale.ROOT) + items;
  }
}
