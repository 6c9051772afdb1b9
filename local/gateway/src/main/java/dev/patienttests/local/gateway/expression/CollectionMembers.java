package dev.patienttests.local.gateway.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Members of arrays. */
final class CollectionMembers {
  private CollectionMembers() {}

  private static Object run(Runnable action) {
    action.run();
    return null;
  }

  static void arrays(MemberQuery m) {
    if (m.wantsStatic()) {
      statics(m);
    }
    if (m.wants("Length", "this", "set_this")) {
      items(m);
    }
    if (m.wants("LongLength", "Rank", "GetLength", "Clone", "CopyTo")) {
      others(m);
    }
  }

  private static void items(MemberQuery m) {
    m.property("int Array<T>.Length", a -> a.me(CsArray.class).length());
    m.add("T Array<T>.this(int index)", a -> a.me(CsArray.class).get(a.number(0)));
    m.add("T Array<T>.this(long index)", a -> a.me(CsArray.class).get((Long) a.at(0)));
    m.add(
        "void Array<T>.set_this(int index, T value)",
        a -> run(() -> a.me(CsArray.class).set(a.number(0), a.at(1))));
  }

  private static void others(MemberQuery m) {
    m.property("long Array<T>.LongLength", a -> (long) a.me(CsArray.class).length());
    m.property("int Array<T>.Rank", a -> 1);
    m.add("int Array<T>.GetLength(int dimension)", a -> a.me(CsArray.class).length());
    m.add(
        "object Array<T>.Clone()",
        a -> new CsArray(a.type("T"), a.me(CsArray.class).items().clone()));
    m.add(
        "void Array<T>.CopyTo(T[] target, int index)",
        a ->
            copy(
                a.me(CsArray.class),
                0,
                a.at(0, CsArray.class),
                a.number(1),
                a.me(CsArray.class).length()));
  }

  private static void statics(MemberQuery m) {
    m.add(
        "static int Array.IndexOf<T>(T[] array, T value)",
        a -> index(a.at(0, CsArray.class), a.at(1)));
    m.add("static bool Array.Exists<T>(T[] array, Func<T, bool> f)", a -> found(a).size() > 0);
    m.add(
        "static T Array.Find<T>(T[] array, Func<T, bool> f)",
        a -> found(a).isEmpty() ? Conversions.defaultOf(a.type("T")) : found(a).get(0));
    m.add(
        "static T[] Array.FindAll<T>(T[] array, Func<T, bool> f)",
        a -> CsArray.of(a.type("T"), found(a)));
    m.add(
        "static int Array.FindIndex<T>(T[] array, Func<T, bool> f)",
        a -> findIndex(a.at(0, CsArray.class), a.code(1)));
    m.add(
        "static bool Array.TrueForAll<T>(T[] array, Func<T, bool> f)",
        a -> found(a).size() == a.at(0, CsArray.class).length());
    m.add(
        "static R[] Array.ConvertAll<T, R>(T[] array, Func<T, R> f)",
        a -> CsArray.of(a.type("R"), mapped(a)));
    m.add(
        "static void Array.ForEach<T>(T[] array, Action<T> f)",
        a -> run(() -> a.at(0, CsArray.class).forEach(i -> a.code(1).run(i))));
    m.add(
        "static void Array.Reverse<T>(T[] array)",
        a ->
            run(
                () ->
                    Collections.reverse(java.util.Arrays.asList(a.at(0, CsArray.class).items()))));
    m.add(
        "static void Array.Sort<T>(T[] array)",
        a ->
            run(
                () ->
                    java.util.Arrays.sort(
                        a.at(0, CsArray.class).items(), CsComparer.DEFAULT::compare)));
    m.add(
        "static void Array.Sort<T>(T[] array, StringComparer c)",
        a ->
            run(
                () ->
                    java.util.Arrays.sort(
                        a.at(0, CsArray.class).items(), ((CsComparer) a.at(1))::compare)));
    m.add(
        "static void Array.Clear<T>(T[] array, int index, int length)",
        a ->
            run(
                () ->
                    java.util.Arrays.fill(
                        a.at(0, CsArray.class).items(),
                        a.number(1),
                        a.number(1) + a.number(2),
                        Conversions.defaultOf(a.type("T")))));
    m.add(
        "static void Array.Copy<T>(T[] source, T[] target, int length)",
        a -> copy(a.at(0, CsArray.class), 0, a.at(1, CsArray.class), 0, a.number(2)));
    m.add(
        "static void Array.Copy<T>(T[] source, int from, T[] target, int to, int length)",
        a ->
            copy(
                a.at(0, CsArray.class),
                a.number(1),
                a.at(2, CsArray.class),
                a.number(3),
                a.number(4)));
    m.add("static T[] Array.Empty<T>()", a -> CsArray.of(a.type("T"), List.of()));
    m.add("static object Array.CreateInstance(Type type, int length)", CollectionMembers::create);
  }

  private static Object create(Args a) {
    if (a.number(1) < 0) {
      throw DotNetException.outOfRange("length");
    }
    return CsArray.sized(a.at(0, CsTypeValue.class).described(), a.number(1));
  }

  private static Object copy(CsArray source, int from, CsArray target, int to, int length) {
    if (length < 0 || from < 0 || to < 0) {
      throw DotNetException.outOfRange("length");
    }
    if (from + length > source.length() || to + length > target.length()) {
      throw DotNetException.argument("Destination array was not long enough.");
    }
    System.arraycopy(source.items(), from, target.items(), to, length);
    return null;
  }

  private static List<Object> found(Args a) {
    List<Object> found = new ArrayList<>();
    for (Object item : a.at(0, CsArray.class)) {
      if ((Boolean) a.code(1).run(item)) {
        found.add(item);
      }
    }
    return found;
  }

  private static List<Object> mapped(Args a) {
    List<Object> result = new ArrayList<>();
    a.at(0, CsArray.class).forEach(i -> result.add(a.code(1).run(i)));
    return result;
  }

  static int index(Iterable<Object> items, Object value) {
    int i = 0;
    for (Object item : items) {
      if (RuntimeTypes.same(item, value)) {
        return i;
      }
      i++;
    }
    return -1;
  }

  static int findIndex(Iterable<Object> items, CsDelegate test) {
    int i = 0;
    for (Object item : items) {
      if ((Boolean) test.run(item)) {
        return i;
      }
      i++;
    }
    return -1;
  }
}
