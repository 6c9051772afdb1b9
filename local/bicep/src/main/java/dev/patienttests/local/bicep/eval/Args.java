package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.Value;
import dev.patienttests.local.bicep.syntax.Fault;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments of a call. The getters refuse an argument of another type (BCP070), and throw
 * {@link NeedsRuntime} for one that is not known.
 */
final class Args {
  private final Origin site;
  private final String function;
  private final List<Value> values;
  private final List<Origin> sites;
  private Optional<Value.Mark> mark = Optional.empty();

  Args(Origin site, String function, List<Value> values) {
    this(site, function, values, List.of());
  }

  /**
   * The arguments of a call that is written in a file.
   *
   * @param sites where each argument is written; empty for what an operator does
   */
  Args(Origin site, String function, List<Value> values, List<Origin> sites) {
    this.site = site;
    this.function = function;
    this.values = List.copyOf(values);
    this.sites = sites;
  }

  Origin site() {
    return site;
  }

  /** Where an argument is written. */
  Origin site(int i) {
    return i < sites.size() ? sites.get(i) : site;
  }

  String function() {
    return function;
  }

  List<Value> values() {
    return values;
  }

  int count() {
    return values.size();
  }

  boolean has(int i) {
    return i < values.size();
  }

  /** The argument, whatever it is, but known at its top. */
  Value known(int i) {
    Value value = values.get(i);
    if (value instanceof Value.Expression) {
      throw new NeedsRuntime();
    }
    return value;
  }

  String text(int i) {
    if (known(i) instanceof Value.Str text) {
      return text.value();
    }
    throw mismatch(i, "a string");
  }

  long number(int i) {
    if (known(i) instanceof Value.Int number) {
      return number.value();
    }
    throw mismatch(i, "an integer");
  }

  /** An integer that is brought into the range of a Java int. */
  int smallNumber(int i) {
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number(i)));
  }

  boolean bool(int i) {
    if (known(i) instanceof Value.Bool bool) {
      return bool.value();
    }
    throw mismatch(i, "a boolean");
  }

  List<Value> array(int i) {
    if (known(i) instanceof Value.Arr array) {
      return array.items();
    }
    throw mismatch(i, "an array");
  }

  Map<String, Value> object(int i) {
    if (known(i) instanceof Value.Obj object) {
      return object.members();
    }
    throw mismatch(i, "an object");
  }

  /** A string argument as a message shows it. */
  String shown(int i) {
    return Kinds.isSecure(values.get(i)) ? "(secure)" : text(i);
  }

  Fault mismatch(int i, String expected) {
    return new Fault(
        "BCP070",
        site(i),
        "argument "
            + (i + 1)
            + " of \""
            + function
            + "\" must be "
            + expected
            + ", not "
            + Kinds.of(values.get(i)));
  }

  Fault fail(String message) {
    return Fault.evaluation(site, "\"" + function + "\": " + message);
  }

  /** The mark of a result that is made from all arguments. */
  Value.Mark mark() {
    if (mark.isEmpty()) {
      mark = Optional.of(new Value.Mark(site, values.stream().anyMatch(Kinds::isSecure)));
    }
    return mark.get();
  }

  /** The mark of a result that is the first argument in another form. */
  Value.Mark markOfFirst() {
    return new Value.Mark(values.get(0).origin(), mark().secure());
  }

  Value.Str result(String text) {
    if (text.length() > Budget.MAX_STRING) {
      throw Fault.limit(site, "a string is longer than " + Budget.MAX_STRING + " characters");
    }
    return new Value.Str(text, mark());
  }

  Value result(long number) {
    return new Value.Int(number, mark());
  }

  Value result(boolean bool) {
    return new Value.Bool(bool, mark());
  }

  Value result(List<Value> items) {
    if (items.size() > Budget.MAX_ITEMS) {
      throw Fault.limit(site, "an array has more than " + Budget.MAX_ITEMS + " items");
    }
    return new Value.Arr(items, mark());
  }

  Value result(Map<String, Value> members) {
    return new Value.Obj(members, mark());
  }
}
