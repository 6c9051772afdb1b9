package dev.patienttests.local.gateway.expression;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What the members of Enumerable are made of. */
final class Linq {
  private Linq() {}

  /** The source, which must not be null. */
  static Iterable<Object> source(Args a) {
    if (a.self() == null) {
      throw DotNetException.argumentNull("source");
    }
    return Sequences.items(a.self());
  }

  static Iterable<Object> other(Args a, int index) {
    if (a.at(index) == null) {
      throw DotNetException.argumentNull("second");
    }
    return Sequences.items(a.at(index));
  }

  static List<Object> list(Args a) {
    source(a);
    return Sequences.list(a.self(), a.budget());
  }

  static Predicate<Object> test(Args a, int index) {
    CsDelegate code = a.code(index);
    return item -> (Boolean) code.run(item);
  }

  /** A lazy sequence of that type. */
  static CsSequence lazy(CsType element, Supplier<Iterator<Object>> source) {
    return CsSequence.of(element, source);
  }

  /** Gives the next item, or {@link #END}. */
  @FunctionalInterface
  interface Pull {
    Object next();
  }

  static final Object END = new Object();

  /** An iterator out of a function that gives one item after the other. */
  static Iterator<Object> pulled(Budget budget, Pull pull) {
    return new Iterator<>() {
      private Object ahead;
      private boolean ready;

      @Override
      public boolean hasNext() {
        if (!ready) {
          budget.step();
          ahead = pull.next();
          ready = true;
        }
        return ahead != END;
      }

      @Override
      public Object next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        ready = false;
        return ahead;
      }
    };
  }

  static DotNetException empty() {
    return DotNetException.invalidOperation("Sequence contains no elements");
  }

  static DotNetException noMatch() {
    return DotNetException.invalidOperation("Sequence contains no matching element");
  }

  /** Items that a test lets pass, or all. */
  static List<Object> matching(Args a, boolean tested) {
    List<Object> all = list(a);
    return tested ? all.stream().filter(test(a, 0)).toList() : all;
  }

  /** The first item or, where there is none, what the supplier gives. */
  static Object first(Args a, boolean tested, Supplier<Object> otherwise) {
    Predicate<Object> test = tested ? test(a, 0) : item -> true;
    for (Object item : source(a)) {
      a.budget().step();
      if (test.test(item)) {
        return item;
      }
    }
    return otherwise.get();
  }

  static Object last(Args a, boolean tested, Supplier<Object> otherwise) {
    List<Object> found = matching(a, tested);
    return found.isEmpty() ? otherwise.get() : found.get(found.size() - 1);
  }

  static Object single(Args a, boolean tested, Supplier<Object> otherwise) {
    List<Object> found = matching(a, tested);
    if (found.size() > 1) {
      throw DotNetException.invalidOperation("Sequence contains more than one element");
    }
    return found.isEmpty() ? otherwise.get() : found.get(0);
  }

  static Object defaultOf(Args a) {
    return Conversions.defaultOf(a.type("T"));
  }

  static Supplier<Object> failing(boolean tested) {
    return () -> {
      throw tested ? noMatch() : empty();
    };
  }

  /** The items in the order of the delegate's keys; equal keys keep theirs. */
  static List<Object> sorted(
      List<Object> items, CsDelegate key, CsComparer comparer, boolean down) {
    List<Object[]> keyed = new ArrayList<>();
    for (Object item : items) {
      keyed.add(new Object[] {key.run(item), item});
    }
    keyed.sort((x, y) -> comparer.compare(x[0], y[0]) * (down ? -1 : 1));
    List<Object> result = new ArrayList<>();
    keyed.forEach(pair -> result.add(pair[1]));
    return result;
  }

  /** Groups in the order of their first items. */
  static CsMap grouped(
      Iterable<Object> items,
      CsDelegate key,
      CsDelegate element,
      CsComparer comparer,
      Budget budget) {
    CsMap groups = new CsMap(TypeTable.generic("HashSet", Types.OBJECT), comparer);
    CsMap map = new CsMap(TypeTable.generic("Dictionary", Types.OBJECT, Types.OBJECT), comparer);
    for (Object item : items) {
      budget.step();
      Object k = key.run(item);
      Object slot = k == null ? groups : k;
      if (!map.has(slot)) {
        map.put(slot, new ArrayList<>());
      }
      @SuppressWarnings("unchecked")
      List<Object> group = (List<Object>) map.get(slot);
      group.add(element == null ? item : element.run(item));
    }
    return map;
  }
}
