package dev.patienttests.local.gateway.expression;

import java.util.BitSet;
import java.util.Optional;

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
    if (unary.operator().equals("-") && unary.operand() instanceof Node.Literal literal) {
      // The smallest numbers have no positive counterpart of their type.
      if (literal.value().equals(new Small(Types.UINT, 1L << 31))) {
        return Bound.constant(Types.INT, Integer.MIN_VALUE);
      }
      if (literal.value().equals(new Small(Types.ULONG, Long.MIN_VALUE))) {
        return Bound.constant(Types.LONG, Long.MIN_VALUE);
      }
    }
    Optional<Bound> overloaded = new UnaryOperators(binder).user(unary, operand);
    return overloaded.orElseGet(
        () -> new UnaryOperators(binder).unary(unary.at(), unary.operator(), operand));
  }

  private Operators operators() {
    return new Operators(binder);
  }

  private Bound binary(Node.Binary binary) {
    Bound left = binder.bindLoose(binary.left());
    if (binary.operator().equals("??")) {
      return coalesce(binary, left);
    }
    Bound right = binder.bindLoose(binary.right());
    return operators().bind(binary.at(), binary.operator(), left, right);
  }

  private Bound coalesce(Node.Binary binary, Bound left) {
    if (!left.type().canBeNull() || left.type().equals(Types.NULL)) {
      throw new ExpressionException(binary.at(), "operator ?? on '" + left.type() + "'");
    }
    BitSet before = locals.snapshot();
    Bound right = binder.bindLoose(binary.right());
    locals.restore(before);
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
    ConditionBinder.Condition condition = binder.conditions().bind(ternary.condition());
    condition.assumeTrue();
    Bound first = binder.bindLoose(ternary.whenTrue());
    BitSet afterTrue = locals.snapshot();
    condition.assumeFalse();
    Bound second = binder.bindLoose(ternary.whenFalse());
    locals.meet(afterTrue);
    CsType type = common(ternary.at(), first, second);
    Bound yes = binder.convert(ternary.at(), first, type);
    Bound no = binder.convert(ternary.at(), second, type);
    Eval whenTrue = yes.eval();
    Eval whenFalse = no.eval();
    Eval test = condition.bound().eval();
    Eval eval = frame -> (Boolean) test.eval(frame) ? whenTrue.eval(frame) : whenFalse.eval(frame);
    boolean constant =
        condition.bound().constant().isPresent()
            && yes.constant().isPresent()
            && no.constant().isPresent();
    if (constant) {
      Bound chosen = (Boolean) condition.bound().constant().get() ? yes : no;
      return Bound.constant(type, chosen.constant().get());
    }
    return new Bound(type, eval);
  }

  /** The type of the two that the other converts to. */
  private CsType common(int at, Bound first, Bound second) {
    boolean secondTyped = isTyped(second);
    if (secondTyped && binder.tryConvert(first, second.type()).isPresent()) {
      boolean both = isTyped(first) && binder.tryConvert(second, first.type()).isPresent();
      boolean firstWider =
          both
              && Conversions.implicit(second.type(), first.type()).isPresent()
              && Conversions.implicit(first.type(), second.type()).isEmpty();
      return firstWider ? first.type() : second.type();
    }
    if (isTyped(first) && binder.tryConvert(second, first.type()).isPresent()) {
      return first.type();
    }
    throw new ExpressionException(
        at, "'" + first.type() + "' and '" + second.type() + "' have no common type");
  }

  private static boolean isTyped(Bound bound) {
    return !bound.type().equals(Types.NULL) && !bound.type().equals(Types.UNTYPED);
  }

  private Bound cast(Node.Cast cast) {
    CsType type = TypeNames.resolve(cast.type());
    Bound operand = binder.bindLoose(cast.operand());
    if (operand.type().equals(type)) {
      return new Bound(type, operand.eval(), operand.constant());
    }
    if (operand.untyped().isPresent()) {
      return binder.convert(cast.at(), operand, type);
    }
    boolean constant =
        operand.constant().isPresent() && operand.type().isNumeric() && type.isNumeric();
    if (constant) {
      return constantCast(cast.at(), operand.constant().get(), type);
    }
    boolean checked = binder.overflow() == Binder.Overflow.CHECKED;
    return Conversions.explicit(operand.type(), type, checked)
        .map(conversion -> Binder.converted(operand, type, conversion))
        .orElseThrow(
            () ->
                new ExpressionException(
                    cast.at(), "cannot cast '" + operand.type() + "' to '" + type + "'"));
  }

  /** A number that does not fit is a fault of the code, not of the run (constant expressions). */
  private Bound constantCast(int at, Object constant, CsType type) {
    boolean checked = binder.overflow() != Binder.Overflow.UNCHECKED;
    try {
      return Bound.constant(type, Numbers.convert(constant, type, checked));
    } catch (DotNetException e) {
      throw new ExpressionException(at, "the constant does not fit into '" + type + "'");
    }
  }

  private Bound typeTest(Node.TypeTest test) {
    CsType type = TypeNames.resolve(test.type());
    Eval operand = binder.bind(test.operand()).eval();
    if (test.operator().equals("is")) {
      return new Bound(Types.BOOL, frame -> Conversions.isInstance(operand.eval(frame), type));
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
