package dev.patienttests.local.gateway.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** Members of Enumerable that sort, group and join. */
final class LinqOrders {
  private static final String ON = "IEnumerable<T>.";

  private LinqOrders() {}

  static void register(MemberQuery m) {
    if (m.wants("OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending")) {
      orders(m);
    }
    if (m.wants("GroupBy", "Join", "GroupJoin")) {
      groups(m);
    }
  }

  /** An ordered sequence: what {@code ThenBy} refines. */
  record Ordered(CsType type, Iterable<Object> source, List<Object[]> keys, Budget budget)
      implements Typed, Iterable<Object> {
    @Override
    public Iterator<Object> iterator() {
      List<Object> items = Sequences.list(source, budget);
      for (int i = keys.size() - 1; i >= 0; i--) {
        Object[] key = keys.get(i);
        items = Linq.sorted(items, (CsDelegate) key[0], (CsComparer) key[1], (Boolean) key[2]);
      }
      return items.iterator();
    }
  }

  private static void orders(MemberQuery m) {
    for (String name : List.of("By", "ByDescending")) {
      boolean down = name.endsWith("Descending");
      for (String comparer : List.of("", ", StringComparer c")) {
        m.add(
            "ext IOrderedEnumerable<T> "
                + ON
                + "Order"
                + name
                + "<K>(Func<T, K> key"
                + comparer
                + ")",
            a ->
                new Ordered(
                    TypeTable.generic("IOrderedEnumerable", a.type("T")),
                    Linq.source(a),
                    Collections.singletonList(
                        new Object[] {a.code(0), LinqSequences.comparerOf(a, 1), down}),
                    a.budget()));
        m.add(
            "ext IOrderedEnumerable<T> IOrderedEnumerable<T>.Then"
                + name
                + "<K>(Func<T, K> key"
                + comparer
                + ")",
            a -> refined(a, down));
      }
    }
  }

  private static Object refined(Args a, boolean down) {
    Ordered before = a.me(Ordered.class);
    List<Object[]> keys = new ArrayList<>(before.keys());
    keys.add(new Object[] {a.code(0), LinqSequences.comparerOf(a, 1), down});
    return new Ordered(before.type(), before.source(), keys, before.budget());
  }

  private static void groups(MemberQuery m) {
    for (String comparer : List.of("", ", StringComparer c")) {
      m.add(
          "ext IEnumerable<IGrouping<K, T>> " + ON + "GroupBy<K>(Func<T, K> key" + comparer + ")",
          a -> grouped(a, null, null, "T", 1));
      m.add(
          "ext IEnumerable<IGrouping<K, V>> "
              + ON
              + "GroupBy<K, V>(Func<T, K> key, Func<T, V> value"
              + comparer
              + ")",
          a -> grouped(a, a.code(1), null, "V", 2));
      m.add(
          "ext IEnumerable<R> "
              + ON
              + "GroupBy<K, R>(Func<T, K> key, Func<K, IEnumerable<T>, R> result"
              + comparer
              + ")",
          a -> grouped(a, null, a.code(1), "T", 2));
      m.add(
          "ext IEnumerable<R> "
              + ON
              + "GroupBy<K, V, R>(Func<T, K> key, Func<T, V> value, Func<K, IEnumerable<V>, R> result"
              + comparer
              + ")",
          a -> grouped(a, a.code(1), a.code(2), "V", 3));
    }
    m.add(
        "ext IEnumerable<R> "
            + ON
            + "Join<A, K, R>(IEnumerable<A> inner, Func<T, K> k1, Func<A, K> k2, Func<T, A, R> f)",
        a -> join(a, false));
    m.add(
        "ext IEnumerable<R> "
            + ON
            + "GroupJoin<A, K, R>(IEnumerable<A> inner, Func<T, K> k1, Func<A, K> k2, Func<T, IEnumerable<A>, R> f)",
        a -> join(a, true));
  }

  private static CsSequence grouped(
      Args a, CsDelegate value, CsDelegate result, String element, int comparerAt) {
    CsType key = a.type("K");
    CsType type =
        result == null ? TypeTable.generic("IGrouping", key, a.type(element)) : a.type("R");
    return LinqSequences.eager(
        a,
        type,
        all -> {
          CsMap map =
              Linq.grouped(
                  all, a.code(0), value, LinqSequences.comparerOf(a, comparerAt), a.budget());
          List<Object> groups = CsLookup.groups(map, key, a.type(element));
          return result == null
              ? groups
              : groups.stream().map(g -> result.run(((CsGroup) g).key(), g)).toList();
        });
  }

  private static CsSequence join(Args a, boolean whole) {
    return LinqSequences.eager(
        a,
        a.type("R"),
        all -> {
          CsLookup lookup =
              new CsLookup(
                  a.type("K"),
                  a.type("A"),
                  Linq.grouped(Linq.other(a, 0), a.code(2), null, CsComparer.DEFAULT, a.budget()));
          List<Object> result = new ArrayList<>();
          for (Object item : all) {
            Object matches = lookup.get(a.code(1).run(item));
            if (whole) {
              result.add(a.code(3).run(item, matches));
            } else {
              Sequences.items(matches).forEach(inner -> result.add(a.code(3).run(item, inner)));
            }
          }
          return result;
        });
  }
}
