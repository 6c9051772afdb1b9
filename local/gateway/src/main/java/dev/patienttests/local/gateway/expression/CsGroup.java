package dev.patienttests.local.gateway.expression;

import java.util.Iterator;
import java.util.List;

/** {@code IGrouping<K, V>}. */
record CsGroup(CsType type, Object key, List<Object> items) implements Typed, Iterable<Object> {
  @Override
  public Iterator<Object> iterator() {
    return items.iterator();
  }
}
