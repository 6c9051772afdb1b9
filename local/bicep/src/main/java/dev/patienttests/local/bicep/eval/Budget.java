package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.Value;
import dev.patienttests.local.bicep.syntax.Fault;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/** Keeps an evaluation from running for ever or out of memory. */
final class Budget {
  static final int MAX_STRING = 4 * 1024 * 1024;
  static final int MAX_ITEMS = 100_000;
  private static final int MAX_STEPS = 3_000_000;
  private static final int MAX_DEPTH = 3_000;
  private static final long MAX_PARTS = 1_000_000;
  private static final int PARTS_OF_A_STEP = 16;
  private static final int MAX_KNOWN = 300_000;
  private static final long MAX_TEXT = 128L * 1024 * 1024;
  private static final long MAX_MADE = 5_000_000;

  private final IdentityHashMap<Value, Long> sizes = new IdentityHashMap<>();
  private int steps;
  private int depth;
  private long text;
  private long items;
  private Optional<Value> counted = Optional.empty();

  void enter(Origin origin) {
    if (++steps > MAX_STEPS) {
      throw Fault.limit(origin, "the evaluation takes more than " + MAX_STEPS + " steps");
    }
    if (depth >= MAX_DEPTH) {
      throw Fault.limit(origin, "the evaluation is nested more than " + MAX_DEPTH + " levels deep");
    }
    depth++;
  }

  /** Counts the work of a function, which looks at all of its arguments. */
  void charge(Origin origin, List<Value> arguments) {
    long parts = 0;
    for (Value argument : arguments) {
      parts += size(argument);
    }
    steps += (int) Math.min(MAX_STEPS, parts / PARTS_OF_A_STEP);
    if (steps > MAX_STEPS) {
      throw Fault.limit(origin, "the evaluation takes more than " + MAX_STEPS + " steps");
    }
  }

  void leave() {
    depth--;
  }

  /** The value, if it is not too large. Shared parts count as often as they would be written. */
  Value checked(Value value) {
    if (size(value) > MAX_PARTS) {
      throw Fault.limit(value.origin(), "a value has more than " + MAX_PARTS + " parts");
    }
    if (counted.filter(last -> last == value).isEmpty()) {
      made(value);
      counted = Optional.of(value);
    }
    return value;
  }

  /** Counts what a value takes of memory beyond its parts, which were counted before. */
  private void made(Value value) {
    if (value instanceof Value.Str string) {
      text += string.value().length();
    } else if (value instanceof Value.Arr array) {
      items += array.items().size();
      for (Value item : array.items()) {
        // Some functions make an object for each item.
        items += item instanceof Value.Obj object ? object.members().size() : 0;
      }
    } else if (value instanceof Value.Obj object) {
      items += object.members().size();
    }
    if (text > MAX_TEXT) {
      String message = "the evaluation makes more than " + MAX_TEXT + " characters of text";
      throw Fault.limit(value.origin(), message);
    } else if (items > MAX_MADE) {
      String message = "the evaluation makes more than " + MAX_MADE + " items and properties";
      throw Fault.limit(value.origin(), message);
    }
  }

  /** The number of parts. What is known of old values is forgotten from time to time. */
  private long size(Value value) {
    if (sizes.size() > MAX_KNOWN) {
      sizes.clear();
    }
    return count(value);
  }

  private long count(Value value) {
    if (value instanceof Value.Arr array) {
      return memo(value, array.items());
    } else if (value instanceof Value.Obj object) {
      return memo(value, object.members().values());
    } else if (value instanceof Value.Call call) {
      return memo(value, call.arguments());
    } else if (value instanceof Value.Access access) {
      return 1 + count(access.base());
    } else if (value instanceof Value.Str text) {
      return 1 + text.value().length() / 32L;
    }
    return 1;
  }

  private long memo(Value value, Iterable<Value> parts) {
    Long known = sizes.get(value);
    if (known != null) {
      return known;
    }
    long size = 1;
    for (Value part : parts) {
      size += count(part);
    }
    sizes.put(value, size);
    return size;
  }
}
