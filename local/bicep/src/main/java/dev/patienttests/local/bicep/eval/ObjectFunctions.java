package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Functions that merge and list objects. */
final class ObjectFunctions {
  private ObjectFunctions() {}

  static void addTo(Map<String, Builtin> all) {
    all.put("union", new Builtin(1, Builtin.MANY, ObjectFunctions::union));
    all.put("intersection", new Builtin(1, Builtin.MANY, ObjectFunctions::intersection));
    all.put("shallowMerge", new Builtin(1, 1, ObjectFunctions::shallowMerge));
    all.put("items", new Builtin(1, 1, ObjectFunctions::items));
    all.put("objectKeys", new Builtin(1, 1, ObjectFunctions::objectKeys));
  }

  private static Value union(Args args) {
    if (args.known(0) instanceof Value.Arr) {
      List<Value> items = new ArrayList<>();
      for (int i = 0; i < args.count(); i++) {
        items.addAll(args.array(i));
      }
      return args.result(CollectionFunctions.distinct(items));
    }
    Map<String, Value> merged = args.object(0);
    for (int i = 1; i < args.count(); i++) {
      merged = merge(merged, args.object(i));
    }
    return args.result(merged);
  }

  private static Map<String, Value> merge(Map<String, Value> base, Map<String, Value> changes) {
    Map<String, Value> merged = new LinkedHashMap<>(base);
    changes.forEach((key, value) -> merged.merge(key, value, ObjectFunctions::mergeMember));
    return merged;
  }

  private static Value mergeMember(Value before, Value after) {
    if (before instanceof Value.Obj old && after instanceof Value.Obj change) {
      return new Value.Obj(merge(old.members(), change.members()), change.mark());
    }
    boolean perhapsObjects =
        (before instanceof Value.Expression || before instanceof Value.Obj)
            && (after instanceof Value.Expression || after instanceof Value.Obj);
    if (perhapsObjects) {
      throw new NeedsRuntime();
    }
    return after;
  }

  private static Value intersection(Args args) {
    if (args.known(0) instanceof Value.Arr) {
      List<Value> kept = CollectionFunctions.distinct(args.array(0));
      for (int i = 1; i < args.count(); i++) {
        Set<Equal> others = new HashSet<>();
        args.array(i).forEach(other -> others.add(new Equal(other)));
        kept.removeIf(item -> !others.contains(new Equal(item)));
      }
      return args.result(kept);
    }
    Map<String, Value> kept = args.object(0);
    for (int i = 1; i < args.count(); i++) {
      kept = common(kept, args.object(i));
    }
    return args.result(kept);
  }

  private static Map<String, Value> common(Map<String, Value> a, Map<String, Value> b) {
    Map<String, Value> kept = new LinkedHashMap<>();
    a.forEach(
        (key, value) -> {
          Value other = b.get(key);
          if (value instanceof Value.Obj left && other instanceof Value.Obj right) {
            kept.put(key, new Value.Obj(common(left.members(), right.members()), left.mark()));
          } else if (other != null && Kinds.equal(value, other)) {
            kept.put(key, value);
          }
        });
    return kept;
  }

  private static Value shallowMerge(Args args) {
    Args objects = new Args(args.site(), args.function(), args.array(0));
    Map<String, Value> merged = new LinkedHashMap<>();
    for (int i = 0; i < objects.count(); i++) {
      merged.putAll(objects.object(i));
    }
    return args.result(merged);
  }

  private static Value items(Args args) {
    List<Value> items = new ArrayList<>();
    CollectionFunctions.sorted(args.object(0))
        .forEach(
            (key, value) -> {
              Map<String, Value> item = new LinkedHashMap<>();
              item.put("key", args.result(key));
              item.put("value", value);
              items.add(args.result(item));
            });
    return args.result(items);
  }

  private static Value objectKeys(Args args) {
    List<Value> keys = new ArrayList<>();
    CollectionFunctions.sorted(args.object(0)).keySet().forEach(key -> keys.add(args.result(key)));
    return args.result(keys);
  }
}
