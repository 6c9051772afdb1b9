package dev.patienttests.local.gateway.liquid;

import dev.patienttests.local.gateway.expression.NetPattern;
import java.time.Instant;
import java.util.List;

/**
 * A filter.
 *
 * @param least how many arguments it needs
 * @param most how many it takes
 * @param hasPattern whether the first one is a regular expression
 */
record Filter(int least, int most, boolean hasPattern, Code code) {

  Filter(int least, int most, Code code) {
    this(least, most, false, code);
  }

  Filter withPattern() {
    return new Filter(least, most, true, code);
  }

  /** What it does. */
  @FunctionalInterface
  interface Code {
    /** The new value; both may be null. */
    Object apply(Object input, Args arguments);
  }

  /** Its arguments. */
  record Args(List<Object> values, Rendering rendering) {
    Object at(int index) {
      return index < values.size() ? Values.plain(values.get(index)) : null;
    }

    /** As .NET converts it to text; null stays null. */
    String text(int index) {
      return Values.text(at(index));
    }

    String text(int index, String otherwise) {
      return index < values.size() ? text(index) : otherwise;
    }

    int number(int index, int otherwise) {
      return index < values.size() ? (int) Values.whole(at(index)) : otherwise;
    }

    NetPattern pattern(int index) {
      return rendering.pattern(text(index));
    }

    Instant now() {
      return rendering.now();
    }
  }
}
