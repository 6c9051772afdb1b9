package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.Value;
import dev.patienttests.local.bicep.syntax.Fault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Functions that take lambdas. */
final class LambdaFunctions {
  private LambdaFunctions() {}

  /**
   * A lambda in its surroundings.
   *
   * @param site where it is written
   * @param arity how many variables it has
   * @param body its value for the variables' values; it ignores those that it has no variable for
   */
  record Lambda(Origin site, int arity, Function<List<Value>, Value> body) {
    Value apply(Value... arguments) {
      return body.apply(Arrays.asList(arguments));
    }
  }

  static Value call(Args args, List<Lambda> lambdas) {
    return switch (args.function()) {
      case "map" -> map(args, lambdas.get(0));
      case "filter" -> filter(args, lambdas.get(0));
      case "reduce" -> reduce(args, lambdas.get(0));
      case "sort" -> sort(args, lambdas.get(0));
      case "toObject" -> toObject(args, lambdas);
      case "groupBy" -> groupBy(args, lambdas);
      case "mapValues" -> mapValues(args, lambdas.get(0));
      default -> throw new Fault("BCP057", args.site(), Functions.unknown(args.function()));
    };
  }

  private static Value index(Args args, int i) {
    return args.result(i);
  }

  private static Value map(Args args, Lambda lambda) {
    List<Value> items = args.array(0);
    List<Value> mapped = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      mapped.add(lambda.apply(items.get(i), index(args, i)));
    }
    return args.result(mapped);
  }

  private static Value filter(Args args, Lambda lambda) {
    List<Value> items = args.array(0);
    List<Value> kept = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      if (holds(args, lambda, lambda.apply(items.get(i), index(args, i)))) {
        kept.add(items.get(i));
      }
    }
    return args.result(kept);
  }

  private static boolean holds(Args args, Lambda lambda, Value value) {
    if (value instanceof Value.Expression) {
      throw new NeedsRuntime();
    } else if (value instanceof Value.Bool bool) {
      return bool.value();
    }
    throw new Fault(
        "BCP070",
        lambda.site(),
        "the lambda of \"" + args.function() + "\" must give a boolean, not " + Kinds.of(value));
  }

  private static Value reduce(Args args, Lambda lambda) {
    List<Value> items = args.array(0);
    Value current = args.values().get(1);
    for (int i = 0; i < items.size(); i++) {
      current = lambda.apply(current, items.get(i), index(args, i));
    }
    return current;
  }

  /** A merge sort, which ends whatever the lambda says. */
  private static Value sort(Args args, Lambda before) {
    return args.result(sorted(args, args.array(0), before));
  }

  private static List<Value> sorted(Args args, List<Value> items, Lambda before) {
    if (items.size() < 2) {
      return items;
    }
    List<Value> left = sorted(args, items.subList(0, items.size() / 2), before);
    List<Value> right = sorted(args, items.subList(items.size() / 2, items.size()), before);
    List<Value> merged = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < left.size() || j < right.size()) {
      boolean takeRight =
          i == left.size()
              || (j < right.size() && holds(args, before, before.apply(right.get(j), left.get(i))));
      merged.add(takeRight ? right.get(j++) : left.get(i++));
    }
    return merged;
  }

  private static String key(Lambda lambda, Value value) {
    if (value instanceof Value.Expression) {
      throw new NeedsRuntime();
    } else if (value instanceof Value.Str text) {
      return text.value();
    }
    throw new Fault("BCP070", lambda.site(), "a key must be a string, not " + Kinds.of(value));
  }

  /** An object is secure if one of its names is. */
  private static Value named(Args args, Map<String, Value> members, boolean secure) {
    Value object = args.result(members);
    return secure ? object.with(new Value.Mark(object.origin(), true)) : object;
  }

  private static Value toObject(Args args, List<Lambda> lambdas) {
    Map<String, Value> members = new LinkedHashMap<>();
    boolean secure = false;
    for (Value item : args.array(0)) {
      Value value = lambdas.size() > 1 ? lambdas.get(1).apply(item) : item;
      Value key = lambdas.get(0).apply(item);
      secure |= key.secure();
      members.put(key(lambdas.get(0), key), value);
    }
    return named(args, members, secure);
  }

  private static Value groupBy(Args args, List<Lambda> lambdas) {
    Map<String, List<Value>> groups = new LinkedHashMap<>();
    boolean secure = false;
    for (Value item : args.array(0)) {
      Value value = lambdas.size() > 1 ? lambdas.get(1).apply(item) : item;
      Value key = lambdas.get(0).apply(item);
      secure |= key.secure();
      groups.computeIfAbsent(key(lambdas.get(0), key), none -> new ArrayList<>()).add(value);
    }
    Map<String, Value> members = new LinkedHashMap<>();
    groups.forEach((key, values) -> members.put(key, args.result(values)));
    return named(args, members, secure);
  }

  private static Value mapValues(Args args, Lambda lambda) {
    Map<String, Value> members = new LinkedHashMap<>();
    args.object(0).forEach((key, value) -> members.put(key, lambda.apply(value)));
    return args.result(members);
  }
}
