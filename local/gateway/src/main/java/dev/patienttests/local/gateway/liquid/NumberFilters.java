package dev.patienttests.local.gateway.liquid;

import dev.patienttests.local.gateway.expression.DotNetException;
import dev.patienttests.local.gateway.expression.NetValues;
import dev.patienttests.local.gateway.expression.NetValues.Operation;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;

/** Filters that calculate. */
final class NumberFilters {
  private NumberFilters() {}

  static void register(Map<String, Filter> all) {
    all.put("Plus", new Filter(1, 1, NumberFilters::plus));
    all.put("Minus", computing(Operation.MINUS));
    all.put("Times", new Filter(1, 1, NumberFilters::times));
    all.put("DividedBy", computing(Operation.DIVIDED_BY));
    all.put("Modulo", computing(Operation.MODULO));
    all.put("Round", new Filter(0, 1, NumberFilters::round));
    all.put("Abs", new Filter(0, 0, (input, a) -> real(input).map(Math::abs).orElse(0.0)));
    all.put("AtLeast", new Filter(1, 1, (input, a) -> bounded(input, a.at(0), Math::max)));
    all.put("AtMost", new Filter(1, 1, (input, a) -> bounded(input, a.at(0), Math::min)));
  }

  private static Filter computing(Operation operation) {
    return new Filter(1, 1, (input, a) -> compute(operation, input, a.at(0)));
  }

  /** Texts are no numbers here, in DotLiquid 2.0. */
  private static Object compute(Operation operation, Object input, Object operand) {
    if (input == null || operand == null) {
      return null;
    }
    if (!NetValues.isNumber(input) || !NetValues.isNumber(operand)) {
      throw new LiquidException("What is calculated with is no number.");
    }
    return NetValues.compute(operation, input, operand);
  }

  /** To a text, it appends. */
  private static Object plus(Object input, Filter.Args a) {
    return input instanceof String text
        ? text + (a.at(0) == null ? "" : a.text(0))
        : compute(Operation.PLUS, input, a.at(0));
  }

  /** A text, it repeats. */
  private static Object times(Object input, Filter.Args a) {
    if (input instanceof String text && a.at(0) instanceof Long count) {
      if (count < 0 || count > Rendering.LONGEST_LIST) {
        throw new LiquidException(
            "Times repeats a text 0 to " + Rendering.LONGEST_LIST + " times.");
      }
      return Collections.nCopies(count.intValue(), text);
    }
    return compute(Operation.TIMES, input, a.at(0));
  }

  private static Object round(Object input, Filter.Args a) {
    int places = a.number(0, 0);
    if (input == null || places < 0 || places > 28) {
      return input == null ? NetValues.round(0L, 0) : null;
    }
    try {
      return NetValues.round(input, places);
    } catch (DotNetException e) {
      return null;
    }
  }

  private static Optional<Double> real(Object input) {
    String text = Values.text(input);
    if (text == null) {
      throw new LiquidException("What is calculated with is nil.");
    }
    return NetValues.number(text);
  }

  private static Object bounded(Object input, Object bound, DoubleBinaryOperator choice) {
    Optional<Double> number = real(input);
    Optional<Double> limit = real(bound);
    return number.isPresent() && limit.isPresent()
        ? (Object) choice.applyAsDouble(number.get(), limit.get())
        : input;
  }
}
