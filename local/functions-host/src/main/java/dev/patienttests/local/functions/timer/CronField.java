package dev.patienttests.local.functions.timer;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** One field of an NCRONTAB expression: the values that it admits. */
final class CronField {
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
  private static final List<String> DAYS =
      List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");

  /** The fields in their order. */
  enum Kind {
    SECOND(0, 59, List.of()),
    MINUTE(0, 59, List.of()),
    HOUR(0, 23, List.of()),
    DAY(1, 31, List.of()),
    MONTH(1, 12, MONTHS),
    DAY_OF_WEEK(0, 6, DAYS);

    private final int least;
    private final int most;

    @SuppressWarnings("ImmutableEnumChecker") // only lists that cannot be changed are given
    private final List<String> names;

    Kind(int least, int most, List<String> names) {
      this.least = least;
      this.most = most;
      this.names = names;
    }
  }

  private final Kind kind;
  private final BitSet values = new BitSet();

  private CronField(Kind kind) {
    this.kind = kind;
  }

  /**
   * Reads a list of values, ranges and steps.
   *
   * @throws IllegalArgumentException with a message that names the part that is not valid
   */
  static CronField parse(Kind kind, String text) {
    CronField field = new CronField(kind);
    for (String part : text.split(",", -1)) {
      field.add(part);
    }
    return field;
  }

  /** {@code *}, {@code 5}, {@code 1-5}, each perhaps with a step; a lone value with one is open. */
  private void add(String part) {
    int slash = part.indexOf('/');
    int step = slash < 0 ? 1 : number(part.substring(slash + 1), part);
    String range = slash < 0 ? part : part.substring(0, slash);
    int from = kind.least;
    int to = kind.most;
    if (!range.equals("*")) {
      int dash = range.indexOf('-');
      from = value(dash < 0 ? range : range.substring(0, dash), part);
      int single = slash < 0 ? from : kind.most;
      to = dash < 0 ? single : value(range.substring(dash + 1), part);
    }
    if (step < 1 || from > to) {
      throw invalid(part);
    }
    for (int value = from; value <= to; value += step) {
      values.set(value);
    }
  }

  private int value(String text, String part) {
    String word = text.toLowerCase(Locale.ROOT);
    for (int i = 0; i < kind.names.size(); i++) {
      String name = kind.names.get(i);
      if (word.equals(name) || word.equals(name.substring(0, 3))) {
        return kind.least + i;
      }
    }
    int value = number(text, part);
    if (value < kind.least || value > kind.most) {
      throw invalid(part);
    }
    return value;
  }

  private int number(String text, String part) {
    if (!text.matches("\\d{1,4}")) {
      throw invalid(part);
    }
    return Integer.parseInt(text);
  }

  private IllegalArgumentException invalid(String part) {
    return new IllegalArgumentException(
        "'" + part + "' is no " + kind.name().toLowerCase(Locale.ROOT).replace('_', ' '));
  }

  boolean admits(int value) {
    return values.get(value);
  }

  /** The least value at or after this one; -1 where there is none. */
  int next(int value) {
    return values.nextSetBit(value);
  }
}
