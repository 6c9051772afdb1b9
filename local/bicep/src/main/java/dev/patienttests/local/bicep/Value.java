package dev.patienttests.local.bicep;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value of the Bicep language. What only a deployment knows is an {@link Expression}. Values are
 * immutable. A secure value does not show in {@code toString}.
 */
public sealed interface Value {

  /**
   * What goes with each value.
   *
   * @param origin where the value was written
   * @param secure whether it came from something marked {@code @secure()}
   */
  record Mark(Origin origin, boolean secure) {
    /** An ordinary value's mark. */
    public static Mark at(Origin origin) {
      return new Mark(origin, false);
    }
  }

  /** Origin and security of this value. */
  Mark mark();

  /** Where this value was written. */
  default Origin origin() {
    return mark().origin();
  }

  /** Whether this value must not be printed. */
  default boolean secure() {
    return mark().secure();
  }

  /** The same value with another mark. */
  Value with(Mark mark);

  /** Null. */
  record Null(Mark mark) implements Value {
    @Override
    public Null with(Mark other) {
      return new Null(other);
    }

    @Override
    public String toString() {
      return "null";
    }
  }

  /** A boolean. */
  record Bool(boolean value, Mark mark) implements Value {
    @Override
    public Bool with(Mark other) {
      return new Bool(value, other);
    }

    @Override
    public String toString() {
      return Values.hidden(this, Boolean.toString(value));
    }
  }

  /** A 64-bit integer. */
  record Int(long value, Mark mark) implements Value {
    @Override
    public Int with(Mark other) {
      return new Int(value, other);
    }

    @Override
    public String toString() {
      return Values.hidden(this, Long.toString(value));
    }
  }

  /** A number that is no 64-bit integer; it can only come out of JSON. */
  record Decimal(BigDecimal value, Mark mark) implements Value {
    @Override
    public Decimal with(Mark other) {
      return new Decimal(value, other);
    }

    @Override
    public String toString() {
      return Values.hidden(this, value.toString());
    }
  }

  /** A string. */
  record Str(String value, Mark mark) implements Value {
    @Override
    public Str with(Mark other) {
      return new Str(value, other);
    }

    @Override
    public String toString() {
      return Values.hidden(this, "'" + value + "'");
    }
  }

  /** An array. */
  record Arr(List<Value> items, Mark mark) implements Value {
    /** Keeps its own copy. */
    public Arr {
      items = List.copyOf(items);
    }

    @Override
    public Arr with(Mark other) {
      return new Arr(items, other);
    }

    @Override
    public String toString() {
      return Values.hidden(this, items.toString());
    }
  }

  /** An object whose members keep their order. */
  record Obj(Map<String, Value> members, Mark mark) implements Value {
    /** Keeps its own copy. */
    public Obj {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    @Override
    public Obj with(Mark other) {
      return new Obj(members, other);
    }

    @Override
    public String toString() {
      return Values.hidden(this, members.toString());
    }
  }

  /** Something that only a deployment knows: a function of the template language. */
  sealed interface Expression extends Value {}

  /** A call, such as {@code reference(id, apiVersion)} or {@code format('{0}-a', …)}. */
  record Call(String function, List<Value> arguments, Mark mark) implements Expression {
    /** Keeps its own copy. */
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public Call with(Mark other) {
      return new Call(function, arguments, other);
    }

    @Override
    public String toString() {
      return Values.hidden(this, ExpressionWriter.write(this));
    }
  }

  /**
   * A member or item of something unknown, such as {@code reference(id).host} or {@code keys[0]}.
   *
   * @param safe whether a missing member gives null
   */
  record Access(Value base, Value key, boolean safe, Mark mark) implements Expression {
    @Override
    public Access with(Mark other) {
      return new Access(base, key, safe, other);
    }

    @Override
    public String toString() {
      return Values.hidden(this, ExpressionWriter.write(this));
    }
  }
}
