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
  private final Map<String, Named> known = new HashMap<>();

  /** The members of one type that have one name. */
  private record Named(List<Method> methods, Optional<Method> property) {}

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
  private Named named(CsType on, String name, boolean isStatic) {
    String key = Signature.key(on.simpleName(), name, isStatic);
    Named named = known.get(key);
    if (named == null) {
      named = read(MemberQuery.named(on.simpleName(), name, isStatic));
      known.put(key, named);
    }
    return named;
  }

  private static Named read(MemberQuery query) {
    List<Method> methods = new ArrayList<>();
    for (Signature method : query.methods()) {
      methods.add(method.method());
    }
    Optional<Method> property = Optional.empty();
    for (Signature getter : query.properties()) {
      property = Optional.of(getter.method());
    }
    return new Named(methods, property);
  }

  synchronized Optional<Method> findProperty(CsType on, String name, boolean isStatic) {
    Optional<Method> found = named(on, name, isStatic).property();
    if (found.isPresent() || isStatic) {
      return found;
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
    return named(on, name, isStatic).methods();
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
