package dev.patienttests.local.gateway.expression;

import java.util.List;

/** Members of dictionaries, sets, pairs, tuples, and of collections' interfaces. */
final class MapMembers {
  private MapMembers() {}

  private static CsMap me(Args a) {
    return a.me(CsMap.class);
  }

  private static Object run(Runnable action) {
    action.run();
    return null;
  }

  static void dictionaries(MemberQuery m) {
    for (String name : List.of("Dictionary", "SortedDictionary")) {
      String on = name + "<K, V>";
      CsType raw = TypeTable.find(name, 2).orElseThrow();
      m.add("new " + on + "()", a -> map(a, raw, CsComparer.DEFAULT));
      m.add("new " + on + "(StringComparer comparer)", a -> map(a, raw, (CsComparer) a.at(0)));
      m.add("new " + on + "(IDictionary<K, V> other)", a -> filled(a, raw));
      if (name.equals("Dictionary")) {
        m.add("new " + on + "(int capacity)", a -> map(a, raw, CsComparer.DEFAULT));
      }
    }
    for (String on : List.of("Dictionary<K, V>", "SortedDictionary<K, V>", "IDictionary<K, V>")) {
      m.property("int " + on + ".Count", a -> me(a).size());
      m.property("ICollection<K> " + on + ".Keys", a -> CsList.of(a.type("K"), me(a).keys()));
      m.property("ICollection<V> " + on + ".Values", a -> CsList.of(a.type("V"), me(a).values()));
      m.add("V " + on + ".this(K key)", a -> me(a).require(a.at(0)));
      m.add(
          "void " + on + ".set_this(K key, V value)", a -> run(() -> me(a).put(a.at(0), a.at(1))));
      m.add("void " + on + ".Add(K key, V value)", MapMembers::add);
      m.add("bool " + on + ".TryAdd(K key, V value)", a -> me(a).add(a.at(0), a.at(1)));
      m.add("bool " + on + ".ContainsKey(K key)", a -> me(a).has(a.at(0)));
      m.add(
          "bool " + on + ".ContainsValue(V value)",
          a -> CollectionMembers.index(me(a).values(), a.at(0)) >= 0);
      m.add("bool " + on + ".Remove(K key)", a -> me(a).remove(a.at(0)));
      m.add("void " + on + ".Clear()", a -> run(me(a)::clear));
      m.add("bool " + on + ".TryGetValue(K key, out V value)", MapMembers::tryGet);
      m.add(
          "V " + on + ".GetValueOrDefault(K key)",
          a -> me(a).has(a.at(0)) ? me(a).get(a.at(0)) : Conversions.defaultOf(a.type("V")));
      m.add(
          "V " + on + ".GetValueOrDefault(K key, V other)",
          a -> me(a).has(a.at(0)) ? me(a).get(a.at(0)) : a.at(1));
    }
    m.add(
        "new KeyValuePair<K, V>(K key, V value)",
        a ->
            new CsPair(
                TypeTable.generic("KeyValuePair", a.type("K"), a.type("V")), a.at(0), a.at(1)));
    m.property("K KeyValuePair<K, V>.Key", a -> a.me(CsPair.class).key());
    m.property("V KeyValuePair<K, V>.Value", a -> a.me(CsPair.class).value());
  }

  private static CsMap map(Args a, CsType raw, CsComparer comparer) {
    return new CsMap(
        raw.of(List.of(a.type("K"), a.type("V"))),
        comparer == null ? CsComparer.DEFAULT : comparer);
  }

  private static Object filled(Args a, CsType raw) {
    CsMap map = map(a, raw, CsComparer.DEFAULT);
    a.at(0, CsMap.class).pairs().forEach(p -> map.put(p.key(), p.value()));
    return map;
  }

  private static Object add(Args a) {
    if (!me(a).add(a.at(0), a.at(1))) {
      throw DotNetException.argument("An item with the same key has already been added.");
    }
    return null;
  }

  private static Object tryGet(Args a) {
    boolean has = me(a).has(a.at(0));
    a.values()[1] = has ? me(a).get(a.at(0)) : Conversions.defaultOf(a.type("V"));
    return has;
  }

  static void sets(MemberQuery m) {
    m.add("new HashSet<T>()", a -> set(a, CsComparer.DEFAULT));
    m.add("new HashSet<T>(StringComparer comparer)", a -> set(a, (CsComparer) a.at(0)));
    m.add(
        "new HashSet<T>(IEnumerable<T> items)",
        a -> added(set(a, CsComparer.DEFAULT), Linq.other(a, 0)));
    m.add(
        "new HashSet<T>(IEnumerable<T> items, StringComparer comparer)",
        a -> added(set(a, (CsComparer) a.at(1)), Linq.other(a, 0)));
    m.property("int HashSet<T>.Count", a -> me(a).size());
    m.add("bool HashSet<T>.Add(T item)", a -> me(a).add(a.at(0), null));
    m.add("bool HashSet<T>.Contains(T item)", a -> me(a).has(a.at(0)));
    m.add("bool HashSet<T>.Remove(T item)", a -> me(a).remove(a.at(0)));
    m.add("void HashSet<T>.Clear()", a -> run(me(a)::clear));
    m.add(
        "void HashSet<T>.UnionWith(IEnumerable<T> other)",
        a -> run(() -> added(me(a), Linq.other(a, 0))));
    m.add(
        "void HashSet<T>.IntersectWith(IEnumerable<T> other)",
        a -> run(() -> me(a).keys().stream().filter(k -> !other(a).has(k)).forEach(me(a)::remove)));
    m.add(
        "void HashSet<T>.ExceptWith(IEnumerable<T> other)",
        a -> run(() -> other(a).keys().forEach(me(a)::remove)));
    m.add(
        "bool HashSet<T>.Overlaps(IEnumerable<T> other)",
        a -> other(a).keys().stream().anyMatch(me(a)::has));
    m.add(
        "bool HashSet<T>.IsSubsetOf(IEnumerable<T> other)",
        a -> me(a).keys().stream().allMatch(other(a)::has));
    m.add(
        "bool HashSet<T>.IsSupersetOf(IEnumerable<T> other)",
        a -> other(a).keys().stream().allMatch(me(a)::has));
    m.add(
        "bool HashSet<T>.SetEquals(IEnumerable<T> other)",
        a -> other(a).size() == me(a).size() && me(a).keys().stream().allMatch(other(a)::has));
  }

  private static CsMap set(Args a, CsComparer comparer) {
    return new CsMap(
        TypeTable.generic("HashSet", a.type("T")),
        comparer == null ? CsComparer.DEFAULT : comparer);
  }

  private static CsMap added(CsMap set, Iterable<Object> items) {
    items.forEach(i -> set.add(i, null));
    return set;
  }

  private static CsMap other(Args a) {
    return added(set(a, me(a).comparer()), Linq.other(a, 0));
  }

  static void collections(MemberQuery m) {
    if (!m.wants("Count", "Add")) {
      return;
    }
    for (String name : List.of("ICollection", "IReadOnlyCollection")) {
      m.property("int " + name + "<T>.Count", a -> count(a.self()));
    }
    m.add("void ICollection<T>.Add(T item)", MapMembers::addTo);
  }

  static void lists(MemberQuery m) {
    if (!m.wants("this", "set_this", "IndexOf")) {
      return;
    }
    for (String name : List.of("IList", "IReadOnlyList")) {
      m.add(
          "T " + name + "<T>.this(int index)",
          a ->
              a.self() instanceof CsArray array
                  ? array.get(a.number(0))
                  : a.me(CsList.class).items().get(a.me(CsList.class).checked(a.at(0))));
    }
    m.add("void IList<T>.set_this(int index, T value)", a -> run(() -> setAt(a)));
    m.add(
        "int IList<T>.IndexOf(T item)",
        a -> CollectionMembers.index(Sequences.items(a.self()), a.at(0)));
  }

  static void tuples(MemberQuery m) {
    m.add(
        "static Tuple<T1, T2> TupleFactory.Create<T1, T2>(T1 a, T2 b)",
        a -> new CsRecord(TypeTable.generic("Tuple", a.type("T1"), a.type("T2")), a.values()));
    m.add(
        "static Tuple<T1> TupleFactory.Create<T1>(T1 a)",
        a -> new CsRecord(TypeTable.generic("Tuple", a.type("T1")), a.values()));
    m.add(
        "new Tuple<T1, T2>(T1 a, T2 b)",
        a -> new CsRecord(TypeTable.generic("Tuple", a.type("T1"), a.type("T2")), a.values()));
  }

  private static void setAt(Args a) {
    if (a.self() instanceof CsArray array) {
      array.set(a.number(0), a.at(1));
    } else {
      a.me(CsList.class).change().set(a.me(CsList.class).checked(a.at(0)), a.at(1));
    }
  }

  private static int count(Object value) {
    int count = 0;
    for (var items = Sequences.iterator(value); items.hasNext(); items.next()) {
      count++;
    }
    return count;
  }

  private static Object addTo(Args a) {
    if (!(a.self() instanceof CsList list)) {
      throw DotNetException.notSupported("Collection was of a fixed size.");
    }
    list.change().add(a.at(0));
    return null;
  }
}
