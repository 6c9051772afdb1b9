package dev.patienttests.local.gateway.expression;

import java.util.Optional;

/**
 * Binds patterns of {@code is} and {@code case}: a constant, a type with a variable, {@code var}.
 */
final class PatternBinder {
  private final Binder binder;
  private final Locals locals;

  PatternBinder(Binder binder, Locals locals) {
    this.binder = binder;
    this.locals = locals;
  }

  /** A test of the operand. */
  Bound bind(Node.Pattern pattern, Bound operand) {
    Eval value = operand.eval();
    if (pattern.constant().isPresent()) {
      return constant(pattern, operand);
    }
    Optional<CsType> type = pattern.type().map(TypeNames::resolve);
    type.ifPresent(t -> check(pattern.at(), operand.type(), t));
    if (pattern.name().isEmpty()) {
      CsType tested = type.orElseThrow();
      return new Bound(Types.BOOL, frame -> Conversions.isInstance(value.eval(frame), tested));
    }
    CsType declared = type.orElse(operand.type());
    String name = pattern.name().get();
    Locals.Local local =
        locals.declare(
            pattern.at(), name.equals("_") ? "?pattern" + locals.count() : name, declared);
    locals.assign(local);
    return new Bound(
        Types.BOOL,
        frame -> {
          Object found = value.eval(frame);
          boolean matches = type.isEmpty() || Conversions.isInstance(found, declared);
          local.declare(frame, matches ? found : Conversions.defaultOf(declared));
          return matches;
        });
  }

  private static void check(int at, CsType from, CsType to) {
    boolean possible =
        Conversions.explicit(from, to, false).isPresent()
            && !(from.isNumeric() && to.isNumeric() && !from.equals(to));
    if (!possible) {
      throw new ExpressionException(at, "a '" + from + "' is never a '" + to + "'");
    }
  }

  private Bound constant(Node.Pattern pattern, Bound operand) {
    Node node = pattern.constant().orElseThrow();
    Bound wanted = binder.bind(node);
    Eval value = operand.eval();
    if (wanted.type().equals(Types.NULL)) {
      if (!operand.type().canBeNull()) {
        throw new ExpressionException(pattern.at(), "'" + operand.type() + "' is never null");
      }
      return new Bound(Types.BOOL, frame -> value.eval(frame) == null);
    }
    CsType target = operand.type().underlying().orElse(operand.type());
    Bound converted =
        target.equals(Types.OBJECT) ? wanted : binder.convert(pattern.at(), wanted, target);
    Object constant =
        converted
            .constant()
            .orElseThrow(() -> new ExpressionException(pattern.at(), "a pattern is a constant"));
    return new Bound(
        Types.BOOL, frame -> RuntimeTypes.same(constant, value.eval(frame)), Optional.empty());
  }
}
