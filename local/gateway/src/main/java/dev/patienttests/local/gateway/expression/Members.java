package dev.patienttests.local.gateway.expression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The members that expressions may use; whatever is not here is refused at load. */
final class Members {
  private final Set<String> read = new HashSet<>();
  private final Map<String, List<Method>> methods = new HashMap<>();
  private final Map<String, Method> properties = new HashMap<>();

  /** All members of all types. */
  static List<Method> all() {
    Map<String, Signature> all = new LinkedHashMap<>();
    for (String owner : MemberGroups.owners()) {
      MemberQuery query = MemberQuery.all(owner);
      query.methods().forEach(method -> all.put(method.toString(), method));
      query.properties().forEach(property -> all.put(property.toString(), property));
    }
    return all.values().stream().map(Signature::method).toList();
  }

  /** The tables are asked for a type's members of one name when these are first needed. */
  private void read(String owner, String name, boolean isStatic) {
    if (!read.add(Signature.key(owner, name, isStatic))) {
      return;
    }
    MemberQuery query = MemberQuery.named(owner, name, isStatic);
    for (Signature method : query.methods()) {
      methods.computeIfAbsent(method.key(), k -> new ArrayList<>()).add(method.method());
    }
    for (Signature getter : query.properties()) {
      properties.put(getter.key(), getter.method());
    }
  }

  synchronized Optional<Method> findProperty(CsType on, String name, boolean isStatic) {
    read(on.simpleName(), name, isStatic);
    Method found = properties.get(Signature.key(on.simpleName(), name, isStatic));
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
    read(on.simpleName(), name, isStatic);
    return methods.getOrDefault(Signature.key(on.simpleName(), name, isStatic), List.of());
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
        for (CsType base : type.supertypes()) {
          if (!next.contains(base)) {
            next.add(base);
          }
        }
      }
      if (!found.isEmpty()) {
        levels.add(found);
      }
      level = isStatic ? List.of() : next;
    }
    return levels;
  }
}
