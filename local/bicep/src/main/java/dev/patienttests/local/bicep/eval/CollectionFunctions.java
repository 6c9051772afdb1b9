package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Functions on arrays and objects, some of which take strings too. */
final class CollectionFunctions {
  private static final int MAX_RANGE = 10_000;

  private CollectionFunctions() {}

  static void addTo(Map<String, Builtin> all) {
    all.put("concat", new Builtin(1, Builtin.MANY, CollectionFunctions::concat));
    all.put("contains", new Builtin(2, 2, CollectionFunctions::contains));
    all.put("indexOf", new Builtin(2, 2, CollectionFunctions::indexOf));
    all.put("length", new Builtin(1, 1, CollectionFunctions::length));
    all.put("empty", new Builtin(1, 1, CollectionFunctions::empty));
    all.put("first", new Builtin(1, 1, a -> end(a, true)));
    all.put("last", new Builtin(1, 1, a -> end(a, false)));
    all.put("take", new Builtin(2, 2, a -> part(a, true)));
    all.put("skip", new Builtin(2, 2, a -> part(a, false)));
    all.put("range", new Builtin(2, 2, CollectionFunctions::range));
    all.put("min", new Builtin(1, Builtin.MANY, a -> extreme(a, -1)));
    all.put("max", new Builtin(1, Builtin.MANY, a -> extreme(a, 1)));
    all.put("flatten", new Builtin(1, 1, CollectionFunctions::flatten));
    all.put("distinct", new Builtin(1, 1, a -> a.result(distinct(a.array(0)))));
    ObjectFunctions.addTo(all);
  }

  private static Value concat(Args args) {
    if (args.known(0) instanceof Value.Arr) {
      List<Value> items = new ArrayList<>();
      for (int i = 0; i < args.count(); i++) {
        items.addAll(args.array(i));
      }
      return args.result(items);
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < args.count(); i++) {
      if (args.known(i) instanceof Value.Arr || args.known(i) instanceof Value.Obj) {
        throw args.mismatch(i, "a string");
      }
      text.append(Texts.plain(args.known(i)));
    }
    return args.result(text.toString());
  }

  private static Value contains(Args args) {
    Value container = args.known(0);
    if (container instanceof Value.Arr array) {
      return args.result(position(array.items(), args.known(1)) >= 0);
    } else if (container instanceof Value.Obj object) {
      Predicate<String> same = Texts.plain(args.known(1))::equalsIgnoreCase;
      return args.result(object.members().keySet().stream().anyMatch(same));
    }
    String searched = Texts.plain(args.known(1));
    StringFunctions.requireCheap(args, args.text(0), searched);
    return args.result(args.text(0).contains(searched));
  }

  private static Value indexOf(Args args) {
    if (args.known(0) instanceof Value.Arr array) {
      return args.result(position(array.items(), args.known(1)));
    }
    StringFunctions.requireCheap(args, args.text(0), args.text(1));
    return args.result(StringFunctions.indexOf(args.text(0), args.text(1)));
  }

  private static int position(List<Value> items, Value searched) {
    for (int i = 0; i < items.size(); i++) {
      if (Kinds.equal(items.get(i), searched)) {
        return i;
      }
    }
    return -1;
  }

  private static Value length(Args args) {
    if (args.known(0) instanceof Value.Arr array) {
      return args.result(array.items().size());
    } else if (args.known(0) instanceof Value.Obj object) {
      return args.result(object.members().size());
    }
    return args.result(args.text(0).length());
  }

  private static Value empty(Args args) {
    if (args.known(0) instanceof Value.Null) {
      return args.result(true);
    }
    return args.result(length(args) instanceof Value.Int length && length.value() == 0);
  }

  private static Value end(Args args, boolean first) {
    if (args.known(0) instanceof Value.Arr array) {
      List<Value> items = array.items();
      return items.isEmpty()
          ? new Value.Null(args.mark())
          : items.get(first ? 0 : items.size() - 1);
    }
    String text = args.text(0);
    int from = first ? 0 : Math.max(0, text.length() - 1);
    return StringFunctions.same(args, text.isEmpty() ? "" : text.substring(from, from + 1));
  }

  private static Value part(Args args, boolean take) {
    boolean array = args.known(0) instanceof Value.Arr;
    int size = array ? args.array(0).size() : args.text(0).length();
    int cut = Math.max(0, Math.min(size, args.smallNumber(1)));
    int from = take ? 0 : cut;
    int to = take ? cut : size;
    return array
        ? args.result(args.array(0).subList(from, to))
        : StringFunctions.same(args, args.text(0).substring(from, to));
  }

  private static Value range(Args args) {
    long start = args.number(0);
    long count = args.number(1);
    if (count < 0 || count > MAX_RANGE || start > Integer.MAX_VALUE - count) {
      throw args.fail(
          "the count must be from 0 to " + MAX_RANGE + ", and its numbers have at most 32 bits");
    }
    List<Value> numbers = new ArrayList<>();
    for (long i = start; i < start + count; i++) {
      numbers.add(args.result(i));
    }
    return args.result(numbers);
  }

  private static Value extreme(Args args, int sign) {
    boolean array = args.known(0) instanceof Value.Arr;
    Args numbers = array ? new Args(args.site(), args.function(), args.array(0)) : args;
    if (numbers.count() == 0) {
      throw args.fail("there is no number");
    }
    long found = numbers.number(0);
    for (int i = 1; i < numbers.count(); i++) {
      long number = numbers.number(i);
      found = Long.compare(number, found) == sign ? number : found;
    }
    return args.result(found);
  }

  private static Value flatten(Args args) {
    Args arrays = new Args(args.site(), args.function(), args.array(0));
    List<Value> items = new ArrayList<>();
    for (int i = 0; i < arrays.count(); i++) {
      items.addAll(arrays.array(i));
    }
    return args.result(items);
  }

  /** The items without later ones that equal an earlier one. */
  static List<Value> distinct(List<Value> items) {
    Map<Equal, Value> kept = new LinkedHashMap<>();
    items.forEach(item -> kept.putIfAbsent(new Equal(item), item));
    return new ArrayList<>(kept.values());
  }

  /** The members with their keys in the order of the engine: sorted, ignoring case. */
  static Map<String, Value> sorted(Map<String, Value> members) {
    Map<String, Value> sorted = new LinkedHashMap<>();
    members.keySet().stream()
        .sorted(String.CASE_INSENSITIVE_ORDER)
        .forEach(key -> sorted.put(key, members.get(key)));
    return sorted;
  }
}
