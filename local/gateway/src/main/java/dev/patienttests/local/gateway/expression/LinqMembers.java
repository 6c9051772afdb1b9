package dev.patienttests.local.gateway.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** Members of Enumerable that give single values or other collections. */
final class LinqMembers {
  private static final String ON = "IEnumerable<T>.";

  private LinqMembers() {}

  static void register(MemberQuery m) {
    if (m.wants("First", "FirstOrDefault", "Last", "LastOrDefault", "Single", "SingleOrDefault")) {
      items(m);
    }
    if (m.wants("Any", "All", "Count", "LongCount", "Contains", "SequenceEqual")) {
      questions(m);
    }
    if (m.wants("ElementAt", "ElementAtOrDefault")) {
      m.add("ext T " + ON + "ElementAt(int index)", a -> at(a, true));
      m.add("ext T " + ON + "ElementAtOrDefault(int index)", a -> at(a, false));
    }
    if (m.wants("ToArray", "ToList", "AsEnumerable", "ToHashSet", "ToDictionary", "ToLookup")) {
      collections(m);
    }
    if (m.wants("Aggregate", "Sum", "Average", "Min", "Max", "MinBy", "MaxBy")) {
      aggregates(m);
    }
  }

  private static void items(MemberQuery m) {
    for (boolean tested : new boolean[] {false, true}) {
      String list = tested ? "(Func<T, bool> f)" : "()";
      m.add("ext T " + ON + "First" + list, a -> Linq.first(a, tested, Linq.failing(tested)));
      m.add(
          "ext T " + ON + "FirstOrDefault" + list,
          a -> Linq.first(a, tested, () -> Linq.defaultOf(a)));
      m.add("ext T " + ON + "Last" + list, a -> Linq.last(a, tested, Linq.failing(tested)));
      m.add(
          "ext T " + ON + "LastOrDefault" + list,
          a -> Linq.last(a, tested, () -> Linq.defaultOf(a)));
      m.add("ext T " + ON + "Single" + list, a -> Linq.single(a, tested, Linq.failing(tested)));
      m.add(
          "ext T " + ON + "SingleOrDefault" + list,
          a -> Linq.single(a, tested, () -> Linq.defaultOf(a)));
    }
  }

  private static void questions(MemberQuery m) {
    for (boolean tested : new boolean[] {false, true}) {
      String list = tested ? "(Func<T, bool> f)" : "()";
      m.add(
          "ext bool " + ON + "Any" + list, a -> Linq.first(a, tested, () -> Linq.END) != Linq.END);
      m.add(
          "ext int " + ON + "Count" + list,
          a ->
              !tested && a.self() instanceof LinqOrders.Ordered o
                  ? Sequences.list(o.source(), a.budget()).size()
                  : Linq.matching(a, tested).size());
      m.add("ext long " + ON + "LongCount" + list, a -> (long) Linq.matching(a, tested).size());
    }
    m.add("ext bool " + ON + "All(Func<T, bool> f)", LinqMembers::all);
    m.add("ext bool " + ON + "Contains(T value)", a -> contains(a, CsComparer.DEFAULT));
    m.add(
        "ext bool " + ON + "Contains(T value, StringComparer comparer)",
        a -> contains(a, (CsComparer) a.at(1)));
    m.add("ext bool " + ON + "SequenceEqual(IEnumerable<T> second)", LinqMembers::sequenceEqual);
  }

  private static Object all(Args a) {
    var test = Linq.test(a, 0);
    for (Object item : Linq.source(a)) {
      a.budget().step();
      if (!test.test(item)) {
        return false;
      }
    }
    return true;
  }

  private static Object at(Args a, boolean required) {
    int index = a.number(0);
    int i = 0;
    for (Object item : Linq.source(a)) {
      a.budget().step();
      if (i++ == index) {
        return item;
      }
    }
    if (required) {
      throw DotNetException.outOfRange("index");
    }
    return Linq.defaultOf(a);
  }

  private static Object contains(Args a, CsComparer comparer) {
    for (Object item : Linq.source(a)) {
      a.budget().step();
      if (comparer.same(item, a.at(0))) {
        return true;
      }
    }
    return false;
  }

  private static Object sequenceEqual(Args a) {
    Iterator<Object> left = Linq.source(a).iterator();
    Iterator<Object> right = Linq.other(a, 0).iterator();
    while (left.hasNext() && right.hasNext()) {
      a.budget().step();
      if (!RuntimeTypes.same(left.next(), right.next())) {
        return false;
      }
    }
    return !left.hasNext() && !right.hasNext();
  }

  private static void collections(MemberQuery m) {
    m.add("ext T[] " + ON + "ToArray()", a -> CsArray.of(a.type("T"), Linq.list(a)));
    m.add("ext List<T> " + ON + "ToList()", a -> CsList.of(a.type("T"), Linq.list(a)));
    m.add("ext IEnumerable<T> " + ON + "AsEnumerable()", a -> a.self());
    m.add("ext HashSet<T> " + ON + "ToHashSet()", a -> set(a, CsComparer.DEFAULT));
    m.add(
        "ext HashSet<T> " + ON + "ToHashSet(StringComparer comparer)",
        a -> set(a, (CsComparer) a.at(0)));
    for (String comparer : List.of("", ", StringComparer c")) {
      m.add(
          "ext Dictionary<K, T> " + ON + "ToDictionary<K>(Func<T, K> key" + comparer + ")",
          a -> dictionary(a, null, 1));
      m.add(
          "ext Dictionary<K, V> "
              + ON
              + "ToDictionary<K, V>(Func<T, K> key, Func<T, V> value"
              + comparer
              + ")",
          a -> dictionary(a, a.code(1), 2));
    }
    m.add(
        "ext Lookup<K, T> " + ON + "ToLookup<K>(Func<T, K> key)",
        a ->
            new CsLookup(
                a.type("K"),
                a.type("T"),
                Linq.grouped(Linq.source(a), a.code(0), null, CsComparer.DEFAULT, a.budget())));
    m.add(
        "ext Lookup<K, V> " + ON + "ToLookup<K, V>(Func<T, K> key, Func<T, V> value)",
        a ->
            new CsLookup(
                a.type("K"),
                a.type("V"),
                Linq.grouped(
                    Linq.source(a), a.code(0), a.code(1), CsComparer.DEFAULT, a.budget())));
  }

  /** What {@code ToLookup} and {@code GroupBy} give. */
  static void groups(MemberQuery m) {
    m.add("IEnumerable<V> Lookup<K, V>.this(K key)", a -> a.me(CsLookup.class).get(a.at(0)));
    m.add("bool Lookup<K, V>.Contains(K key)", a -> a.me(CsLookup.class).has(a.at(0)));
    m.property("int Lookup<K, V>.Count", a -> a.me(CsLookup.class).size());
    m.property("K IGrouping<K, V>.Key", a -> a.me(CsGroup.class).key());
  }

  private static CsMap set(Args a, CsComparer comparer) {
    CsMap set =
        new CsMap(
            TypeTable.generic("HashSet", a.type("T")),
            comparer == null ? CsComparer.DEFAULT : comparer);
    Linq.list(a).forEach(i -> set.add(i, null));
    return set;
  }

  private static Object dictionary(Args a, CsDelegate value, int comparerAt) {
    CsType type =
        TypeTable.generic("Dictionary", a.type("K"), value == null ? a.type("T") : a.type("V"));
    boolean given = a.values().length > comparerAt && a.at(comparerAt) != null;
    CsMap map = new CsMap(type, given ? (CsComparer) a.at(comparerAt) : CsComparer.DEFAULT);
    for (Object item : Linq.source(a)) {
      a.budget().step();
      Object key = a.code(0).run(item);
      if (!map.add(key, value == null ? item : value.run(item))) {
        throw DotNetException.argument("An item with the same key has already been added.");
      }
    }
    return map;
  }

  private static void aggregates(MemberQuery m) {
    m.add("ext T " + ON + "Aggregate(Func<T, T, T> f)", a -> fold(a, Linq.END, a.code(0)));
    m.add(
        "ext A " + ON + "Aggregate<A>(A seed, Func<A, T, A> f)", a -> fold(a, a.at(0), a.code(1)));
    m.add(
        "ext R " + ON + "Aggregate<A, R>(A seed, Func<A, T, A> f, Func<A, R> result)",
        a -> a.code(2).run(fold(a, a.at(0), a.code(1))));
    for (String name : List.of("int", "long", "double", "decimal", "float")) {
      CsType type = TypeTable.named(name);
      CsType mean = name.equals("int") || name.equals("long") ? Types.DOUBLE : type;
      for (String suffix : List.of("", "?")) {
        boolean nullable = !suffix.isEmpty();
        String of = name + suffix;
        m.add("ext " + of + " IEnumerable<" + of + ">.Sum()", a -> sum(Linq.list(a), type));
        m.add("ext " + of + " " + ON + "Sum(Func<T, " + of + "> f)", a -> sum(mapped(a), type));
        m.add(
            "ext " + mean + suffix + " IEnumerable<" + of + ">.Average()",
            a -> average(Linq.list(a), type, mean, nullable));
        m.add(
            "ext " + mean + suffix + " " + ON + "Average(Func<T, " + of + "> f)",
            a -> average(mapped(a), type, mean, nullable));
      }
    }
    for (String name : List.of("Min", "Max")) {
      int direction = name.equals("Min") ? -1 : 1;
      m.add("ext T " + ON + name + "()", a -> extreme(Linq.list(a), a.type("T"), direction));
      m.add(
          "ext R " + ON + name + "<R>(Func<T, R> f)",
          a -> extreme(mapped(a), a.type("R"), direction));
      m.add("ext T " + ON + name + "By<K>(Func<T, K> f)", a -> by(a, direction));
    }
  }

  private static List<Object> mapped(Args a) {
    List<Object> all = new ArrayList<>();
    CsDelegate code = a.code(0);
    Linq.list(a).forEach(item -> all.add(code.run(item)));
    return all;
  }

  private static Object fold(Args a, Object seed, CsDelegate code) {
    Object result = seed;
    for (Object item : Linq.source(a)) {
      a.budget().step();
      result = result == Linq.END ? item : code.run(result, item);
    }
    if (result == Linq.END) {
      throw Linq.empty();
    }
    return result;
  }

  private static Object sum(List<Object> items, CsType type) {
    boolean single = type.equals(Types.FLOAT);
    CsType in = single ? Types.DOUBLE : type;
    Object total = Numbers.convert(0, in, false);
    for (Object item : items) {
      if (item != null) {
        total = Arithmetic.compute("+", in, total, Numbers.convert(item, in, false), true);
      }
    }
    return single ? Numbers.convert(total, type, false) : total;
  }

  private static Object average(List<Object> items, CsType type, CsType mean, boolean nullable) {
    List<Object> present = new ArrayList<>(items);
    present.removeIf(java.util.Objects::isNull);
    if (present.isEmpty()) {
      if (nullable) {
        return null;
      }
      throw Linq.empty();
    }
    CsType in = type.equals(Types.DECIMAL) ? type : Types.DOUBLE;
    Object total = Numbers.convert(0, in, false);
    for (Object item : present) {
      total = Arithmetic.compute("+", in, total, Numbers.convert(item, in, false), false);
    }
    Object result =
        Arithmetic.compute("/", in, total, Numbers.convert(present.size(), in, false), false);
    return Numbers.convert(result, mean, false);
  }

  private static Object extreme(List<Object> items, CsType type, int direction) {
    Object best = null;
    for (Object item : items) {
      boolean better =
          best == null || (item != null && CsComparer.DEFAULT.compare(item, best) * direction > 0);
      best = better ? item : best;
    }
    if (best == null && !type.canBeNull()) {
      throw Linq.empty();
    }
    return best;
  }

  private static Object by(Args a, int direction) {
    List<Object> items = new ArrayList<>(Linq.list(a));
    if (direction > 0) {
      Collections.reverse(items);
      List<Object> sorted = Linq.sorted(items, a.code(0), CsComparer.DEFAULT, false);
      return sorted.isEmpty() ? Linq.defaultOf(a) : sorted.get(sorted.size() - 1);
    }
    List<Object> sorted = Linq.sorted(items, a.code(0), CsComparer.DEFAULT, false);
    return sorted.isEmpty() ? Linq.defaultOf(a) : sorted.get(0);
  }
}
