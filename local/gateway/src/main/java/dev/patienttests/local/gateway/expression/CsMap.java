package dev.patienttests.local.gateway.expression;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code Dictionary<K, V>}, its sorted form, and {@code HashSet<T>} (keys alone). */
final class CsMap implements Typed, Iterable<Object> {
  private final CsType type;
  private final CsComparer comparer;
  private final Map<Object, CsPair> entries = new LinkedHashMap<>();
  private int version;

  CsMap(CsType type, CsComparer comparer) {
    this.type = type;
    this.comparer = comparer;
  }

  static CsMap dictionary(CsType key, CsType value) {
    return new CsMap(TypeTable.generic("Dictionary", key, value), CsComparer.DEFAULT);
  }

  @Override
  public CsType type() {
    return type;
  }

  boolean isSet() {
    return type.arguments().size() == 1;
  }

  CsComparer comparer() {
    return comparer;
  }

  int size() {
    return entries.size();
  }

  boolean has(Object key) {
    return entries.containsKey(folded(key));
  }

  Object get(Object key) {
    CsPair pair = entries.get(folded(key));
    return pair == null ? null : pair.value();
  }

  Object require(Object key) {
    if (!has(key)) {
      throw DotNetException.keyNotFound();
    }
    return get(key);
  }

  void put(Object key, Object value) {
    Object folded = folded(key);
    CsPair before = entries.get(folded);
    version += before == null ? 1 : 0;
    CsType pair =
        TypeTable.generic("KeyValuePair", type.argument(0), type.argument(isSet() ? 0 : 1));
    entries.put(folded, new CsPair(pair, before == null ? key : before.key(), value));
  }

  /** Adds what is not there, and tells whether it was not. */
  boolean add(Object key, Object value) {
    if (has(key)) {
      return false;
    }
    put(key, value);
    return true;
  }

  boolean remove(Object key) {
    return entries.remove(folded(key)) != null;
  }

  void clear() {
    version++;
    entries.clear();
  }

  List<Object> keys() {
    return new ArrayList<>(pairs().stream().map(CsPair::key).toList());
  }

  List<Object> values() {
    List<Object> values = new ArrayList<>();
    pairs().forEach(pair -> values.add(pair.value()));
    return values;
  }

  List<CsPair> pairs() {
    List<CsPair> pairs = new ArrayList<>(entries.values());
    if (type.simpleName().startsWith("Sorted")) {
      pairs.sort(Comparator.comparing(CsPair::key, comparer::compare));
    }
    return pairs;
  }

  private Object folded(Object key) {
    if (key == null && !isSet()) {
      throw DotNetException.argumentNull("key");
    }
    return comparer.key(key);
  }

  @Override
  public Iterator<Object> iterator() {
    Iterator<?> inner = isSet() ? keys().iterator() : pairs().iterator();
    int expected = version;
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        if (version != expected) {
          throw DotNetException.invalidOperation(
              "Collection was modified; enumeration operation may not execute.");
        }
        return inner.hasNext();
      }

      @Override
      public Object next() {
        return inner.next();
      }
    };
  }
}
