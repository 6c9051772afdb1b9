package dev.patienttests.local.gateway.expression;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** {@code Lookup<K, V>}: groups by key; a key that is not there has none. */
final class CsLookup implements Typed, Iterable<Object> {
  private final CsType key;
  private final CsType value;
  private final CsMap groups;

  CsLookup(CsType key, CsType value, CsMap groups) {
    this.key = key;
    this.value = value;
    this.groups = groups;
  }

  @Override
  public CsType type() {
    return TypeTable.generic("Lookup", key, value);
  }

  int size() {
    return groups.size();
  }

  boolean has(Object wanted) {
    return wanted != null && groups.has(wanted);
  }

  Object get(Object wanted) {
    return CsList.of(value, has(wanted) ? (List<?>) groups.get(wanted) : List.of());
  }

  @Override
  public Iterator<Object> iterator() {
    return groups(groups, key, value).iterator();
  }

  /** The groups of a map of lists; what stands for null is a set. */
  @SuppressWarnings("unchecked")
  static List<Object> groups(CsMap map, CsType key, CsType value) {
    List<Object> all = new ArrayList<>();
    CsType type = TypeTable.generic("IGrouping", key, value);
    for (CsPair pair : map.pairs()) {
      boolean none = pair.key() instanceof CsMap;
      all.add(new CsGroup(type, none ? null : pair.key(), (List<Object>) pair.value()));
    }
    return all;
  }
}
