package dev.patienttests.local.gateway.expression;

import java.util.Optional;

/** C#'s binary operators on the types of the subset. */
final class Operators {
  private Operators() {}

  static Bound bind(int at, String operator, Bound left, Bound right) {
    if (operator.equals("==") || operator.equals("!=")) {
      return Equality.bind(at, operator.equals("=="), left, right);
    }
    boolean text = left.type().equals(CsType.STRING) || right.type().equals(CsType.STRING);
    boolean voidSide = left.type().equals(CsType.VOID) || right.type().equals(CsType.VOID);
    if (operator.equals("+") && text && !voidSide) {
      return concat(left, right);
    }
    Optional<CsType> type = numeric(left.type(), right.type());
    if (type.isEmpty()) {
      throw new ExpressionException(
          at, "operator " + operator + " on '" + left.type() + "' and '" + right.type() + "'");
    }
    boolean lifted = left.type().underlying().isPresent() || right.type().underlying().isPresent();
    Bound result =
        arithmetic(at, operator, promoted(left, type.get()), promoted(right, type.get()));
    if (result == null) {
      throw new ExpressionException(at, "operator '" + operator + "' is not supported");
    }
    return lifted ? lift(operator, left, right, type.get()) : result;
  }

  private static Bound concat(Bound left, Bound right) {
    if (left.constant().isPresent() && right.constant().isPresent()) {
      String folded =
          RuntimeTypes.text(left.constant().get()) + RuntimeTypes.text(right.constant().get());
      return Bound.constant(CsType.STRING, folded);
    }
    Eval l = left.eval();
    Eval r = right.eval();
    return new Bound(
        CsType.STRING,
        frame -> RuntimeTypes.text(l.eval(frame)).concat(RuntimeTypes.text(r.eval(frame))));
  }

  /** The type in which two numbers meet. */
  static Optional<CsType> numeric(CsType left, CsType right) {
    CsType l = left.underlying().orElse(left);
    CsType r = right.underlying().orElse(right);
    if (!l.isNumeric() || !r.isNumeric()) {
      return Optional.empty();
    }
    int rank = Math.max(1, Math.max(Conversions.rank(l), Conversions.rank(r)));
    return Optional.of(rank == 1 ? CsType.INT : rank == 2 ? CsType.LONG : CsType.DOUBLE);
  }

  static Bound promoted(Bound value, CsType type) {
    if (value.type().equals(type)) {
      return value;
    }
    Eval eval = value.eval();
    return new Bound(
        type,
        frame -> {
          Object v = eval.eval(frame);
          return v == null ? null : Conversions.number(v, type);
        },
        value.constant().map(c -> Conversions.number(c, type)));
  }

  private static Bound lift(String operator, Bound left, Bound right, CsType type) {
    Eval l = promoted(left, type).eval();
    Eval r = promoted(right, type).eval();
    boolean comparison = "<>=".indexOf(operator.charAt(0)) >= 0;
    return new Bound(
        comparison ? CsType.BOOL : CsType.nullable(type),
        frame -> {
          Object a = l.eval(frame);
          Object b = r.eval(frame);
          if (a == null || b == null) {
            return comparison ? (Object) false : null;
          }
          return compute(operator, a, b);
        });
  }

  private static Bound arithmetic(int at, String operator, Bound left, Bound right) {
    boolean comparison = "<>".indexOf(operator.charAt(0)) >= 0;
    CsType type = comparison ? CsType.BOOL : left.type();
    if (left.constant().isPresent() && right.constant().isPresent()) {
      return fold(at, operator, type, left.constant().get(), right.constant().get());
    }
    Eval l = left.eval();
    Eval r = right.eval();
    return new Bound(type, frame -> compute(operator, l.eval(frame), r.eval(frame)));
  }

  private static Bound fold(int at, String operator, CsType type, Object left, Object right) {
    boolean zero = right instanceof Number n && !(right instanceof Double) && n.longValue() == 0;
    if (zero && (operator.equals("/") || operator.equals("%"))) {
      throw new ExpressionException(at, "division by constant zero");
    }
    try {
      if (left instanceof Integer a && right instanceof Integer b) {
        exact(operator, a, b);
      } else if (left instanceof Long a && right instanceof Long b) {
        exact(operator, a, b);
      }
    } catch (ArithmeticException e) {
      throw new ExpressionException(at, "the operation overflows in a constant expression");
    }
    return Bound.constant(type, compute(operator, left, right));
  }

  private static void exact(String operator, int a, int b) {
    long wide =
        switch (operator) {
          case "+" -> (long) a + b;
          case "-" -> (long) a - b;
          case "*" -> (long) a * b;
          case "/" -> (long) a / b;
          default -> 0L;
        };
    Math.toIntExact(wide);
  }

  private static void exact(String operator, long a, long b) {
    switch (operator) {
      case "+" -> Math.addExact(a, b);
      case "-" -> Math.subtractExact(a, b);
      case "*" -> Math.multiplyExact(a, b);
      default -> {
        // The others cannot overflow, but for MinValue / -1.
        if (operator.equals("/") && a == Long.MIN_VALUE && b == -1) {
          throw new ArithmeticException();
        }
      }
    }
  }

  static Object compute(String operator, Object left, Object right) {
    if (left instanceof Double a) {
      return doubles(operator, a, (Double) right);
    }
    boolean division = operator.equals("/") || operator.equals("%");
    if (division && ((Number) right).longValue() == 0) {
      throw new DotNetException("System.DivideByZeroException", "Attempted to divide by zero.");
    }
    if (left instanceof Integer a) {
      return ints(operator, a, (Integer) right);
    }
    return longs(operator, (Long) left, (Long) right);
  }

  private static Object ints(String operator, int a, int b) {
    if (operator.equals("/") && a == Integer.MIN_VALUE && b == -1) {
      throw overflow();
    }
    return switch (operator) {
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      case "/" -> a / b;
      case "%" -> a % b;
      default -> compared(operator, Integer.compare(a, b));
    };
  }

  private static Object longs(String operator, long a, long b) {
    if (operator.equals("/") && a == Long.MIN_VALUE && b == -1) {
      throw overflow();
    }
    return switch (operator) {
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      case "/" -> a / b;
      case "%" -> a % b;
      default -> compared(operator, Long.compare(a, b));
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

  private static boolean compared(String operator, int order) {
    return switch (operator) {
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  private static DotNetException overflow() {
    return new DotNetException(
        "System.OverflowException", "Arithmetic operation resulted in an overflow.");
  }
}
