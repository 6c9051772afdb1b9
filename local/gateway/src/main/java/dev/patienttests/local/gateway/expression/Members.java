package dev.patienttests.local.gateway.expression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The members that expressions may use; whatever is not here is refused at load. */
final class Members {
  private final Map<String, List<Consumer<Members>>> groups = new HashMap<>();
  private final Map<String, List<Signature>> methods = new HashMap<>();
  private final Map<String, Signature> properties = new HashMap<>();

  /** All members of the subset; those of a type are read when the type is first used. */
  static Members standard() {
    Members members = new Members();
    MemberGroups.register(members);
    return members;
  }

  /**
   * Names what registers the members of some types: all of them, or where a colon follows the name
   * of the type its constructors and static ones, where a point does the others.
   */
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
    Signature method = Signature.ofMethod(signature, code);
    methods.computeIfAbsent(method.key(), k -> new ArrayList<>()).add(method);
  }

  /** A property, or with {@code static} before it a constant. */
  void property(String signature, Method.Code code) {
    Signature getter = Signature.ofProperty(signature, code);
    properties.put(getter.key(), getter);
  }

  /** All members of all types. */
  synchronized List<Method> all() {
    List.copyOf(groups.keySet()).forEach(this::load);
    return Stream.concat(
            methods.values().stream().flatMap(List::stream), properties.values().stream())
        .map(Signature::method)
        .toList();
  }

  private void load(CsType on, boolean isStatic) {
    load(on.simpleName());
    load(Signature.key(on.simpleName(), "", isStatic));
  }

  private void load(String owner) {
    List<Consumer<Members>> waiting = groups.remove(owner);
    if (waiting != null) {
      waiting.forEach(group -> group.accept(this));
    }
  }

  synchronized Optional<Method> findProperty(CsType on, String name, boolean isStatic) {
    load(on, isStatic);
    Signature found = properties.get(Signature.key(on.simpleName(), name, isStatic));
    if (found != null || isStatic) {
      return Optional.ofNullable(found).map(Signature::method);
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
    load(on, isStatic);
    List<Signature> found = methods.get(Signature.key(on.simpleName(), name, isStatic));
    return found == null ? List.of() : found.stream().map(Signature::method).toList();
  }

  /** Methods by level: the type's own first, then what it derives from. */
  List<List<Method>> findMethods(CsType on, String name, boolean isStatic) {
    List<List<Method>> levels = new ArrayList<>();
    List<CsType> level = List.of(on);
    for (int i = 0; i < 8 && !level.isEmpty(); i++) {
      List<Method> found = new ArrayList<>();
      List<CsType> next = new ArrayList<>();
      Set<String> seen = new HashSet<>();
      for (CsType type : level) {
        boolean twice = !seen.add(type.simpleName());
        for (Method method : twice ? List.<Method>of() : declared(type, name, isStatic)) {
          // Arrays have the members of their interfaces only where they are seen as such.
          boolean hidden = on.is(CsType.Kind.ARRAY) && i > 0 && !method.extension();
          boolean own = method.on().name().equals("object");
          if (!hidden || own) {
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
