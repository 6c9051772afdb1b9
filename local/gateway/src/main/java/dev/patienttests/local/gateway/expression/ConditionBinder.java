package dev.patienttests.local.gateway.expression;

import java.util.BitSet;

/**
 * Binds what has an outcome of true or false, and keeps which variables have a value after either
 * (C# specification 9.4, definite assignment).
 */
final class ConditionBinder {
  private final Binder binder;
  private final Locals locals;

  /** A condition; {@link #merged()} makes it a value like others. */
  final class Condition {
    private final Bound bound;
    private final BitSet whenTrue;
    private final BitSet whenFalse;

    private Condition(Bound bound, BitSet whenTrue, BitSet whenFalse) {
      this.bound = bound;
      this.whenTrue = whenTrue;
      this.whenFalse = whenFalse;
    }

    Bound bound() {
      return bound;
    }

    void assumeTrue() {
      locals.restore(whenTrue);
    }

    void assumeFalse() {
      locals.restore(whenFalse);
    }

    Bound merged() {
      locals.restore(whenTrue);
      locals.meet(whenFalse);
      return bound;
    }
  }

  ConditionBinder(Binder binder, Locals locals) {
    this.binder = binder;
    this.locals = locals;
  }

  boolean isCondition(Node node) {
    boolean logical =
        node instanceof Node.Binary binary
            && (binary.operator().equals("&&") || binary.operator().equals("||"));
    boolean not = node instanceof Node.Unary unary && unary.operator().equals("!");
    return logical || not || node instanceof Node.IsPattern;
  }

  /** A condition of a statement or of {@code ?:}, converted to bool. */
  Condition bind(Node node) {
    if (node instanceof Node.Binary binary && isCondition(node)) {
      return logical(binary);
    }
    if (node instanceof Node.Unary unary && unary.operator().equals("!")) {
      return not(unary);
    }
    if (node instanceof Node.IsPattern is) {
      Bound operand = binder.bind(is.operand());
      BitSet before = locals.snapshot();
      Bound bound = new PatternBinder(binder, locals).bind(is.pattern(), operand);
      BitSet after = locals.snapshot();
      return new Condition(bound, after, before);
    }
    Bound bound = binder.convert(node.at(), binder.bindLoose(node), Types.BOOL);
    BitSet whenTrue = locals.snapshot();
    BitSet whenFalse = locals.snapshot();
    if (bound.isConstant(true)) {
      whenFalse.set(0, locals.count() + 64);
    } else if (bound.isConstant(false)) {
      whenTrue.set(0, locals.count() + 64);
    }
    return new Condition(bound, whenTrue, whenFalse);
  }

  private Condition not(Node.Unary unary) {
    if (!isCondition(unary.operand())) {
      Bound operand = binder.bind(unary.operand());
      if (!operand.type().equals(Types.BOOL)) {
        throw new ExpressionException(unary.at(), "operator ! on '" + operand.type() + "'");
      }
      Eval eval = operand.eval();
      BitSet after = locals.snapshot();
      Bound bound =
          operand.constant().isPresent()
              ? Bound.constant(Types.BOOL, !(Boolean) operand.constant().get())
              : new Bound(Types.BOOL, frame -> !(Boolean) eval.eval(frame));
      return new Condition(bound, after, after);
    }
    Condition inner = bind(unary.operand());
    Eval eval = inner.bound().eval();
    Bound bound = new Bound(Types.BOOL, frame -> !(Boolean) eval.eval(frame));
    BitSet whenTrue = inner.whenFalse;
    BitSet whenFalse = inner.whenTrue;
    return new Condition(bound, whenTrue, whenFalse);
  }

  private Condition logical(Node.Binary binary) {
    boolean and = binary.operator().equals("&&");
    Condition left = operand(binary.at(), binary.left());
    if (and) {
      left.assumeTrue();
    } else {
      left.assumeFalse();
    }
    Condition right = operand(binary.at(), binary.right());
    Eval l = left.bound().eval();
    Eval r = right.bound().eval();
    Bound bound =
        new Bound(
            Types.BOOL, frame -> (Boolean) l.eval(frame) == and ? r.eval(frame) : (Object) !and);
    if (left.bound().constant().isPresent() && right.bound().constant().isPresent()) {
      boolean a = (Boolean) left.bound().constant().get();
      boolean b = (Boolean) right.bound().constant().get();
      bound = Bound.constant(Types.BOOL, and ? a && b : a || b);
    }
    BitSet whenTrue = (BitSet) right.whenTrue.clone();
    BitSet whenFalse = (BitSet) right.whenFalse.clone();
    if (and) {
      whenFalse.and(left.whenFalse);
    } else {
      whenTrue.and(left.whenTrue);
    }
    return new Condition(bound, whenTrue, whenFalse);
  }

  private Condition operand(int at, Node node) {
    Condition condition = bind(node);
    if (!condition.bound().type().equals(Types.BOOL)) {
      throw new ExpressionException(at, "a condition has to be a bool");
    }
    return condition;
  }
}
