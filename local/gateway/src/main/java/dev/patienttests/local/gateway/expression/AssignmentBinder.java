package dev.patienttests.local.gateway.expression;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Binds assignments, with an operator or without, and steps, to variables and members. */
final class AssignmentBinder {
  private final Binder binder;
  private final Locals locals;

  /** A place that can be read and written. Object and key are evaluated once. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Place(CsType type, Eval[] parts, Reader read, Writer write) {}

  @FunctionalInterface
  private interface Reader {
    Object read(Frame frame, Object[] parts);
  }

  @FunctionalInterface
  private interface Writer {
    void write(Frame frame, Object[] parts, Object value);
  }

  AssignmentBinder(Binder binder, Locals locals) {
    this.binder = binder;
    this.locals = locals;
  }

  Bound bind(Node node) {
    return node instanceof Node.Assign assign ? assign(assign) : step((Node.Step) node);
  }

  private Bound assign(Node.Assign assign) {
    boolean simple = assign.operator().equals("=");
    if (simple && assign.target() instanceof Node.Name name) {
      if (name.name().equals("_") && locals.find("_").isEmpty()) {
        return binder.bind(assign.value());
      }
      return variable(assign, name);
    }
    Place place = place(assign.target());
    if (simple) {
      Bound value = binder.convert(assign.at(), binder.bindLoose(assign.value()), place.type());
      Eval eval = value.eval();
      return new Bound(
          place.type(),
          frame -> {
            Object[] parts = evaluated(place, frame);
            Object v = eval.eval(frame);
            place.write().write(frame, parts, v);
            return v;
          });
    }
    String operator = assign.operator().substring(0, assign.operator().length() - 1);
    Bound right = binder.bind(assign.value());
    return changed(assign.at(), place, operator, right, true);
  }

  private Bound variable(Node.Assign assign, Node.Name name) {
    Locals.Local local = writable(name);
    Bound value = binder.convert(assign.at(), binder.bindLoose(assign.value()), local.type());
    locals.assign(local);
    Eval eval = value.eval();
    return new Bound(
        local.type(),
        frame -> {
          Object v = eval.eval(frame);
          local.set(frame, v);
          return v;
        });
  }

  private Locals.Local writable(Node.Name name) {
    Locals.Local local = binder.variable(name.at(), name.name());
    if (local.isReadOnly()) {
      throw new ExpressionException(name.at(), "'" + name.name() + "' cannot be assigned");
    }
    return local;
  }

  private Bound step(Node.Step step) {
    Place place = place(step.target());
    CsType bare = place.type().underlying().orElse(place.type());
    if (!bare.isNumeric()) {
      throw new ExpressionException(
          step.at(), "operator " + step.operator() + " on '" + bare + "'");
    }
    Object one = Numbers.convert(1, bare, false);
    return changed(
        step.at(), place, step.operator().substring(1), Bound.constant(bare, one), step.prefix());
  }

  /** Reads, computes, converts back to the type of the place, writes. */
  private Bound changed(int at, Place place, String operator, Bound right, boolean giveNew) {
    int slot = binder.temporary(at, Types.OBJECT);
    Bound old = new Bound(place.type(), frame -> frame.local(slot));
    Bound result = new Operators(binder).bind(at, operator, old, right);
    boolean checked = binder.overflow() == Binder.Overflow.CHECKED;
    Eval converted = back(at, place, result, right, checked);
    return new Bound(
        place.type(),
        frame -> {
          Object[] parts = evaluated(place, frame);
          Object before = place.read().read(frame, parts);
          frame.local(slot, before);
          Object after = converted.eval(frame);
          place.write().write(frame, parts, after);
          return giveNew ? after : before;
        });
  }

  private Eval back(int at, Place place, Bound result, Bound right, boolean checked) {
    Optional<Bound> implicit = binder.tryConvert(result, place.type());
    if (implicit.isPresent()) {
      return implicit.get().eval();
    }
    boolean allowed = binder.tryConvert(right, place.type()).isPresent();
    if (!allowed) {
      throw new ExpressionException(
          at, "cannot convert '" + result.type() + "' to '" + place.type() + "' implicitly");
    }
    return Conversions.explicit(result.type(), place.type(), checked)
        .map(conversion -> Binder.converted(result, place.type(), conversion).eval())
        .orElseThrow(() -> new ExpressionException(at, "the result does not fit the variable"));
  }

  private static Object[] evaluated(Place place, Frame frame) {
    Object[] parts = new Object[place.parts().length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = place.parts()[i].eval(frame);
    }
    if (parts.length > 0 && parts[0] == null) {
      throw DotNetException.nullReference();
    }
    return parts;
  }

  private Place place(Node target) {
    if (target instanceof Node.Name name) {
      Locals.Local local = writable(name);
      binder.bind(name);
      return new Place(
          local.type(),
          new Eval[0],
          (frame, parts) -> local.get(frame),
          (frame, parts, value) -> local.set(frame, value));
    }
    if (target instanceof Node.Index index && index.arguments().size() == 1) {
      return element(index);
    }
    if (target instanceof Node.Member member && binder.asType(member.target()).isEmpty()) {
      return member(member, binder.bind(member.target()));
    }
    throw new ExpressionException(target.at(), "this cannot be assigned");
  }

  private Place element(Node.Index index) {
    Bound on = binder.bind(index.target());
    Bound key = binder.bindLoose(index.arguments().get(0).value());
    List<List<Method>> setters = binder.members().findMethods(on.type(), "set_this", false);
    for (Method setter : setters.stream().flatMap(List::stream).toList()) {
      Inference inference = new Inference();
      inference.unify(setter.on(), on.type());
      Map<String, CsType> types = Map.copyOf(inference.bindings());
      Optional<Bound> converted =
          binder.tryConvert(key, setter.parameters().get(0).substitute(types));
      if (converted.isPresent()) {
        CsType type = setter.parameters().get(1).substitute(types);
        Method getter = getter(index, on.type(), setter);
        return new Place(
            type,
            new Eval[] {on.eval(), converted.get().eval()},
            (frame, parts) ->
                getter.code().run(new Args(parts[0], new Object[] {parts[1]}, types, frame)),
            (frame, parts, value) ->
                setter
                    .code()
                    .run(new Args(parts[0], new Object[] {parts[1], value}, types, frame)));
      }
    }
    throw new ExpressionException(
        index.at(), "an element of '" + on.type() + "' cannot be assigned");
  }

  private Method getter(Node.Index index, CsType on, Method setter) {
    CsType key = setter.parameters().get(0);
    return binder.members().findMethods(on, "this", false).stream()
        .flatMap(List::stream)
        .filter(m -> m.parameters().size() == 1 && m.parameters().get(0).equals(key))
        .findFirst()
        .orElseThrow(() -> Binder.unknown(index.at(), on, "[]"));
  }

  /** A property with a setter, or a member of a tuple in a variable. */
  private Place member(Node.Member member, Bound on) {
    CsType type = on.type();
    int index = type.is(CsType.Kind.TUPLE) ? MemberBinder.position(type, member.name()) : -1;
    if (index >= 0) {
      return new Place(
          type.argument(index),
          new Eval[] {on.eval()},
          (frame, parts) -> ((CsRecord) parts[0]).values()[index],
          (frame, parts, value) -> ((CsRecord) parts[0]).values()[index] = value);
    }
    Method setter =
        binder.members().findMethods(type, "set_" + member.name(), false).stream()
            .flatMap(List::stream)
            .findFirst()
            .orElseThrow(
                () ->
                    new ExpressionException(
                        member.at(), "'" + member.name() + "' cannot be assigned"));
    Optional<Method> getter = binder.members().findProperty(type, member.name(), false);
    Map<String, CsType> types = Map.of();
    return new Place(
        setter.parameters().get(0),
        new Eval[] {on.eval()},
        (frame, parts) ->
            getter.orElseThrow().code().run(new Args(parts[0], new Object[0], types, frame)),
        (frame, parts, value) ->
            setter.code().run(new Args(parts[0], new Object[] {value}, types, frame)));
  }
}
