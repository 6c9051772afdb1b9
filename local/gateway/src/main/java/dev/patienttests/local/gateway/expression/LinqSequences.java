package dev.patienttests.local.gateway.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** Members of Enumerable that give sequences: lazy, computed at each enumeration. */
final class LinqSequences {
  private static final String ON = "IEnumerable<T>.";

  private LinqSequences() {}

  static void register(MemberQuery m) {
    if (m.wants("Select", "SelectMany", "Where")) {
      maps(m);
    }
    if (m.wants("Take", "Skip", "TakeWhile", "SkipWhile", "TakeLast", "SkipLast", "Reverse")) {
      parts(m);
    }
    if (m.wants("Concat", "Append", "Prepend", "DefaultIfEmpty", "Zip")) {
      joins(m);
    }
    if (m.wants("Distinct", "Union", "Intersect", "Except")) {
      sets(m);
    }
  }

  private static void maps(MemberQuery m) {
    m.add("ext IEnumerable<R> " + ON + "Select<R>(Func<T, R> f)", a -> map(a, "R", false));
    m.add("ext IEnumerable<R> " + ON + "Select<R>(Func<T, int, R> f)", a -> map(a, "R", true));
    m.add("ext IEnumerable<T> " + ON + "Where(Func<T, bool> f)", a -> where(a, false));
    m.add("ext IEnumerable<T> " + ON + "Where(Func<T, int, bool> f)", a -> where(a, true));
    m.add(
        "ext IEnumerable<R> " + ON + "SelectMany<R>(Func<T, IEnumerable<R>> f)",
        LinqSequences::flat);
    m.add(
        "ext IEnumerable<R> " + ON + "SelectMany<A, R>(Func<T, IEnumerable<A>> f, Func<T, A, R> g)",
        LinqSequences::flatPairs);
  }

  private static void parts(MemberQuery m) {
    m.add("ext IEnumerable<T> " + ON + "Take(int count)", a -> part(a, 0, a.number(0)));
    m.add(
        "ext IEnumerable<T> " + ON + "Skip(int count)",
        a -> part(a, a.number(0), Integer.MAX_VALUE));
    m.add("ext IEnumerable<T> " + ON + "TakeWhile(Func<T, bool> f)", a -> whilst(a, true));
    m.add("ext IEnumerable<T> " + ON + "SkipWhile(Func<T, bool> f)", a -> whilst(a, false));
    m.add(
        "ext IEnumerable<T> " + ON + "TakeLast(int count)",
        a -> eager(a, l -> l.subList(Math.max(0, l.size() - Math.max(0, a.number(0))), l.size())));
    m.add(
        "ext IEnumerable<T> " + ON + "SkipLast(int count)",
        a -> eager(a, l -> l.subList(0, Math.max(0, l.size() - Math.max(0, a.number(0))))));
    m.add("ext IEnumerable<T> " + ON + "Reverse()", a -> eager(a, LinqSequences::reversed));
  }

  private static void joins(MemberQuery m) {
    m.add(
        "ext IEnumerable<T> " + ON + "Concat(IEnumerable<T> second)",
        a -> joined(a, List.of(Linq.source(a), Linq.other(a, 0))));
    m.add(
        "ext IEnumerable<T> " + ON + "Append(T value)",
        a -> joined(a, List.of(Linq.source(a), Collections.singletonList(a.at(0)))));
    m.add(
        "ext IEnumerable<T> " + ON + "Prepend(T value)",
        a -> joined(a, List.of(Collections.singletonList(a.at(0)), Linq.source(a))));
    m.add(
        "ext IEnumerable<T> " + ON + "DefaultIfEmpty()",
        a -> eager(a, l -> l.isEmpty() ? Collections.singletonList(Linq.defaultOf(a)) : l));
    m.add(
        "ext IEnumerable<T> " + ON + "DefaultIfEmpty(T value)",
        a -> eager(a, l -> l.isEmpty() ? Collections.singletonList(a.at(0)) : l));
    m.add(
        "ext IEnumerable<R> " + ON + "Zip<A, R>(IEnumerable<A> second, Func<T, A, R> f)",
        LinqSequences::zip);
  }

  private static CsSequence map(Args a, String result, boolean indexed) {
    Iterable<Object> source = Linq.source(a);
    CsDelegate code = a.code(0);
    Budget budget = a.budget();
    return Linq.lazy(
        a.type(result),
        () -> {
          Iterator<Object> items = source.iterator();
          int[] index = new int[1];
          return Linq.pulled(
              budget,
              () ->
                  !items.hasNext()
                      ? Linq.END
                      : indexed ? code.run(items.next(), index[0]++) : code.run(items.next()));
        });
  }

  private static CsSequence where(Args a, boolean indexed) {
    Iterable<Object> source = Linq.source(a);
    CsDelegate code = a.code(0);
    Budget budget = a.budget();
    return Linq.lazy(
        a.type("T"),
        () -> {
          Iterator<Object> items = source.iterator();
          int[] index = new int[1];
          return Linq.pulled(
              budget,
              () -> {
                while (items.hasNext()) {
                  budget.step();
                  Object item = items.next();
                  Object passes = indexed ? code.run(item, index[0]++) : code.run(item);
                  if ((Boolean) passes) {
                    return item;
                  }
                }
                return Linq.END;
              });
        });
  }

  /** A change of the whole list, done at each enumeration. */
  @FunctionalInterface
  interface Change {
    List<Object> apply(List<Object> all);
  }

  private static CsSequence eager(Args a, Change change) {
    return eager(a, a.type("T"), change);
  }

  static CsSequence eager(Args a, CsType type, Change change) {
    Linq.source(a);
    return Linq.lazy(type, () -> change.apply(Sequences.list(a.self(), a.budget())).iterator());
  }

  private static List<Object> reversed(List<Object> all) {
    List<Object> copy = new ArrayList<>(all);
    Collections.reverse(copy);
    return copy;
  }

  private static CsSequence flat(Args a) {
    CsDelegate code = a.code(0);
    return eager(
        a,
        a.type("R"),
        all -> {
          List<Object> result = new ArrayList<>();
          all.forEach(item -> result.addAll(Sequences.list(code.run(item), a.budget())));
          return result;
        });
  }

  private static CsSequence flatPairs(Args a) {
    return eager(
        a,
        a.type("R"),
        all -> {
          List<Object> result = new ArrayList<>();
          for (Object item : all) {
            Sequences.list(a.code(0).run(item), a.budget())
                .forEach(inner -> result.add(a.code(1).run(item, inner)));
          }
          return result;
        });
  }

  private static CsSequence part(Args a, int skip, int take) {
    Iterable<Object> source = Linq.source(a);
    return Linq.lazy(
        a.type("T"),
        () -> {
          Iterator<Object> items = source.iterator();
          int[] state = {skip, take};
          return Linq.pulled(
              a.budget(),
              () -> {
                while (state[0]-- > 0 && items.hasNext()) {
                  a.budget().step();
                  items.next();
                }
                return state[1]-- > 0 && items.hasNext() ? items.next() : Linq.END;
              });
        });
  }

  private static CsSequence whilst(Args a, boolean take) {
    var test = Linq.test(a, 0);
    return eager(
        a,
        all -> {
          int end = 0;
          while (end < all.size() && test.test(all.get(end))) {
            end++;
          }
          return take ? all.subList(0, end) : all.subList(end, all.size());
        });
  }

  private static CsSequence joined(Args a, List<Iterable<Object>> parts) {
    return Linq.lazy(
        a.type("T"),
        () -> {
          List<Iterator<Object>> iterators = new ArrayList<>();
          parts.forEach(p -> iterators.add(p.iterator()));
          return Linq.pulled(
              a.budget(),
              () -> {
                for (Iterator<Object> items : iterators) {
                  if (items.hasNext()) {
                    return items.next();
                  }
                }
                return Linq.END;
              });
        });
  }

  private static CsSequence zip(Args a) {
    Iterable<Object> first = Linq.source(a);
    Iterable<Object> second = Linq.other(a, 0);
    return Linq.lazy(
        a.type("R"),
        () -> {
          Iterator<Object> left = first.iterator();
          Iterator<Object> right = second.iterator();
          return Linq.pulled(
              a.budget(),
              () ->
                  left.hasNext() && right.hasNext()
                      ? a.code(1).run(left.next(), right.next())
                      : Linq.END);
        });
  }

  private static void sets(MemberQuery m) {
    for (String comparer : List.of("", "StringComparer c")) {
      String more = comparer.isEmpty() ? "" : ", " + comparer;
      m.add(
          "ext IEnumerable<T> " + ON + "Distinct(" + comparer + ")",
          a -> unique(a, comparerOf(a, 0), null, 0));
      m.add(
          "ext IEnumerable<T> " + ON + "Union(IEnumerable<T> second" + more + ")",
          a -> unique(a, comparerOf(a, 1), Linq.other(a, 0), 0));
      m.add(
          "ext IEnumerable<T> " + ON + "Intersect(IEnumerable<T> second" + more + ")",
          a -> unique(a, comparerOf(a, 1), Linq.other(a, 0), 1));
      m.add(
          "ext IEnumerable<T> " + ON + "Except(IEnumerable<T> second" + more + ")",
          a -> unique(a, comparerOf(a, 1), Linq.other(a, 0), -1));
    }
  }

  static CsComparer comparerOf(Args a, int index) {
    return a.values().length > index && a.at(index) != null
        ? (CsComparer) a.at(index)
        : CsComparer.DEFAULT;
  }

  /** Each item once: of both, only where the second has it (1), only where it has not (-1). */
  private static CsSequence unique(
      Args a, CsComparer comparer, Iterable<Object> second, int inSecond) {
    return eager(
        a,
        all -> {
          CsMap other = new CsMap(TypeTable.generic("HashSet", a.type("T")), comparer);
          CsMap seen = new CsMap(TypeTable.generic("HashSet", a.type("T")), comparer);
          List<Object> candidates = new ArrayList<>(all);
          if (second != null) {
            second.forEach(item -> (inSecond == 0 ? candidates : new ArrayList<>()).add(item));
            second.forEach(item -> other.add(item, null));
          }
          for (Object item : candidates) {
            if (inSecond == 0 || other.has(item) == (inSecond > 0)) {
              seen.add(item, null);
            }
          }
          return seen.keys();
        });
  }
}
