package dev.patienttests.local.gateway.expression;

import java.util.Optional;
import java.util.function.UnaryOperator;

/** Gives each node of an expression its type and what computes it; refuses what has none. */
final class Binder {
  private final Members members;
  private final Locals locals;
  private final CallBinder calls;
  private final OperatorBinder operators;
  private final ConditionBinder conditions;
  private final CreationBinder creations;
  private final LambdaBinder lambdas;
  private Optional<CsType> receiver = Optional.empty();
  private int receiverSlot = -1;
  private Overflow overflow = Overflow.DEFAULT;

  /** What happens to integers that do not fit: by default constants are refused, others wrap. */
  enum Overflow {
    DEFAULT,
    CHECKED,
    UNCHECKED
  }

  Binder(Members members, Locals locals) {
    this.members = members;
    this.locals = locals;
    this.calls = new CallBinder(members, this, locals);
    this.operators = new OperatorBinder(this, locals);
    this.conditions = new ConditionBinder(this, locals);
    this.creations = new CreationBinder(this, calls, members);
    this.lambdas = new LambdaBinder(this, locals);
  }

  LambdaBinder lambdas() {
    return lambdas;
  }

  ConditionBinder conditions() {
    return conditions;
  }

  CallBinder calls() {
    return calls;
  }

  Members members() {
    return members;
  }

  Overflow overflow() {
    return overflow;
  }

  /** Sets what happens on overflow, and tells what was set before. */
  Overflow overflow(Overflow next) {
    Overflow before = overflow;
    overflow = next;
    return before;
  }

  /** A value that has a type by itself. */
  Bound bind(Node node) {
    Bound bound = bindLoose(node);
    if (bound.type().equals(Types.UNTYPED)) {
      throw new ExpressionException(node.at(), "the target does not tell what type this has");
    }
    return bound;
  }

  /** A value whose type its target may have to decide. */
  Bound bindLoose(Node node) {
    Bound bound = bindAny(node);
    if (bound.type().equals(Types.VOID)) {
      throw new ExpressionException(node.at(), "a void method has no value");
    }
    return bound;
  }

  /** Anything, the call of a void method included. */
  Bound bindAny(Node node) {
    if (node instanceof Node.Literal literal) {
      return Bound.constant(RuntimeTypes.typeOf(literal.value()), literal.value());
    }
    if (node instanceof Node.Null) {
      return new Bound(Types.NULL, frame -> null);
    }
    if (node instanceof Node.Name name) {
      return name(name);
    }
    if (node instanceof Node.Member member) {
      return member(member);
    }
    if (node instanceof Node.Call call) {
      return calls.call(call);
    }
    if (node instanceof Node.Index index) {
      return calls.index(index);
    }
    if (node instanceof Node.Conditional conditional) {
      return conditional(conditional);
    }
    if (node instanceof Node.Receiver) {
      int slot = receiverSlot;
      return new Bound(receiver.orElseThrow(), frame -> frame.local(slot));
    }
    if (node instanceof Node.Assign || node instanceof Node.Step) {
      return new AssignmentBinder(this, locals).bind(node);
    }
    if (node instanceof Node.Checked checked) {
      return checked(checked);
    }
    if (node instanceof Node.Lambda || isUntypedDefault(node)) {
      return Bound.untyped(node);
    }
    if (conditions.isCondition(node)) {
      return conditions.bind(node).merged();
    }
    return creations.bind(node).orElseGet(() -> operators.bind(node));
  }

  private static boolean isUntypedDefault(Node node) {
    return node instanceof Node.Throw
        || (node instanceof Node.Default value && value.type().isEmpty());
  }

  private Bound checked(Node.Checked node) {
    Overflow before = overflow(node.checked() ? Overflow.CHECKED : Overflow.UNCHECKED);
    try {
      return bind(node.value());
    } finally {
      overflow(before);
    }
  }

  /** Converts implicitly, or refuses. */
  Bound convert(int at, Bound value, CsType to) {
    return tryConvert(value, to)
        .orElseThrow(
            () ->
                new ExpressionException(
                    at, "cannot convert '" + value.type() + "' to '" + to + "' implicitly"));
  }

  Optional<Bound> tryConvert(Bound value, CsType to) {
    if (value.type().equals(to)) {
      return Optional.of(value);
    }
    if (value.untyped().isPresent()) {
      return untyped(value.untyped().get(), to);
    }
    Optional<Bound> constant =
        value
            .constant()
            .filter(c -> Conversions.constantFits(c, value.type(), to))
            .map(
                c -> {
                  CsType target = to.underlying().orElse(to);
                  Object converted =
                      target.is(CsType.Kind.ENUM)
                          ? new EnumValue(target, 0)
                          : Numbers.convert(c, target, false);
                  return Bound.constant(to, converted);
                });
    if (constant.isPresent()) {
      return constant;
    }
    return Conversions.implicit(value.type(), to)
        .map(
            conversion -> {
              Bound result = converted(value, to, conversion);
              boolean number = value.type().isNumeric() && to.isNumeric();
              return number && value.constant().isPresent()
                  ? Bound.constant(to, conversion.apply(value.constant().get()))
                  : result;
            });
  }

  private Optional<Bound> untyped(Node node, CsType to) {
    if (node instanceof Node.Throw thrown) {
      Eval exception = convert(thrown.at(), bind(thrown.exception()), Types.EXCEPTION).eval();
      return Optional.of(
          new Bound(
              to,
              frame -> {
                throw DotNetException.thrown(exception.eval(frame));
              }));
    }
    if (node instanceof Node.Default) {
      Object value = Conversions.defaultOf(to);
      return Optional.of(new Bound(to, frame -> value));
    }
    return lambdas.convert(node, to);
  }

  static Bound converted(Bound value, CsType to, UnaryOperator<Object> conversion) {
    Eval eval = value.eval();
    return new Bound(to, frame -> conversion.apply(eval.eval(frame)));
  }

  private Bound name(Node.Name name) {
    if (name.name().equals("context")) {
      return new Bound(TypeTable.named("IProxyRequestContext"), Frame::exchange);
    }
    Locals.Local local = variable(name.at(), name.name());
    if (local.function().isPresent()) {
      return Bound.untyped(name);
    }
    if (!locals.isAssigned(local)) {
      throw new ExpressionException(
          name.at(), "variable '" + name.name() + "' is used before it has a value");
    }
    return local.constant().isPresent()
        ? Bound.constant(local.type(), local.constant().get())
        : new Bound(local.type(), local::get);
  }

  Locals.Local variable(int at, String name) {
    return locals
        .find(name)
        .orElseThrow(() -> new ExpressionException(at, "unknown name '" + name + "'"));
  }

  /** A slot of a frame for a value that has no name. */
  int temporary(int at, CsType type) {
    return locals.declare(at, "?" + locals.count(), type).index();
  }

  /** The type that a node names, if it names one. */
  Optional<CsType> asType(Node node) {
    if (node instanceof Node.PredefinedType type) {
      return Optional.of(TypeNames.resolve(Node.TypeName.of(type.at(), type.name())));
    }
    if (node instanceof Node.Name name) {
      boolean value = name.name().equals("context") || locals.find(name.name()).isPresent();
      if (value) {
        return Optional.empty();
      }
      return name.typeArguments().isEmpty()
          ? TypeNames.find(name.name())
          : TypeNames.find(
              new Node.TypeName(name.at(), name.name(), name.typeArguments(), false, 0));
    }
    return node instanceof Node.Member ? dotted(node).flatMap(TypeNames::find) : Optional.empty();
  }

  private Optional<String> dotted(Node node) {
    if (node instanceof Node.Name name) {
      return locals.find(name.name()).isPresent() ? Optional.empty() : Optional.of(name.name());
    }
    if (node instanceof Node.Member member && member.typeArguments().isEmpty()) {
      return dotted(member.target()).map(start -> start + "." + member.name());
    }
    return Optional.empty();
  }

  boolean hasProperty(CsType type, String name) {
    return new MemberBinder(this).exists(type, name);
  }

  private Bound member(Node.Member member) {
    return new MemberBinder(this).bind(member);
  }

  static ExpressionException unknown(int at, CsType type, String member) {
    return new ExpressionException(
        at, "member '" + member + "' of '" + type + "' is unknown or not supported");
  }

  private Bound conditional(Node.Conditional conditional) {
    Bound target = bind(conditional.target());
    if (!target.type().canBeNull() || target.type().equals(Types.NULL)) {
      throw new ExpressionException(
          conditional.at(), "operator ?. on '" + target.type() + "', which is never null");
    }
    Optional<CsType> outerReceiver = receiver;
    int outerSlot = receiverSlot;
    receiver = Optional.of(target.type().underlying().orElse(target.type()));
    receiverSlot = temporary(conditional.at(), target.type());
    Bound rest = bindAny(conditional.rest());
    int slot = receiverSlot;
    receiver = outerReceiver;
    receiverSlot = outerSlot;
    Eval value = target.eval();
    Eval then = rest.eval();
    return new Bound(
        rest.type().equals(Types.VOID) ? Types.VOID : rest.type().orNull(),
        frame -> {
          Object found = value.eval(frame);
          if (found == null) {
            return null;
          }
          frame.local(slot, found);
          return then.eval(frame);
        });
  }
}
