package dev.patienttests.local.gateway.expression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The members that expressions may use; whatever is not here is refused at load. */
final class Members {

  /** What a method does; {@code target} is null for a static one. */
  @FunctionalInterface
  interface Call {
    Object call(Object target, Object[] arguments);
  }

  /**
   * A method.
   *
   * @param varargs whether the last parameter is {@code params}
   * @param out index of the {@code out} parameter, or -1; the call leaves its value there
   */
  record Method(
      CsType on,
      String name,
      boolean isStatic,
      CsType returns,
      List<CsType> parameters,
      List<String> parameterNames,
      boolean varargs,
      int out,
      Call call) {

    Method params() {
      return new Method(on, name, isStatic, returns, parameters, parameterNames, true, out, call);
    }

    Method withOut(int index) {
      return new Method(
          on, name, isStatic, returns, parameters, parameterNames, varargs, index, call);
    }

    Method named(String... names) {
      return new Method(
          on, name, isStatic, returns, parameters, List.of(names), varargs, out, call);
    }
  }

  /** A property or constant. */
  record Property(CsType type, boolean isStatic, Function<Object, Object> get) {}

  private record Key(CsType on, String name, boolean isStatic) {}

  private final Map<Key, List<Method>> methods = new HashMap<>();
  private final Map<Key, Property> properties = new HashMap<>();
  private final Map<Key, Function<CsType, List<Method>>> generics = new HashMap<>();
  private final Map<CsType, List<Method>> constructors = new HashMap<>();

  /** All members of the subset. */
  static Members standard() {
    Members members = new Members();
    ContextMembers.register(members);
    StringMembers.register(members);
    JsonMembers.register(members);
    SystemMembers.register(members);
    return members;
  }

  static Method method(CsType on, String name, CsType returns, Call call, CsType... parameters) {
    return new Method(on, name, false, returns, List.of(parameters), List.of(), false, -1, call);
  }

  static Method shared(CsType on, String name, CsType returns, Call call, CsType... parameters) {
    return new Method(on, name, true, returns, List.of(parameters), List.of(), false, -1, call);
  }

  void add(Method... added) {
    for (Method method : added) {
      methods
          .computeIfAbsent(
              new Key(method.on(), method.name(), method.isStatic()), k -> new ArrayList<>())
          .add(method);
    }
  }

  void constructor(Method constructor) {
    constructors.computeIfAbsent(constructor.on(), k -> new ArrayList<>()).add(constructor);
  }

  void property(CsType on, String name, CsType type, Function<Object, Object> get) {
    properties.put(new Key(on, name, false), new Property(type, false, get));
  }

  void constant(CsType on, String name, CsType type, Object value) {
    properties.put(new Key(on, name, true), new Property(type, true, target -> value));
  }

  /** A method with one type parameter; {@code make} gives nothing for types it does not take. */
  void generic(CsType on, String name, Function<CsType, List<Method>> make) {
    generics.put(new Key(on, name, false), make);
  }

  Optional<Property> findProperty(CsType on, String name, boolean isStatic) {
    Property found = properties.get(new Key(on, name, isStatic));
    if (found != null) {
      return Optional.of(found);
    }
    return isStatic ? Optional.empty() : on.base().flatMap(b -> findProperty(b, name, false));
  }

  List<Method> findMethods(CsType on, String name, boolean isStatic) {
    List<Method> found =
        new ArrayList<>(methods.getOrDefault(new Key(on, name, isStatic), List.of()));
    on.base().ifPresent(base -> found.addAll(findMethods(base, name, isStatic)));
    return found;
  }

  List<Method> findGeneric(CsType on, String name, CsType argument) {
    Function<CsType, List<Method>> make = generics.get(new Key(on, name, false));
    if (make != null) {
      return make.apply(argument);
    }
    return on.base().map(base -> findGeneric(base, name, argument)).orElse(List.of());
  }

  List<Method> findConstructors(CsType of) {
    return constructors.getOrDefault(of, List.of());
  }
}
