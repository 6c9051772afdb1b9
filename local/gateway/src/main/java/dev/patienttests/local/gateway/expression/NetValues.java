package dev.patienttests.local.gateway.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;

/** .NET's values and their arithmetic, for code that is no expression. */
public final class NetValues {
  private NetValues() {}

  /** The operations of {@link #compute}. */
  public enum Operation {
    /** Sum. */
    PLUS,
    /** Difference. */
    MINUS,
    /** Product. */
    TIMES,
    /** Quotient, a whole one of whole numbers. */
    DIVIDED_BY,
    /** What a division leaves. */
    MODULO
  }

  /** Whether the value is a date. */
  public static boolean isDate(Object value) {
    return value instanceof CsDateTime;
  }

  /** The date that JSON.NET sees in a text by itself; absent where it sees none. */
  public static Optional<Object> jsonDate(String text) {
    return Optional.ofNullable(JsonDates.read(text));
  }

  /** {@code DateTime.TryParse}. */
  public static Optional<Object> date(String text) {
    return DateParse.parse(text, 0).map(date -> date);
  }

  /** A moment as a date. */
  public static Object date(Instant moment) {
    return CsDateTime.of(moment);
  }

  /** A date in a format of .NET, under the invariant culture. */
  public static String format(Object date, String format) {
    return DateFormat.format(date, format);
  }

  /** {@code Double.TryParse} with {@code NumberStyles.Number}. */
  public static Optional<Double> number(String text) {
    return NumberParse.attempt(text, Types.DOUBLE, NumberParse.NUMBER).map(Double.class::cast);
  }

  /** {@code Math.Round} of the value as a decimal, to the even neighbour. */
  public static Object round(Object value, int places) {
    BigDecimal exact = decimal(value).value();
    return exact.scale() <= places
        ? new CsDecimal(exact)
        : new CsDecimal(exact.setScale(places, RoundingMode.HALF_EVEN));
  }

  /** Upper case of the invariant culture. */
  public static String upper(String text) {
    return Texts.upper(text);
  }

  /** Lower case of the invariant culture. */
  public static String lower(String text) {
    return Texts.lower(text);
  }

  /** Order of texts in the invariant culture. */
  public static int compare(String left, String right) {
    return StringMembers.compare(left, right, false);
  }

  /** Order of two dates. */
  public static int compareDates(Object left, Object right) {
    return ((CsDateTime) left).compareTo((CsDateTime) right);
  }

  /** Whether the value is a number. */
  public static boolean isNumber(Object value) {
    return value instanceof Long || value instanceof Integer || isReal(value);
  }

  private static boolean isReal(Object value) {
    return value instanceof Double || value instanceof CsDecimal;
  }

  /** Order of two numbers. */
  public static int compareNumbers(Object left, Object right) {
    if (left instanceof Double || right instanceof Double) {
      return Double.compare(real(left), real(right));
    }
    return decimal(left).compareTo(decimal(right));
  }

  /**
   * Arithmetic of two numbers: whole where both are, else with decimals, and where these do not
   * reach with doubles.
   *
   * @throws DotNetException as .NET does
   */
  public static Object compute(Operation operation, Object left, Object right) {
    if (!isReal(left) && !isReal(right)) {
      return whole(operation, ((Number) left).longValue(), ((Number) right).longValue());
    }
    try {
      return decimals(operation, decimal(left), decimal(right));
    } catch (DotNetException e) {
      return doubles(operation, real(left), real(right));
    }
  }

  private static Object whole(Operation operation, long left, long right) {
    try {
      return switch (operation) {
        case PLUS -> Math.addExact(left, right);
        case MINUS -> Math.subtractExact(left, right);
        case TIMES -> Math.multiplyExact(left, right);
        case DIVIDED_BY -> left / right;
        case MODULO -> left % right;
      };
    } catch (ArithmeticException e) {
      throw new DotNetException(
          right == 0 ? "System.DivideByZeroException" : "System.OverflowException",
          right == 0
              ? "Attempted to divide by zero."
              : "Arithmetic operation resulted in an overflow.");
    }
  }

  private static Object decimals(Operation operation, CsDecimal left, CsDecimal right) {
    return switch (operation) {
      case PLUS -> left.plus(right);
      case MINUS -> left.minus(right);
      case TIMES -> left.times(right);
      case DIVIDED_BY -> left.dividedBy(right);
      case MODULO -> left.remainder(right);
    };
  }

  private static Object doubles(Operation operation, double left, double right) {
    return switch (operation) {
      case PLUS -> left + right;
      case MINUS -> left - right;
      case TIMES -> left * right;
      case DIVIDED_BY -> left / right;
      case MODULO -> left % right;
    };
  }

  /** {@code Convert.ToDecimal}. */
  private static CsDecimal decimal(Object value) {
    if (value instanceof CsDecimal decimal) {
      return decimal;
    }
    if (value instanceof Double real) {
      return CsDecimal.of(real, 15);
    }
    if (value instanceof Number whole) {
      return CsDecimal.of(whole.longValue());
    }
    if (value instanceof String text) {
      return (CsDecimal) NumberParse.require(text, Types.DECIMAL, NumberParse.NUMBER);
    }
    throw DotNetException.format();
  }

  private static double real(Object value) {
    return value instanceof CsDecimal decimal
        ? decimal.value().doubleValue()
        : ((Number) value).doubleValue();
  }
}
