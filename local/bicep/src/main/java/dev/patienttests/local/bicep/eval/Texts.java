package dev.patienttests.local.bicep.eval;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.patienttests.local.bicep.Value;

/** Values as text. */
final class Texts {
  private Texts() {}

  /** As in an interpolated string and in {@code format}. */
  static String inFormat(Value value) {
    if (value instanceof Value.Arr || value instanceof Value.Obj) {
      StringBuilder text = new StringBuilder();
      singleQuoted(value, text);
      return text.toString();
    }
    return plain(value);
  }

  /** As {@code string()} gives it. */
  static String plain(Value value) {
    if (value instanceof Value.Expression) {
      throw new NeedsRuntime();
    } else if (value instanceof Value.Str text) {
      return text.value();
    } else if (value instanceof Value.Bool bool) {
      return bool.value() ? "True" : "False";
    } else if (value instanceof Value.Null) {
      return "";
    }
    return JsonValues.text(value);
  }

  private static void singleQuoted(Value value, StringBuilder text) {
    if (value instanceof Value.Expression) {
      throw new NeedsRuntime();
    } else if (value instanceof Value.Arr array) {
      String separator = "[";
      for (Value item : array.items()) {
        text.append(separator);
        singleQuoted(item, text);
        separator = ",";
      }
      text.append(array.items().isEmpty() ? "[]" : "]");
    } else if (value instanceof Value.Obj object) {
      text.append('{');
      String separator = "";
      for (var member : object.members().entrySet()) {
        text.append(separator);
        quote(member.getKey(), text);
        text.append(':');
        singleQuoted(member.getValue(), text);
        separator = ",";
      }
      text.append('}');
    } else if (value instanceof Value.Str string) {
      quote(string.value(), text);
    } else {
      text.append(JsonValues.scalar(value));
    }
  }

  private static void quote(String string, StringBuilder text) {
    String json = TextNode.valueOf(string).toString();
    String inner = json.substring(1, json.length() - 1);
    text.append('\'').append(inner.replace("\\\"", "\"").replace("'", "\\'")).append('\'');
  }
}
