package dev.patienttests.local.gateway.expression;

import java.math.BigInteger;

/** What C#'s operators compute on two values of one numeric type. */
final class Arithmetic {
  private Arithmetic() {}

  /**
   * Computes.
   *
   * @param type the type in which both operands are
   * @param checked whether integers that overflow are an exception
   */
  static Object compute(String operator, CsType type, Object left, Object right, boolean checked) {
    if (left instanceof Double a) {
      return doubles(operator, a, (Double) right);
    }
    if (left instanceof Integer a) {
      return ints(operator, a, (Integer) right, checked);
    }
    if (left instanceof Float a) {
      Object result = doubles(operator, a, (Float) right);
      return result instanceof Double d ? (Object) d.floatValue() : result;
    }
    if (left instanceof CsDecimal a) {
      return decimals(operator, a, (CsDecimal) right);
    }
    return integers(operator, type, left, right, checked);
  }

  private static Object ints(String operator, int a, int b, boolean checked) {
    long wide =
        switch (operator) {
          case "+" -> (long) a + b;
          case "-" -> (long) a - b;
          case "*" -> (long) a * b;
          case "/" -> {
            divisor(b);
            yield (long) a / b;
          }
          case "%" -> {
            divisor(b);
            yield a % b;
          }
          case "&" -> a & b;
          case "|" -> a | b;
          case "^" -> a ^ b;
          case "<<" -> a << b;
          case ">>" -> a >> b;
          default -> Long.MAX_VALUE;
        };
    if (wide == Long.MAX_VALUE) {
      return compared(operator, Integer.compare(a, b));
    }
    boolean division = operator.equals("/");
    if (wide != (int) wide && (checked || division)) {
      throw overflow();
    }
    return (int) wide;
  }

  private static void divisor(long value) {
    if (value == 0) {
      throw new DotNetException("System.DivideByZeroException", "Attempted to divide by zero.");
    }
  }

  private static Object integers(
      String operator, CsType type, Object left, Object right, boolean checked) {
    long a = Numbers.whole(left);
    if (operator.equals("<<") || operator.equals(">>")) {
      return shift(operator, type, a, (Integer) right);
    }
    BigInteger x = Numbers.wholeExact(left);
    BigInteger y = Numbers.wholeExact(right);
    BigInteger result =
        switch (operator) {
          case "+" -> x.add(y);
          case "-" -> x.subtract(y);
          case "*" -> x.multiply(y);
          case "/" -> {
            divisor(y.signum());
            yield x.divide(y);
          }
          case "%" -> {
            divisor(y.signum());
            yield x.remainder(y);
          }
          case "&" -> x.and(y);
          case "|" -> x.or(y);
          case "^" -> x.xor(y);
          default -> null;
        };
    if (result == null) {
      return compared(operator, x.compareTo(y));
    }
    if (!Numbers.fits(result, type) && (checked || operator.equals("/"))) {
      throw overflow();
    }
    return Numbers.box(result.longValue(), type);
  }

  private static Object shift(String operator, CsType type, long a, int count) {
    int bits = Numbers.bits(type);
    int by = count & (bits - 1);
    if (operator.equals("<<")) {
      return Numbers.box(a << by, type);
    }
    return Numbers.box(Numbers.isSigned(type) ? a >> by : a >>> by, type);
  }

  private static Object decimals(String operator, CsDecimal a, CsDecimal b) {
    return switch (operator) {
      case "+" -> a.plus(b);
      case "-" -> a.minus(b);
      case "*" -> a.times(b);
      case "/" -> a.dividedBy(b);
      case "%" -> a.remainder(b);
      default -> compared(operator, a.compareTo(b));
    };
  }

  private static Object doubles(String operator, double a, double b) {
    return switch (operator) {
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      case "/" -> a / b;
      case "%" -> a % b;
      case "<" -> a < b;
      case "<=" -> a <= b;
      case ">" -> a > b;
      default -> a >= b;
    };
  }

  static boolean compared(String operator, int order) {
    return switch (operator) {
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  static DotNetException overflow() {
    return new DotNetException(
        "System.OverflowException", "Arithmetic operation resulted in an overflow.");
  }
}
