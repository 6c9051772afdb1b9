package dev.patienttests.local.gateway.expression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The members that expressions may use; whatever is not here is refused at load. */
final class Members {
  private record Key(String owner, String name, boolean isStatic) {}

  private final Map<String, List<Consumer<Members>>> groups = new HashMap<>();
  private final Map<Key, List<Method>> methods = new HashMap<>();
  private final Map<Key, Method> properties = new HashMap<>();

  /** All members of the subset; those of a type are read when the type is first used. */
  static Members standard() {
    Members members = new Members();
    MemberGroups.register(members);
    return members;
  }

  /** Names what registers the members of some types. */
  void group(String owners, Consumer<Members> register) {
    boolean[] done = new boolean[1];
    Consumer<Members> once =
        m -> {
          if (!done[0]) {
            done[0] = true;
            register.accept(m);
          }
        };
    for (String owner : owners.split(" ", -1)) {
      groups.computeIfAbsent(owner, o -> new ArrayList<>()).add(once);
    }
  }

  void add(String signature, Method.Code code) {
    add(Signature.method(signature, code));
  }

  void add(Method method) {
    Key key = new Key(method.on().simpleName(), method.name(), method.isStatic());
    methods.computeIfAbsent(key, k -> new ArrayList<>()).add(method);
  }

  /** A property, or with {@code static} before it a constant. */
  void property(String signature, Method.Code code) {
    Method getter = Signature.property(signature, code);
    properties.put(new Key(getter.on().simpleName(), getter.name(), getter.isStatic()), getter);
  }

  private void load(String owner) {
    List<Consumer<Members>> waiting = groups.remove(owner);
    if (waiting != null) {
      waiting.forEach(group -> group.accept(this));
    }
  }

  synchronized Optional<Method> findProperty(CsType on, String name, boolean isStatic) {
    load(on.simpleName());
    Method found = properties.get(new Key(on.simpleName(), name, isStatic));
    if (found != null || isStatic) {
      return Optional.ofNullable(found);
    }
    for (CsType base : on.supertypes()) {
      Optional<Method> inherited = findProperty(base, name, false);
      if (inherited.isPresent()) {
        return inherited;
      }
    }
    return Optional.empty();
  }

  /** Methods of the type itself. */
  synchronized List<Method> declared(CsType on, String name, boolean isStatic) {
    load(on.simpleName());
    return methods.getOrDefault(new Key(on.simpleName(), name, isStatic), List.of());
  }

  /** Methods by level: the type's own first, then what it derives from. */
  List<List<Method>> findMethods(CsType on, String name, boolean isStatic) {
    List<List<Method>> levels = new ArrayList<>();
    List<CsType> level = List.of(on);
    for (int i = 0; i < 8 && !level.isEmpty(); i++) {
      List<Method> found = new ArrayList<>();
      List<CsType> next = new ArrayList<>();
      for (CsType type : level) {
        for (Method method : declared(type, name, isStatic)) {
          // Arrays have the members of their interfaces only where they are seen as such.
          boolean hidden = on.is(CsType.Kind.ARRAY) && i > 0 && !method.extension();
          boolean own = method.on().name().equals("object");
          if ((!hidden || own) && !found.contains(method)) {
            found.add(method);
          }
        }
        type.supertypes().stream().filter(t -> !next.contains(t)).forEach(next::add);
      }
      if (!found.isEmpty()) {
        levels.add(found);
      }
      level = isStatic ? List.of() : next;
    }
    return levels;
  }
}
