package dev.patienttests.local.gateway.expression;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Finds what type variables stand for, from the types of arguments. */
final class Inference {
  private final Map<String, CsType> bindings = new HashMap<>();

  Map<String, CsType> bindings() {
    return bindings;
  }

  void bind(String variable, CsType type) {
    bindings.put(variable, type);
  }

  boolean isOpen(CsType type) {
    if (type.is(CsType.Kind.VARIABLE)) {
      return !bindings.containsKey(type.name());
    }
    for (CsType argument : type.arguments()) {
      if (isOpen(argument)) {
        return true;
      }
    }
    return false;
  }

  /** Learns from an argument; false where it can be none of that parameter. */
  boolean unify(CsType parameter, CsType argument) {
    if (argument.equals(Types.NULL) || argument.equals(Types.UNTYPED)) {
      return true;
    }
    if (parameter.is(CsType.Kind.VARIABLE)) {
      return variable(parameter.name(), argument);
    }
    if (parameter.arguments().isEmpty()) {
      return true;
    }
    if (parameter.is(CsType.Kind.NULLABLE)) {
      return unify(parameter.argument(0), argument.underlying().orElse(argument));
    }
    if (parameter.is(CsType.Kind.ARRAY) && !argument.is(CsType.Kind.ARRAY)) {
      return false;
    }
    Optional<CsType> same = argument.as(parameter.simpleName());
    if (same.isEmpty() || same.get().arguments().size() != parameter.arguments().size()) {
      return false;
    }
    for (int i = 0; i < parameter.arguments().size(); i++) {
      CsType inner = parameter.argument(i);
      CsType given = same.get().argument(i);
      boolean fixed = !isOpen(inner) && !inner.is(CsType.Kind.VARIABLE);
      if (fixed && inner.arguments().isEmpty() && !inner.equals(given)) {
        return given.derivesFrom(inner) && !given.isValueType();
      }
      if (!unify(inner, given)) {
        return false;
      }
    }
    return true;
  }

  private boolean variable(String name, CsType argument) {
    if (argument.equals(Types.VOID)) {
      return false;
    }
    CsType known = bindings.get(name);
    if (known == null || known.equals(argument)) {
      bindings.put(name, argument);
      return true;
    }
    if (Conversions.implicit(known, argument).isPresent()) {
      bindings.put(name, argument);
      return true;
    }
    return Conversions.implicit(argument, known).isPresent();
  }
}
