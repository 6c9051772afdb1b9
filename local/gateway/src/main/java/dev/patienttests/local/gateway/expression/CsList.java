package dev.patienttests.local.gateway.expression;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/** {@code List<T>}, {@code Queue<T>} and {@code Stack<T>}, the top of which comes last. */
final class CsList implements Typed, Iterable<Object> {
  private final CsType type;
  private final List<Object> items;
  private int version;

  CsList(CsType type, Collection<?> items) {
    this.type = type;
    this.items = new ArrayList<>(items);
  }

  static CsList of(CsType element, Collection<?> items) {
    return new CsList(TypeTable.generic("List", element), items);
  }

  @Override
  public CsType type() {
    return type;
  }

  CsType element() {
    return type.argument(0);
  }

  /** The items, to be read. */
  List<Object> items() {
    return items;
  }

  /** The items, to be changed: who iterates then fails. */
  List<Object> change() {
    version++;
    return items;
  }

  int checked(Object index) {
    int i = (Integer) index;
    if (i < 0 || i >= items.size()) {
      throw DotNetException.outOfRange("index");
    }
    return i;
  }

  @Override
  public Iterator<Object> iterator() {
    boolean backwards = type.simpleName().equals("Stack");
    int expected = version;
    return new Iterator<>() {
      private int at;

      @Override
      public boolean hasNext() {
        if (version != expected) {
          throw DotNetException.invalidOperation(
              "Collection was modified; enumeration operation may not execute.");
        }
        return at < items.size();
      }

      @Override
      public Object next() {
        int index = at++;
        return items.get(backwards ? items.size() - 1 - index : index);
      }
    };
  }
}
