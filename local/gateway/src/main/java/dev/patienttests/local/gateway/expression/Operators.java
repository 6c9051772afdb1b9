package dev.patienttests.local.gateway.expression;

import java.util.List;
import java.util.Optional;

/** C#'s operators on the types of the subset. */
final class Operators {
  private static final String SHIFTS = "<< >>";
  private static final String COMPARISONS = "< > <= >=";
  private static final String BITS = "& | ^";
  private final Binder binder;

  Operators(Binder binder) {
    this.binder = binder;
  }

  Bound bind(int at, String operator, Bound left, Bound right) {
    if (operator.equals("==") || operator.equals("!=")) {
      return Equality.bind(binder, at, operator.equals("=="), left, right);
    }
    boolean text = left.type().equals(Types.STRING) || right.type().equals(Types.STRING);
    boolean typed = !left.type().equals(Types.UNTYPED) && !right.type().equals(Types.UNTYPED);
    boolean name = left.type().name().equals("XNamespace");
    if (operator.equals("+") && text && typed && !name) {
      return concat(left, right);
    }
    if (is(BITS, operator) && isBool(left) && isBool(right)) {
      return logic(operator, left, right);
    }
    Optional<Bound> user = user(operator, left, right);
    if (user.isPresent()) {
      return user.get();
    }
    Optional<Bound> enumeration = enumeration(operator, left, right);
    if (enumeration.isPresent()) {
      return enumeration.get();
    }
    return numeric(at, operator, left, right);
  }

  private static boolean is(String operators, String operator) {
    return List.of(operators.split(" ", -1)).contains(operator);
  }

  private static boolean isBool(Bound value) {
    return value.type().underlying().orElse(value.type()).equals(Types.BOOL);
  }

  private static Bound concat(Bound left, Bound right) {
    boolean constants = left.constant().isPresent() && right.constant().isPresent();
    if (constants) {
      String folded =
          RuntimeTypes.text(left.constant().get()) + RuntimeTypes.text(right.constant().get());
      return Bound.constant(Types.STRING, folded);
    }
    Eval l = left.eval();
    Eval r = right.eval();
    return new Bound(
        Types.STRING,
        frame ->
            frame
                .budget()
                .charge(RuntimeTypes.text(l.eval(frame)).concat(RuntimeTypes.text(r.eval(frame)))));
  }

  /** Three-valued where null is among the values. */
  private static Bound logic(String operator, Bound left, Bound right) {
    boolean nullable = left.type().canBeNull() || right.type().canBeNull();
    Eval l = left.eval();
    Eval r = right.eval();
    return new Bound(
        nullable ? CsType.nullable(Types.BOOL) : Types.BOOL,
        frame -> {
          Boolean a = (Boolean) l.eval(frame);
          Boolean b = (Boolean) r.eval(frame);
          boolean decisive = operator.equals("|");
          boolean decided =
              !operator.equals("^")
                  && ((a != null && a == decisive) || (b != null && b == decisive));
          if (decided) {
            return decisive;
          }
          if (a == null || b == null) {
            return null;
          }
          return operator.equals("&") ? a && b : operator.equals("|") ? a || b : a ^ b;
        });
  }

  /** Operators that a type defines: of dates, spans of time, and the like. */
  private Optional<Bound> user(String operator, Bound left, Bound right) {
    CsType l = left.type().underlying().orElse(left.type());
    CsType r = right.type().underlying().orElse(right.type());
    for (CsType type : List.of(l, r)) {
      List<Method> methods = binder.members().declared(type, "op_" + operator, true);
      for (Method method : methods) {
        Optional<Bound> a = operand(left, l, method.parameters().get(0));
        Optional<Bound> b = operand(right, r, method.parameters().get(1));
        if (a.isPresent() && b.isPresent()) {
          boolean lifted =
              left.type().underlying().isPresent() || right.type().underlying().isPresent();
          return Optional.of(call(method, a.get(), b.get(), lifted));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Bound> operand(Bound value, CsType bare, CsType parameter) {
    return value.type().underlying().isPresent() && bare.equals(parameter)
        ? Optional.of(value)
        : binder.tryConvert(value, parameter);
  }

  private static Bound call(Method method, Bound left, Bound right, boolean lifted) {
    Eval l = left.eval();
    Eval r = right.eval();
    boolean comparison = method.returns().equals(Types.BOOL);
    return new Bound(
        lifted && !comparison ? method.returns().orNull() : method.returns(),
        frame -> {
          Object a = l.eval(frame);
          Object b = r.eval(frame);
          if (lifted && (a == null || b == null)) {
            return comparison ? (Object) false : null;
          }
          return method.code().run(new Args(null, new Object[] {a, b}, java.util.Map.of(), frame));
        });
  }

  private static Optional<Bound> enumeration(String operator, Bound left, Bound right) {
    CsType type = left.type();
    boolean same = type.is(CsType.Kind.ENUM) && type.equals(right.type());
    if (!same || !(is(BITS, operator) || is(COMPARISONS, operator))) {
      return Optional.empty();
    }
    Eval l = left.eval();
    Eval r = right.eval();
    boolean comparison = is(COMPARISONS, operator);
    return Optional.of(
        new Bound(
            comparison ? Types.BOOL : type,
            frame -> {
              Object a = Numbers.whole(l.eval(frame));
              Object b = Numbers.whole(r.eval(frame));
              Object result = Arithmetic.compute(operator, Types.LONG, a, b, false);
              return comparison ? result : new EnumValue(type, (Long) result);
            }));
  }

  private Bound numeric(int at, String operator, Bound left, Bound right) {
    CsType l = left.type().underlying().orElse(left.type());
    CsType r = right.type().underlying().orElse(right.type());
    if (left.type().equals(Types.NULL) || right.type().equals(Types.NULL)) {
      l = left.type().equals(Types.NULL) ? r : l;
      r = right.type().equals(Types.NULL) ? l : r;
    }
    Optional<CsType> met = meet(left, l, right, r);
    boolean integers = Numbers.isIntegral(l) && Numbers.isIntegral(r);
    boolean shift = is(SHIFTS, operator);
    if (met.isEmpty() || ((shift || is(BITS, operator)) && !integers)) {
      throw wrong(at, operator, left, right);
    }
    CsType type = met.get();
    CsType second = type;
    if (shift) {
      type = Numbers.meet(l, l).orElseThrow();
      second = Types.INT;
      if (!r.equals(Types.INT) && !Numbers.widens(r, Types.INT)) {
        throw wrong(at, operator, left, right);
      }
    }
    Bound a = promoted(left, type);
    Bound b = promoted(right, second);
    boolean lifted = left.type().canBeNull() || right.type().canBeNull();
    return lifted ? lift(operator, type, a, b) : arithmetic(at, operator, type, a, b);
  }

  /** A constant that fits lets uint meet int, and ulong a positive long. */
  private static Optional<CsType> meet(Bound left, CsType l, Bound right, CsType r) {
    boolean rightFits =
        right.constant().filter(c -> c instanceof Integer i && i >= 0).isPresent()
            && (l.equals(Types.UINT) || l.equals(Types.ULONG));
    boolean leftFits =
        left.constant().filter(c -> c instanceof Integer i && i >= 0).isPresent()
            && (r.equals(Types.UINT) || r.equals(Types.ULONG));
    return rightFits ? Optional.of(l) : leftFits ? Optional.of(r) : Numbers.meet(l, r);
  }

  private static ExpressionException wrong(int at, String operator, Bound left, Bound right) {
    return new ExpressionException(
        at, "operator " + operator + " on '" + left.type() + "' and '" + right.type() + "'");
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
          return v == null ? null : Numbers.convert(v, type, false);
        },
        value.constant().map(c -> Numbers.convert(c, type, false)));
  }

  Bound lift(String operator, CsType type, Bound left, Bound right) {
    Eval l = left.eval();
    Eval r = right.eval();
    boolean comparison = is(COMPARISONS, operator);
    boolean checked = binder.overflow() == Binder.Overflow.CHECKED;
    return new Bound(
        comparison ? Types.BOOL : CsType.nullable(type),
        frame -> {
          Object a = l.eval(frame);
          Object b = r.eval(frame);
          if (a == null || b == null) {
            return comparison ? (Object) false : null;
          }
          return Arithmetic.compute(operator, type, a, b, checked);
        });
  }

  Bound arithmetic(int at, String operator, CsType type, Bound left, Bound right) {
    CsType result = is(COMPARISONS, operator) ? Types.BOOL : type;
    boolean division = operator.equals("/") || operator.equals("%");
    if (division && right.constant().filter(c -> !Numbers.isReal(type)).isPresent()) {
      if (Numbers.exact(right.constant().get()).signum() == 0) {
        throw new ExpressionException(at, "division by constant zero");
      }
    }
    if (left.constant().isPresent() && right.constant().isPresent()) {
      boolean checked = binder.overflow() != Binder.Overflow.UNCHECKED;
      try {
        Object folded =
            Arithmetic.compute(
                operator, type, left.constant().get(), right.constant().get(), checked);
        return Bound.constant(result, folded);
      } catch (DotNetException e) {
        throw new ExpressionException(at, "a constant expression: " + e.getMessage());
      }
    }
    Eval l = left.eval();
    Eval r = right.eval();
    boolean checked = binder.overflow() == Binder.Overflow.CHECKED;
    return new Bound(
        result, frame -> Arithmetic.compute(operator, type, l.eval(frame), r.eval(frame), checked));
  }
}
