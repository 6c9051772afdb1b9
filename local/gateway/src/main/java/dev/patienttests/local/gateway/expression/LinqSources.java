package dev.patienttests.local.gateway.expression;

import java.util.ArrayList;
import java.util.List;

/** Members of Enumerable that make sequences, or change the type of their items. */
final class LinqSources {
  private static final String ON = "IEnumerable<T>.";

  private LinqSources() {}

  static void register(MemberQuery m) {
    if (m.wants("Cast", "OfType")) {
      types(m);
    }
    if (m.wantsStatic()) {
      sources(m);
    }
  }

  private static void types(MemberQuery m) {
    m.add(
        "ext IEnumerable<R> " + ON + "Cast<R>()",
        a -> LinqSequences.eager(a, a.type("R"), all -> mapped(all, a.type("R"))));
    m.add(
        "ext IEnumerable<R> " + ON + "OfType<R>()",
        a ->
            LinqSequences.eager(
                a,
                a.type("R"),
                all -> all.stream().filter(i -> Conversions.isInstance(i, a.type("R"))).toList()));
  }

  private static void sources(MemberQuery m) {
    m.add("static IEnumerable<int> Enumerable.Range(int start, int count)", LinqSources::range);
    m.add("static IEnumerable<T> Enumerable.Repeat<T>(T value, int count)", LinqSources::repeat);
    m.add("static IEnumerable<T> Enumerable.Empty<T>()", a -> CsArray.of(a.type("T"), List.of()));
  }

  private static List<Object> mapped(List<Object> all, CsType type) {
    List<Object> result = new ArrayList<>();
    all.forEach(i -> result.add(Conversions.unbox(i, type)));
    return result;
  }

  private static Object range(Args a) {
    long end = (long) a.number(0) + a.number(1) - 1;
    if (a.number(1) < 0 || end > Integer.MAX_VALUE) {
      throw DotNetException.outOfRange("count");
    }
    return Linq.lazy(
        Types.INT,
        () -> {
          int[] at = new int[1];
          return Linq.pulled(
              a.budget(), () -> at[0] < a.number(1) ? a.number(0) + at[0]++ : Linq.END);
        });
  }

  private static Object repeat(Args a) {
    if (a.number(1) < 0) {
      throw DotNetException.outOfRange("count");
    }
    return Linq.lazy(
        a.type("T"),
        () -> {
          int[] at = new int[1];
          return Linq.pulled(a.budget(), () -> at[0]++ < a.number(1) ? a.at(0) : Linq.END);
        });
  }
}
