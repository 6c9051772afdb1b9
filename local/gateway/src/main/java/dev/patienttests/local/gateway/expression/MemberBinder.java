package dev.patienttests.local.gateway.expression;

import java.util.Map;
import java.util.Optional;

/** Binds members that are no calls: properties, constants, values of enumerations. */
final class MemberBinder {
  private final Binder binder;

  MemberBinder(Binder binder) {
    this.binder = binder;
  }

  Bound bind(Node.Member member) {
    Optional<CsType> type = binder.asType(member.target());
    if (type.isPresent()) {
      return constant(member, type.get());
    }
    Bound target = binder.bind(member.target());
    return access(member, target);
  }

  boolean exists(CsType type, String name) {
    return binder.members().findProperty(type, name, false).isPresent()
        || type.parameters().contains(name);
  }

  private Bound constant(Node.Member member, CsType type) {
    if (type.is(CsType.Kind.ENUM) && type.values().containsKey(member.name())) {
      return Bound.constant(type, EnumValue.of(type, member.name()));
    }
    Optional<Method> property = binder.members().findProperty(type, member.name(), true);
    if (property.isPresent()) {
      Method.Code code = property.get().code();
      Map<String, CsType> types = type.bindings();
      CsType returns = property.get().returns();
      boolean fixed = returns.isNumeric() || returns.equals(Types.CHAR);
      if (fixed && !member.name().equals("TickCount")) {
        return Bound.constant(returns, code.run(new Args(null, new Object[0], types, null)));
      }
      return new Bound(returns, frame -> code.run(new Args(null, new Object[0], types, frame)));
    }
    if (!binder.members().findMethods(type, member.name(), true).isEmpty()) {
      return Bound.untyped(member);
    }
    throw Binder.unknown(member.at(), type, member.name());
  }

  private Bound access(Node.Member member, Bound target) {
    CsType type = target.type();
    Eval eval = target.eval();
    if (type.underlying().isPresent()) {
      return nullable(member, target);
    }
    boolean record =
        type.is(CsType.Kind.ANONYMOUS)
            || type.is(CsType.Kind.TUPLE)
            || type.simpleName().equals("Tuple");
    int index = record ? position(type, member.name()) : -1;
    if (index >= 0) {
      return new Bound(
          type.argument(index), frame -> ((CsRecord) present(eval.eval(frame))).values()[index]);
    }
    Optional<Method> property = binder.members().findProperty(type, member.name(), false);
    if (property.isEmpty()) {
      if (!binder.members().findMethods(type, member.name(), false).isEmpty()) {
        return Bound.untyped(member);
      }
      throw Binder.unknown(member.at(), type, member.name());
    }
    Inference inference = new Inference();
    inference.unify(property.get().on(), type);
    Map<String, CsType> types = Map.copyOf(inference.bindings());
    Method.Code code = property.get().code();
    return new Bound(
        property.get().returns().substitute(types),
        frame -> code.run(new Args(present(eval.eval(frame)), new Object[0], types, frame)));
  }

  /** Index of a member of a tuple, which is also known as Item1 and so on. */
  static int position(CsType type, String name) {
    int index = type.parameters().indexOf(name);
    if (index < 0 && !type.is(CsType.Kind.ANONYMOUS) && name.matches("Item[1-9]")) {
      int item = name.charAt(4) - '1';
      return item < type.arguments().size() ? item : -1;
    }
    return index;
  }

  private static Object present(Object value) {
    if (value == null) {
      throw DotNetException.nullReference();
    }
    return value;
  }

  private Bound nullable(Node.Member member, Bound target) {
    Eval eval = target.eval();
    if (member.name().equals("HasValue")) {
      return new Bound(Types.BOOL, frame -> eval.eval(frame) != null);
    }
    if (!member.name().equals("Value")) {
      throw Binder.unknown(member.at(), target.type(), member.name());
    }
    CsType inner = target.type().underlying().orElseThrow();
    return Binder.converted(
        target, inner, Conversions.explicit(target.type(), inner, false).orElseThrow());
  }
}
