package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.expression.JsonToken.JArray;
import dev.patienttests.local.gateway.expression.JsonToken.JObject;
import dev.patienttests.local.gateway.expression.JsonToken.JProperty;
import dev.patienttests.local.gateway.expression.JsonToken.JValue;
import java.util.Base64;
import java.util.List;

/** Reads and writes JSON as JSON.NET does by default, with its depth limit. */
final class JsonText {
  private JsonText() {}

  static JsonToken parse(String text) {
    return new JsonReader(text, true).document();
  }

  static JsonToken parse(String text, CsType type) {
    JsonToken token = parse(text);
    boolean fits =
        type.equals(Types.JTOKEN)
            || (type.equals(Types.JOBJECT) && token instanceof JObject)
            || (type.equals(Types.JARRAY) && token instanceof JArray);
    if (!fits) {
      throw JsonReader.wrong(
          "Error reading "
              + type
              + " from JsonReader. Current JsonReader item is not of that kind.");
    }
    return token;
  }

  static String indented(JsonToken token) {
    StringBuilder out = new StringBuilder();
    write(token, out, 0, true);
    return out.toString();
  }

  static String compact(JsonToken token) {
    StringBuilder out = new StringBuilder();
    write(token, out, 0, false);
    return out.toString();
  }

  static String write(JsonToken token, boolean indent) {
    return indent ? indented(token) : compact(token);
  }

  private static void write(JsonToken token, StringBuilder out, int depth, boolean indent) {
    if (token instanceof JProperty property) {
      quote(property.name(), out);
      out.append(indent ? ": " : ":");
      write(property.value(), out, depth, indent);
    } else if (token instanceof JValue scalar) {
      value(scalar, out);
    } else {
      boolean object = token instanceof JObject;
      out.append(object ? '{' : '[');
      List<? extends JsonToken> children = token.children();
      for (int i = 0; i < children.size(); i++) {
        out.append(i > 0 ? "," : "");
        line(out, depth + 1, indent);
        write(children.get(i), out, depth + 1, indent);
      }
      line(out, depth, indent && !children.isEmpty());
      out.append(object ? '}' : ']');
    }
  }

  private static void line(StringBuilder out, int depth, boolean indent) {
    if (indent) {
      out.append('\n').append("  ".repeat(depth));
    }
  }

  private static void value(JValue scalar, StringBuilder out) {
    Object value = scalar.value();
    if (value == null) {
      out.append(scalar.isUndefined() ? "undefined" : "null");
    } else if (scalar.isRaw()) {
      out.append(value);
    } else if (value instanceof Boolean bool) {
      out.append(bool ? "true" : "false");
    } else if (value instanceof Double || value instanceof Float || value instanceof CsDecimal) {
      real(RuntimeTypes.text(value), out);
    } else if (value instanceof Number || value instanceof Small) {
      out.append(value);
    } else if (value instanceof CsDateTime date) {
      out.append('"').append(JsonDates.write(date)).append('"');
    } else if (value instanceof CsOffset date) {
      out.append('"').append(JsonDates.write(date)).append('"');
    } else if (value instanceof CsArray bytes) {
      out.append('"').append(Base64.getEncoder().encodeToString(bytes.toBytes())).append('"');
    } else {
      quote(RuntimeTypes.text(value), out);
    }
  }

  /** Numbers with a point stay such; what is no number becomes a string. */
  private static void real(String text, StringBuilder out) {
    if (text.endsWith("NaN") || text.endsWith("Infinity")) {
      out.append('"').append(text).append('"');
    } else {
      boolean integral = text.chars().allMatch(c -> Character.isDigit(c) || c == '-');
      out.append(text).append(integral ? ".0" : "");
    }
  }

  /** Escapes as JSON.NET does by default: control characters, quotes, backslash, U+2028, U+2029. */
  static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int simple = "\"\\\b\f\n\r\t".indexOf(c);
      if (simple >= 0) {
        out.append('\\').append("\"\\bfnrt".charAt(simple));
      } else if (c < ' ' || c == '\u0085' || c == '\u2028' || c == '\u2029') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
