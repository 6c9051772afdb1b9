package dev.patienttests.local.gateway.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Binds what makes a value: constructors, arrays, anonymous objects, tuples, text with holes. */
final class CreationBinder {
  private final Binder binder;
  private final CallBinder calls;
  private final Members members;

  CreationBinder(Binder binder, CallBinder calls, Members members) {
    this.binder = binder;
    this.calls = calls;
    this.members = members;
  }

  /** The bound node, where it is one of these. */
  Optional<Bound> bind(Node node) {
    if (node instanceof Node.Interpolated text) {
      return Optional.of(interpolated(text));
    }
    if (node instanceof Node.Creation creation) {
      return Optional.of(creation(creation));
    }
    if (node instanceof Node.ArrayCreation array) {
      return Optional.of(array(array));
    }
    if (node instanceof Node.Anonymous value) {
      List<Bound> values = value.values().stream().map(binder::bind).toList();
      return Optional.of(record(value.at(), true, value.names(), values));
    }
    if (node instanceof Node.TupleOf value) {
      List<Bound> values = value.values().stream().map(binder::bind).toList();
      return Optional.of(record(value.at(), false, value.names(), values));
    }
    if (node instanceof Node.TypeOf type) {
      CsType named = TypeNames.resolve(type.type());
      return Optional.of(new Bound(TypeTable.named("Type"), frame -> new CsTypeValue(named)));
    }
    if (node instanceof Node.SizeOf size) {
      return Optional.of(sizeOf(size));
    }
    if (node instanceof Node.NameOf name) {
      return Optional.of(nameOf(name));
    }
    if (node instanceof Node.Default value && value.type().isPresent()) {
      CsType type = TypeNames.resolve(value.type().get());
      Object constant = Conversions.defaultOf(type);
      return Optional.of(
          constant == null || !type.isNumeric()
              ? new Bound(type, frame -> constant)
              : Bound.constant(type, constant));
    }
    return Optional.empty();
  }

  private static Bound sizeOf(Node.SizeOf node) {
    CsType type = TypeNames.resolve(node.type());
    if (!Numbers.isIntegral(type)) {
      throw new ExpressionException(node.at(), "sizeof of '" + type + "' is not supported");
    }
    return Bound.constant(Types.INT, Numbers.bits(type) / 8);
  }

  private Bound nameOf(Node.NameOf node) {
    if (binder.asType(node.named()).isEmpty()) {
      binder.bindAny(node.named());
    }
    if (node.named() instanceof Node.Name name) {
      return Bound.constant(Types.STRING, name.name());
    }
    if (node.named() instanceof Node.Member member) {
      return Bound.constant(Types.STRING, member.name());
    }
    throw new ExpressionException(node.at(), "this has no name");
  }

  private Bound record(int at, boolean anonymous, List<String> names, List<Bound> values) {
    List<CsType> types = values.stream().map(Bound::type).toList();
    if (types.contains(Types.NULL) || names.stream().distinct().count() < names.size()) {
      throw new ExpressionException(at, "a member without a type, or with the name of another");
    }
    CsType type = anonymous ? CsType.anonymous(names, types) : CsType.tuple(names, types);
    Eval[] evals = values.stream().map(Bound::eval).toArray(Eval[]::new);
    return new Bound(type, frame -> new CsRecord(type, evaluated(evals, frame)));
  }

  private static Object[] evaluated(Eval[] evals, Frame frame) {
    Object[] values = new Object[evals.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = evals[i].eval(frame);
    }
    return values;
  }

  private Bound array(Node.ArrayCreation node) {
    if (node.items().isEmpty()) {
      CsType element = TypeNames.resolve(node.element().orElseThrow());
      Bound size = node.size().map(binder::bind).orElseThrow();
      Eval length = binder.convert(node.at(), size, Types.INT).eval();
      return new Bound(
          CsType.arrayOf(element),
          frame -> frame.budget().charge(CsArray.sized(element, (Integer) length.eval(frame))));
    }
    List<Bound> items = new ArrayList<>();
    for (Node item : node.items().get()) {
      items.add(binder.bindLoose(item));
    }
    if (node.size().isPresent() && !fits(node.size().get(), items.size())) {
      throw new ExpressionException(node.at(), "as many items as the size says are expected");
    }
    CsType element =
        node.element().map(TypeNames::resolve).orElseGet(() -> common(node.at(), items));
    Eval[] evals =
        items.stream().map(i -> binder.convert(node.at(), i, element).eval()).toArray(Eval[]::new);
    return new Bound(
        CsType.arrayOf(element),
        frame -> frame.budget().charge(new CsArray(element, evaluated(evals, frame))));
  }

  private boolean fits(Node size, int count) {
    return binder.bind(size).isConstant(count);
  }

  private CsType common(int at, List<Bound> items) {
    for (Bound candidate : items) {
      CsType type = candidate.type();
      boolean typed = !type.equals(Types.NULL) && !type.equals(Types.UNTYPED);
      if (typed && items.stream().allMatch(i -> binder.tryConvert(i, type).isPresent())) {
        return type;
      }
    }
    throw new ExpressionException(at, "the items have no common type");
  }

  private Bound creation(Node.Creation node) {
    CsType type = TypeNames.resolve(node.type());
    Bound made = made(node, type);
    if (node.initializers().isEmpty()) {
      return made;
    }
    Eval create = made.eval();
    List<Initial> initials = new ArrayList<>();
    for (Node.Initializer initializer : node.initializers()) {
      initials.add(initial(initializer, type));
    }
    return new Bound(
        type,
        frame -> {
          Object value = create.eval(frame);
          for (Initial initial : initials) {
            frame.step();
            initial.apply(value, frame);
          }
          return frame.budget().charge(value);
        });
  }

  /** Puts something into a new object. */
  @FunctionalInterface
  private interface Initial {
    void apply(Object made, Frame frame);
  }

  private Bound made(Node.Creation node, CsType type) {
    if (type.is(CsType.Kind.DELEGATE) && node.arguments().size() == 1) {
      return binder.convert(node.at(), binder.bindLoose(node.arguments().get(0).value()), type);
    }
    boolean none = node.arguments().isEmpty();
    if (none && type.isValueType()) {
      Object value = Conversions.defaultOf(type);
      return new Bound(type, frame -> value);
    }
    if (none && type.equals(Types.OBJECT)) {
      return new Bound(type, frame -> new CsObject());
    }
    if (type.derivesFrom(Types.EXCEPTION)) {
      return exception(node, type);
    }
    return calls.construct(node.at(), type, node.arguments());
  }

  private Bound exception(Node.Creation node, CsType type) {
    List<Eval> arguments = new ArrayList<>();
    for (Node.Argument argument : node.arguments()) {
      arguments.add(binder.bind(argument.value()).eval());
    }
    Eval[] evals = arguments.toArray(new Eval[0]);
    return new Bound(type, frame -> DotNetException.create(type, evaluated(evals, frame)));
  }

  private Initial initial(Node.Initializer initializer, CsType type) {
    if (initializer.member().isPresent()) {
      return setter(initializer, "set_" + initializer.member().get(), type);
    }
    if (!initializer.keys().isEmpty()) {
      return setter(initializer, "set_this", type);
    }
    return setter(initializer, "Add", type);
  }

  private Initial setter(Node.Initializer initializer, String method, CsType type) {
    List<Node.Argument> arguments = new ArrayList<>();
    initializer.keys().forEach(k -> arguments.add(Node.Argument.of(k)));
    initializer.values().forEach(v -> arguments.add(Node.Argument.of(v)));
    int slot = binder.temporary(initializer.at(), type);
    Bound target = new Bound(type, frame -> frame.local(slot));
    Bound call =
        calls.invoke(
            initializer.at(),
            method,
            type,
            members.findMethods(type, method, false),
            List.of(),
            Optional.of(target),
            arguments);
    Eval eval = call.eval();
    return (made, frame) -> {
      frame.local(slot, made);
      eval.eval(frame);
    };
  }

  private Bound interpolated(Node.Interpolated text) {
    List<Eval> parts = new ArrayList<>();
    for (Object part : text.parts()) {
      parts.add(part instanceof Node.Hole hole ? hole(hole) : frame -> part);
    }
    Eval[] all = parts.toArray(new Eval[0]);
    return new Bound(
        Types.STRING,
        frame -> {
          StringBuilder out = new StringBuilder();
          for (Eval part : all) {
            out.append(part.eval(frame));
          }
          return frame.budget().charge(out.toString());
        });
  }

  private Eval hole(Node.Hole hole) {
    Eval value = binder.bind(hole.value()).eval();
    String format = hole.format().orElse(null);
    int width = hole.width().map(w -> (Integer) binder.bind(w).constant().orElse(0)).orElse(0);
    return frame -> Formats.aligned(Formats.format(value.eval(frame), format), width);
  }
}
