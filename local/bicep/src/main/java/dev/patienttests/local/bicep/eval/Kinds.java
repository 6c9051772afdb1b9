package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Questions about values. */
final class Kinds {
  private Kinds() {}

  /** The kind of a value, as a message names it. */
  static String of(Value value) {
    if (value instanceof Value.Null) {
      return "null";
    } else if (value instanceof Value.Bool) {
      return "a boolean";
    } else if (value instanceof Value.Int) {
      return "an integer";
    } else if (value instanceof Value.Decimal) {
      return "a decimal number";
    } else if (value instanceof Value.Str) {
      return "a string";
    } else if (value instanceof Value.Arr) {
      return "an array";
    } else if (value instanceof Value.Obj) {
      return "an object";
    }
    return "something that only the deployment knows";
  }

  /** Whether the value or a part of it is secure. */
  static boolean isSecure(Value value) {
    if (value.secure()) {
      return true;
    } else if (value instanceof Value.Arr array) {
      return array.items().stream().anyMatch(Kinds::isSecure);
    } else if (value instanceof Value.Obj object) {
      return object.members().values().stream().anyMatch(Kinds::isSecure);
    }
    return false;
  }

  /** Whether neither the value nor a part of it is an expression. */
  static boolean isKnown(Value value) {
    if (value instanceof Value.Arr array) {
      return array.items().stream().allMatch(Kinds::isKnown);
    } else if (value instanceof Value.Obj object) {
      return object.members().values().stream().allMatch(Kinds::isKnown);
    }
    return !(value instanceof Value.Expression);
  }

  /** Whether the value or a part of it asks for the state of a resource. */
  static boolean refersToResource(Value value) {
    if (value instanceof Value.Call call) {
      return call.function().equals("reference")
          || call.function().startsWith("list")
          || call.arguments().stream().anyMatch(Kinds::refersToResource);
    } else if (value instanceof Value.Access access) {
      return refersToResource(access.base()) || refersToResource(access.key());
    }
    return false;
  }

  /** The same of arrays and objects too. */
  static boolean holdsReference(Value value) {
    if (value instanceof Value.Arr array) {
      return array.items().stream().anyMatch(Kinds::holdsReference);
    } else if (value instanceof Value.Obj object) {
      return object.members().values().stream().anyMatch(Kinds::holdsReference);
    }
    return refersToResource(value);
  }

  /** Whether the value or a part of it is a call of a function. */
  static boolean calls(Value value, String function) {
    if (value instanceof Value.Call call) {
      return call.function().equals(function)
          || call.arguments().stream().anyMatch(argument -> calls(argument, function));
    } else if (value instanceof Value.Access access) {
      return calls(access.base(), function) || calls(access.key(), function);
    } else if (value instanceof Value.Arr array) {
      return array.items().stream().anyMatch(item -> calls(item, function));
    } else if (value instanceof Value.Obj object) {
      return object.members().values().stream().anyMatch(member -> calls(member, function));
    }
    return false;
  }

  /** Equality of the language: strings by case, objects whatever their order. */
  static boolean equal(Value a, Value b) {
    if (a instanceof Value.Expression || b instanceof Value.Expression) {
      throw new NeedsRuntime();
    } else if (a instanceof Value.Arr left && b instanceof Value.Arr right) {
      return equal(left.items(), right.items());
    } else if (a instanceof Value.Obj left && b instanceof Value.Obj right) {
      return equal(left.members(), right.members());
    } else if (decimal(a).isPresent() && decimal(b).isPresent()) {
      return decimal(a).get().compareTo(decimal(b).get()) == 0;
    } else if (a instanceof Value.Str left && b instanceof Value.Str right) {
      return left.value().equals(right.value());
    } else if (a instanceof Value.Bool left && b instanceof Value.Bool right) {
      return left.value() == right.value();
    }
    return a instanceof Value.Null && b instanceof Value.Null;
  }

  private static boolean equal(List<Value> a, List<Value> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!equal(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean equal(Map<String, Value> a, Map<String, Value> b) {
    if (!a.keySet().equals(b.keySet())) {
      return false;
    }
    for (Map.Entry<String, Value> member : a.entrySet()) {
      if (!equal(member.getValue(), b.get(member.getKey()))) {
        return false;
      }
    }
    return true;
  }

  private static Optional<BigDecimal> decimal(Value value) {
    if (value instanceof Value.Int number) {
      return Optional.of(BigDecimal.valueOf(number.value()));
    } else if (value instanceof Value.Decimal number) {
      return Optional.of(number.value());
    }
    return Optional.empty();
  }
}
