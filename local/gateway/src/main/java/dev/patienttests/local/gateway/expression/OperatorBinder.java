package dev.patienttests.local.gateway.expression;

import java.util.BitSet;

/** Binds operators, casts and type tests. */
final class OperatorBinder {
  private final Binder binder;
  private final Locals locals;

  OperatorBinder(Binder binder, Locals locals) {
    this.binder = binder;
    this.locals = locals;
  }

  Bound bind(Node node) {
    if (node instanceof Node.Unary unary) {
      return unary(unary);
    }
    if (node instanceof Node.Binary binary) {
      return binary(binary);
    }
    if (node instanceof Node.Ternary ternary) {
      return ternary(ternary);
    }
    if (node instanceof Node.Cast cast) {
      return cast(cast);
    }
    if (node instanceof Node.TypeTest test) {
      return typeTest(test);
    }
    throw new ExpressionException(node.at(), "a type is no value");
  }

  private Bound unary(Node.Unary unary) {
    Bound operand = binder.bind(unary.operand());
    Eval eval = operand.eval();
    if (unary.operator().equals("!")) {
      if (!operand.type().equals(CsType.BOOL)) {
        throw new ExpressionException(unary.at(), "operator ! on '" + operand.type() + "'");
      }
      return new Bound(CsType.BOOL, frame -> !(Boolean) eval.eval(frame));
    }
    if (unary.operator().equals("-")) {
      boolean smallest =
          unary.operand() instanceof Node.Literal literal
              && literal.value().equals((long) Integer.MAX_VALUE + 1);
      if (smallest) {
        return Bound.constant(CsType.INT, Integer.MIN_VALUE);
      }
      return Operators.bind(unary.at(), "-", Bound.constant(CsType.INT, 0), operand);
    }
    return Operators.bind(unary.at(), "+", Bound.constant(CsType.INT, 0), operand);
  }

  private Bound binary(Node.Binary binary) {
    String operator = binary.operator();
    if (operator.equals("&&") || operator.equals("||")) {
      return logical(binary);
    }
    Bound left = binder.bind(binary.left());
    if (operator.equals("??")) {
      return coalesce(binary, left);
    }
    return Operators.bind(binary.at(), operator, left, binder.bind(binary.right()));
  }

  private Bound logical(Node.Binary binary) {
    Eval left = binder.convert(binary.at(), binder.bind(binary.left()), CsType.BOOL).eval();
    BitSet before = locals.snapshot();
    Eval right = binder.convert(binary.at(), binder.bind(binary.right()), CsType.BOOL).eval();
    locals.restore(before);
    boolean and = binary.operator().equals("&&");
    return new Bound(
        CsType.BOOL,
        frame -> (Boolean) left.eval(frame) == and ? right.eval(frame) : (Object) !and);
  }

  private Bound coalesce(Node.Binary binary, Bound left) {
    if (!left.type().canBeNull() || left.type().equals(CsType.NULL)) {
      throw new ExpressionException(binary.at(), "operator ?? on '" + left.type() + "'");
    }
    Bound right = binder.bind(binary.right());
    CsType inner = left.type().underlying().orElse(left.type());
    Bound first;
    Bound second;
    if (binder.tryConvert(right, inner).isPresent()) {
      first = new Bound(inner, left.eval());
      second = binder.convert(binary.at(), right, inner);
    } else if (binder.tryConvert(right, left.type()).isPresent()) {
      first = left;
      second = binder.convert(binary.at(), right, left.type());
    } else {
      first = binder.convert(binary.at(), left, right.type());
      second = right;
    }
    Eval l = first.eval();
    Eval r = second.eval();
    return new Bound(
        second.type(),
        frame -> {
          Object value = l.eval(frame);
          return value != null ? value : r.eval(frame);
        });
  }

  private Bound ternary(Node.Ternary ternary) {
    Eval condition =
        binder.convert(ternary.at(), binder.bind(ternary.condition()), CsType.BOOL).eval();
    Bound first = binder.bind(ternary.whenTrue());
    Bound second = binder.bind(ternary.whenFalse());
    boolean toSecond =
        !second.type().equals(CsType.NULL) && binder.tryConvert(first, second.type()).isPresent();
    CsType type = toSecond ? second.type() : first.type();
    if (type.equals(CsType.NULL) || binder.tryConvert(second, type).isEmpty()) {
      throw new ExpressionException(
          ternary.at(), "'" + first.type() + "' and '" + second.type() + "' have no common type");
    }
    Eval whenTrue = binder.convert(ternary.at(), first, type).eval();
    Eval whenFalse = binder.convert(ternary.at(), second, type).eval();
    return new Bound(
        type,
        frame -> (Boolean) condition.eval(frame) ? whenTrue.eval(frame) : whenFalse.eval(frame));
  }

  private Bound cast(Node.Cast cast) {
    CsType type = TypeNames.resolve(cast.type());
    Bound operand = binder.bind(cast.operand());
    if (operand.type().equals(type)) {
      return operand;
    }
    if (operand.constant().isPresent() && operand.type().isNumeric() && type.isNumeric()) {
      return constantCast(cast.at(), operand.constant().get(), type);
    }
    return Conversions.explicit(operand.type(), type)
        .map(conversion -> Binder.converted(operand, type, conversion))
        .orElseThrow(
            () ->
                new ExpressionException(
                    cast.at(), "cannot cast '" + operand.type() + "' to '" + type + "'"));
  }

  /**
   * A number that does not fit is a fault of the code, not of the run (C#, constant expressions).
   */
  private static Bound constantCast(int at, Object constant, CsType type) {
    Object value = Conversions.number(constant, type);
    double before = ((Number) Conversions.number(constant, CsType.DOUBLE)).doubleValue();
    double after = ((Number) Conversions.number(value, CsType.DOUBLE)).doubleValue();
    if (!type.equals(CsType.DOUBLE) && Math.abs(before - after) >= 1) {
      throw new ExpressionException(at, "the constant does not fit into '" + type + "'");
    }
    return Bound.constant(type, value);
  }

  private Bound typeTest(Node.TypeTest test) {
    CsType type = TypeNames.resolve(test.type());
    Eval operand = binder.bind(test.operand()).eval();
    if (test.operator().equals("is")) {
      return new Bound(CsType.BOOL, frame -> Conversions.isInstance(operand.eval(frame), type));
    }
    if (!type.canBeNull()) {
      throw new ExpressionException(
          test.at(), "operator as to '" + type + "', which is never null");
    }
    return new Bound(
        type,
        frame -> {
          Object value = operand.eval(frame);
          return Conversions.isInstance(value, type) ? value : null;
        });
  }
}
