package dev.patienttests.local.gateway.expression;

import java.util.Collections;
import java.util.List;

/** Members of lists, queues, stacks, and of what iterates. */
final class ListMembers {
  private ListMembers() {}

  private static Object run(Runnable action) {
    action.run();
    return null;
  }

  private static CsList me(Args a) {
    return a.me(CsList.class);
  }

  static void lists(MemberQuery m) {
    m.add("new List<T>()", a -> CsList.of(a.type("T"), List.of()));
    m.add("new List<T>(int capacity)", a -> CsList.of(a.type("T"), List.of()));
    m.add(
        "new List<T>(IEnumerable<T> items)",
        a -> CsList.of(a.type("T"), Sequences.list(Linq.other(a, 0), a.budget())));
    m.property("int List<T>.Count", a -> me(a).items().size());
    m.property("int List<T>.Capacity", a -> Math.max(4, me(a).items().size()));
    m.add("T List<T>.this(int index)", a -> me(a).items().get(me(a).checked(a.at(0))));
    m.add(
        "void List<T>.set_this(int index, T value)",
        a -> run(() -> me(a).change().set(me(a).checked(a.at(0)), a.at(1))));
    m.add("void List<T>.Add(T item)", a -> run(() -> insert(a, me(a).items().size(), a.at(0))));
    m.add(
        "void List<T>.AddRange(IEnumerable<T> items)",
        a -> run(() -> me(a).change().addAll(Sequences.list(Linq.other(a, 0), a.budget()))));
    m.add(
        "void List<T>.Insert(int index, T item)", a -> run(() -> insert(a, a.number(0), a.at(1))));
    m.add(
        "void List<T>.InsertRange(int index, IEnumerable<T> items)",
        a -> run(() -> me(a).change().addAll(a.number(0), Sequences.list(a.at(1), a.budget()))));
    m.add("bool List<T>.Remove(T item)", ListMembers::remove);
    m.add(
        "void List<T>.RemoveAt(int index)",
        a -> run(() -> me(a).change().remove(me(a).checked(a.at(0)))));
    m.add("void List<T>.RemoveRange(int index, int count)", a -> run(() -> range(a).clear()));
    m.add("int List<T>.RemoveAll(Func<T, bool> f)", ListMembers::removeAll);
    m.add("void List<T>.Clear()", a -> run(() -> me(a).change().clear()));
    m.add(
        "bool List<T>.Contains(T item)", a -> CollectionMembers.index(me(a).items(), a.at(0)) >= 0);
    m.add("int List<T>.IndexOf(T item)", a -> CollectionMembers.index(me(a).items(), a.at(0)));
    m.add(
        "int List<T>.FindIndex(Func<T, bool> f)",
        a -> CollectionMembers.findIndex(me(a).items(), a.code(0)));
    m.add(
        "T List<T>.Find(Func<T, bool> f)",
        a ->
            me(a).items().stream()
                .filter(Linq.test(a, 0))
                .findFirst()
                .orElse(Conversions.defaultOf(a.type("T"))));
    m.add(
        "List<T> List<T>.FindAll(Func<T, bool> f)",
        a -> CsList.of(a.type("T"), me(a).items().stream().filter(Linq.test(a, 0)).toList()));
    m.add(
        "bool List<T>.Exists(Func<T, bool> f)",
        a -> me(a).items().stream().anyMatch(Linq.test(a, 0)));
    m.add(
        "bool List<T>.TrueForAll(Func<T, bool> f)",
        a -> me(a).items().stream().allMatch(Linq.test(a, 0)));
    m.add(
        "void List<T>.ForEach(Action<T> f)",
        a -> run(() -> List.copyOf(me(a).items()).forEach(i -> a.code(0).run(i))));
    m.add(
        "List<R> List<T>.ConvertAll<R>(Func<T, R> f)",
        a -> CsList.of(a.type("R"), me(a).items().stream().map(i -> a.code(0).run(i)).toList()));
    m.add("List<T> List<T>.GetRange(int index, int count)", a -> CsList.of(a.type("T"), range(a)));
    m.add("void List<T>.Reverse()", a -> run(() -> Collections.reverse(me(a).change())));
    m.add("void List<T>.Sort()", a -> run(() -> me(a).change().sort(CsComparer.DEFAULT::compare)));
    m.add(
        "void List<T>.Sort(StringComparer c)",
        a -> run(() -> me(a).change().sort(((CsComparer) a.at(0))::compare)));
    m.add(
        "void List<T>.Sort(Func<T, T, int> f)",
        a -> run(() -> me(a).change().sort((x, y) -> (Integer) a.code(0).run(x, y))));
    m.add("T[] List<T>.ToArray()", a -> CsArray.of(a.type("T"), me(a).items()));
    m.add("IReadOnlyList<T> List<T>.AsReadOnly()", a -> CsArray.of(a.type("T"), me(a).items()));
  }

  private static void insert(Args a, int index, Object item) {
    if (index < 0 || index > me(a).items().size()) {
      throw DotNetException.outOfRange("index");
    }
    Budget.bound(me(a).items().size());
    me(a).change().add(index, item);
  }

  private static Object remove(Args a) {
    int index = CollectionMembers.index(me(a).items(), a.at(0));
    if (index >= 0) {
      me(a).change().remove(index);
    }
    return index >= 0;
  }

  private static Object removeAll(Args a) {
    int before = me(a).items().size();
    me(a).change().removeIf(Linq.test(a, 0));
    return before - me(a).items().size();
  }

  private static List<Object> range(Args a) {
    int index = a.number(0);
    int count = a.number(1);
    if (index < 0 || count < 0) {
      throw DotNetException.outOfRange("index");
    }
    if (index + count > me(a).items().size()) {
      throw DotNetException.argument("Offset and length were out of bounds for the array.");
    }
    return me(a).change().subList(index, index + count);
  }

  /** {@code IEnumerator<T>}. */
  private static final class Cursor implements Typed, GuardCompiler.Disposable {
    private final CsType type;
    private final java.util.Iterator<Object> items;
    private Object current;

    private Cursor(CsType element, java.util.Iterator<Object> items) {
      this.type = TypeTable.generic("IEnumerator", element);
      this.items = items;
    }

    @Override
    public CsType type() {
      return type;
    }

    private boolean move() {
      boolean more = items.hasNext();
      current = more ? items.next() : Conversions.defaultOf(type.argument(0));
      return more;
    }

    @Override
    public void dispose() {
      current = null;
    }
  }

  static void cursors(MemberQuery m) {
    if (!m.wants("GetEnumerator", "MoveNext", "Current", "Dispose")) {
      return;
    }
    m.add(
        "IEnumerator<T> IEnumerable<T>.GetEnumerator()",
        a -> new Cursor(a.type("T"), Sequences.iterator(a.self())));
    m.add("bool IEnumerator<T>.MoveNext()", a -> a.me(Cursor.class).move());
    m.property("T IEnumerator<T>.Current", a -> a.me(Cursor.class).current);
    m.add("void IDisposable.Dispose()", a -> run(((GuardCompiler.Disposable) a.self())::dispose));
  }

  static void queues(MemberQuery m) {
    for (String name : List.of("Queue", "Stack")) {
      String on = name + "<T>";
      CsType raw = TypeTable.find(name, 1).orElseThrow();
      m.add("new " + on + "()", a -> new CsList(raw.of(List.of(a.type("T"))), List.of()));
      m.add(
          "new " + on + "(IEnumerable<T> items)",
          a ->
              new CsList(
                  raw.of(List.of(a.type("T"))), Sequences.list(Linq.other(a, 0), a.budget())));
      m.property("int " + on + ".Count", a -> me(a).items().size());
      m.add("void " + on + ".Clear()", a -> run(() -> me(a).change().clear()));
      m.add(
          "bool " + on + ".Contains(T item)",
          a -> CollectionMembers.index(me(a).items(), a.at(0)) >= 0);
      boolean stack = name.equals("Stack");
      m.add("T " + on + ".Peek()", a -> me(a).items().get(end(a, stack)));
      m.add(
          "T " + on + "." + (stack ? "Pop" : "Dequeue") + "()",
          a -> me(a).change().remove(end(a, stack)));
      m.add(
          "void " + on + "." + (stack ? "Push" : "Enqueue") + "(T item)",
          a -> run(() -> insert(a, me(a).items().size(), a.at(0))));
    }
  }

  private static int end(Args a, boolean stack) {
    if (me(a).items().isEmpty()) {
      throw DotNetException.invalidOperation("The collection is empty.");
    }
    return stack ? me(a).items().size() - 1 : 0;
  }
}
