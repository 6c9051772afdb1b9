package dev.patienttests.local.gateway.expression;

import java.util.List;
import java.util.Optional;

/** C#'s operators on one operand. */
final class UnaryOperators {
  private final Binder binder;
  private final Operators operators;

  UnaryOperators(Binder binder) {
    this.binder = binder;
    this.operators = new Operators(binder);
  }

  /** An operator that the type defines itself. */
  Optional<Bound> user(Node.Unary unary, Bound operand) {
    List<Method> methods =
        binder.members().declared(operand.type(), "op_" + unary.operator() + "u", true);
    Eval eval = operand.eval();
    return methods.stream()
        .findFirst()
        .map(
            m ->
                new Bound(
                    m.returns(),
                    frame ->
                        m.code()
                            .run(
                                new Args(
                                    null,
                                    new Object[] {eval.eval(frame)},
                                    java.util.Map.of(),
                                    frame))));
  }

  Bound unary(int at, String operator, Bound operand) {
    CsType bare = operand.type().underlying().orElse(operand.type());
    boolean complement = operator.equals("~");
    boolean unsigned = bare.equals(Types.ULONG) && operator.equals("-");
    if (!bare.isNumeric() || unsigned || (complement && !Numbers.isIntegral(bare))) {
      throw new ExpressionException(at, "operator " + operator + " on '" + operand.type() + "'");
    }
    CsType type = Numbers.meet(bare, bare).orElseThrow();
    if (operator.equals("-") && type.equals(Types.UINT)) {
      type = Types.LONG;
    }
    if (Numbers.isReal(type) && operator.equals("-")) {
      Eval eval = operand.eval();
      boolean single = type.equals(Types.FLOAT);
      return operand.constant().isPresent()
          ? Bound.constant(type, negated(operand.constant().get(), single))
          : new Bound(operand.type(), frame -> negated(eval.eval(frame), single));
    }
    Object zero = Numbers.convert(0, type, false);
    Bound first =
        complement
            ? Bound.constant(type, Numbers.convert(-1, type, false))
            : Bound.constant(type, zero);
    String binary = complement ? "^" : operator;
    Bound second =
        Operators.promoted(
            operand, operand.type().underlying().isPresent() ? operand.type() : type);
    return operand.type().underlying().isPresent()
        ? operators.lift(binary, type, first, second)
        : operators.arithmetic(at, binary, type, first, second);
  }

  private static Object negated(Object value, boolean single) {
    if (value == null) {
      return null;
    }
    return single ? (Object) (-(Float) value) : (Object) (-(Double) value);
  }
}
