package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.expression.Members.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Gives each node of an expression its type and what computes it; refuses what has none. */
final class Binder {
  private final Members members;
  private final Locals locals;
  private final CallBinder calls;
  private final OperatorBinder operators;
  private Optional<CsType> receiver = Optional.empty();
  private int receiverSlot = -1;

  Binder(Members members, Locals locals) {
    this.members = members;
    this.locals = locals;
    this.calls = new CallBinder(members, this, locals);
    this.operators = new OperatorBinder(this, locals);
  }

  Bound bind(Node node) {
    Bound bound = bindAny(node);
    if (bound.type().equals(CsType.VOID)) {
      throw new ExpressionException(node.at(), "a void method has no value");
    }
    return bound;
  }

  Bound bindAny(Node node) {
    if (node instanceof Node.Literal literal) {
      return Bound.constant(RuntimeTypes.typeOf(literal.value()), literal.value());
    }
    if (node instanceof Node.Null) {
      return new Bound(CsType.NULL, frame -> null);
    }
    if (node instanceof Node.Interpolated text) {
      return interpolated(text);
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
    if (node instanceof Node.Creation creation) {
      return calls.creation(creation);
    }
    if (node instanceof Node.Assign assign) {
      return new AssignmentBinder(this, locals).assign(assign);
    }
    return operators.bind(node);
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
    return Conversions.implicit(value.type(), to).map(c -> converted(value, to, c));
  }

  static Bound converted(Bound value, CsType to, UnaryOperator<Object> conversion) {
    Eval eval = value.eval();
    return new Bound(to, frame -> conversion.apply(eval.eval(frame)));
  }

  private Bound interpolated(Node.Interpolated text) {
    List<Eval> parts = new ArrayList<>();
    for (Object part : text.parts()) {
      parts.add(part instanceof Node node ? bind(node).eval() : frame -> part);
    }
    Eval[] all = parts.toArray(new Eval[0]);
    return new Bound(
        CsType.STRING,
        frame -> {
          StringBuilder out = new StringBuilder();
          for (Eval part : all) {
            out.append(RuntimeTypes.text(part.eval(frame)));
          }
          return out.toString();
        });
  }

  private Bound name(Node.Name name) {
    if (name.name().equals("context")) {
      return new Bound(CsType.CONTEXT, Frame::exchange);
    }
    Locals.Local local =
        locals
            .find(name.name())
            .orElseThrow(
                () -> new ExpressionException(name.at(), "unknown name '" + name.name() + "'"));
    if (!locals.isAssigned(local)) {
      throw new ExpressionException(
          name.at(), "variable '" + name.name() + "' is used before it has a value");
    }
    int index = local.index();
    return new Bound(local.type(), frame -> frame.local(index));
  }

  /** The type that a node names, if it names one. */
  Optional<CsType> asType(Node node) {
    if (node instanceof Node.PredefinedType type) {
      return Optional.of(
          TypeNames.resolve(new Node.TypeName(type.at(), type.name(), List.of(), false, 0)));
    }
    if (node instanceof Node.Name name) {
      boolean value = name.name().equals("context") || locals.find(name.name()).isPresent();
      return value ? Optional.empty() : TypeNames.find(name.name());
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

  private Bound member(Node.Member member) {
    Optional<CsType> type = asType(member.target());
    if (type.isPresent()) {
      Property property =
          members
              .findProperty(type.get(), member.name(), true)
              .orElseThrow(() -> unknown(member.at(), type.get(), member.name()));
      Object value = property.get().apply(null);
      return Bound.constant(property.type(), value);
    }
    Bound target = bind(member.target());
    if (target.type().underlying().isPresent()) {
      return nullableMember(member, target);
    }
    Property property =
        members
            .findProperty(target.type(), member.name(), false)
            .orElseThrow(() -> unknown(member.at(), target.type(), member.name()));
    Eval eval = target.eval();
    return new Bound(
        property.type(),
        frame -> {
          Object value = eval.eval(frame);
          if (value == null) {
            throw DotNetException.nullReference();
          }
          return property.get().apply(value);
        });
  }

  private Bound nullableMember(Node.Member member, Bound target) {
    Eval eval = target.eval();
    if (member.name().equals("HasValue")) {
      return new Bound(CsType.BOOL, frame -> eval.eval(frame) != null);
    }
    if (!member.name().equals("Value")) {
      throw unknown(member.at(), target.type(), member.name());
    }
    CsType inner = target.type().underlying().orElseThrow();
    return converted(target, inner, Conversions.explicit(target.type(), inner).orElseThrow());
  }

  static ExpressionException unknown(int at, CsType type, String member) {
    return new ExpressionException(
        at, "member '" + member + "' of '" + type + "' is unknown or not supported");
  }

  private Bound conditional(Node.Conditional conditional) {
    Bound target = bind(conditional.target());
    if (!target.type().canBeNull()) {
      throw new ExpressionException(
          conditional.at(), "operator ?. on '" + target.type() + "', which is never null");
    }
    Optional<CsType> outerReceiver = receiver;
    int outerSlot = receiverSlot;
    receiver = Optional.of(target.type().underlying().orElse(target.type()));
    receiverSlot = locals.declare(conditional.at(), "?" + locals.count(), target.type()).index();
    Bound rest = bindAny(conditional.rest());
    int slot = receiverSlot;
    receiver = outerReceiver;
    receiverSlot = outerSlot;
    Eval value = target.eval();
    Eval then = rest.eval();
    return new Bound(
        rest.type().equals(CsType.VOID) ? CsType.VOID : rest.type().orNull(),
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
