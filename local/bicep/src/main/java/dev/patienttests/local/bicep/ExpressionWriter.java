package dev.patienttests.local.bicep;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes values in the template expression language, as they stand inside {@code "[…]"}. */
final class ExpressionWriter {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Set<String> WORDS = Set.of("true", "false", "null");

  private final StringBuilder out = new StringBuilder();

  private ExpressionWriter() {}

  static String write(Value value) {
    ExpressionWriter writer = new ExpressionWriter();
    writer.append(value);
    return writer.out.toString();
  }

  private void append(Value value) {
    if (value instanceof Value.Null) {
      out.append("null()");
    } else if (value instanceof Value.Bool bool) {
      out.append(bool.value() ? "true()" : "false()");
    } else if (value instanceof Value.Int number) {
      out.append(
          number.value() == (int) number.value()
              ? Long.toString(number.value())
              : "json('" + number.value() + "')");
    } else if (value instanceof Value.Decimal number) {
      out.append("json('").append(number.value()).append("')");
    } else if (value instanceof Value.Str text) {
      quote(text.secure() ? Values.SECRET : text.value());
    } else if (value.secure() && (value instanceof Value.Arr || value instanceof Value.Obj)) {
      quote(Values.SECRET);
    } else if (value instanceof Value.Arr array) {
      arguments("createArray", array.items());
    } else if (value instanceof Value.Obj object) {
      object(object.members());
    } else if (value instanceof Value.Call call) {
      arguments(call.function(), call.arguments());
    } else if (value instanceof Value.Access access) {
      access(access);
    }
  }

  private void quote(String text) {
    out.append('\'').append(text.replace("'", "''")).append('\'');
  }

  private void arguments(String function, Iterable<Value> arguments) {
    out.append(function).append('(');
    String separator = "";
    for (Value argument : arguments) {
      out.append(separator);
      append(argument);
      separator = ", ";
    }
    out.append(')');
  }

  private void object(Map<String, Value> members) {
    out.append("createObject(");
    String separator = "";
    for (Map.Entry<String, Value> member : members.entrySet()) {
      out.append(separator);
      quote(member.getKey());
      out.append(", ");
      append(member.getValue());
      separator = ", ";
    }
    out.append(')');
  }

  private void access(Value.Access access) {
    if (access.safe()) {
      out.append("tryGet(");
      append(access.base());
      out.append(", ");
      append(access.key());
      out.append(')');
      return;
    }
    append(access.base());
    if (access.key() instanceof Value.Str key
        && NAME.matcher(key.value()).matches()
        && !WORDS.contains(key.value().toLowerCase(Locale.ROOT))) {
      out.append('.').append(key.value());
    } else {
      out.append('[');
      append(access.key());
      out.append(']');
    }
  }
}
