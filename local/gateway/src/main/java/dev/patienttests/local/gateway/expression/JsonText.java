package dev.patienttests.local.gateway.expression;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.patienttests.local.gateway.expression.JsonToken.JArray;
import dev.patienttests.local.gateway.expression.JsonToken.JObject;
import dev.patienttests.local.gateway.expression.JsonToken.JProperty;
import dev.patienttests.local.gateway.expression.JsonToken.JValue;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.Map;

/** Reads and writes JSON as JSON.NET does by default, with its depth limit. */
final class JsonText {
  private static final int MAX_DEPTH = 64;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(JsonReadFeature.ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS)
          .build();

  private JsonText() {}

  static JsonToken parse(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        throw readerException("Error reading JToken from JsonReader. Path '', line 0, position 0.");
      }
      JsonToken token = read(parser);
      if (parser.nextToken() != null) {
        throw readerException("Additional text encountered after finished reading JSON content.");
      }
      return token;
    } catch (IOException e) {
      throw readerException("Unexpected character encountered while parsing value.");
    }
  }

  static JsonToken parse(String text, CsType type) {
    JsonToken token = parse(text);
    boolean fits =
        type.equals(CsType.JTOKEN)
            || (type.equals(CsType.JOBJECT) && token instanceof JObject)
            || (type.equals(CsType.JARRAY) && token instanceof JArray);
    if (!fits) {
      throw readerException(
          "Error reading "
              + type
              + " from JsonReader. Current JsonReader item is not of that kind.");
    }
    return token;
  }

  private static DotNetException readerException(String message) {
    return new DotNetException("Newtonsoft.Json.JsonReaderException", message);
  }

  private static JsonToken read(JsonParser parser) throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT -> {
        JObject object = new JObject();
        while (parser.nextToken() != com.fasterxml.jackson.core.JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          object.members().put(name, read(parser));
        }
        return object;
      }
      case START_ARRAY -> {
        JArray array = new JArray();
        while (parser.nextToken() != com.fasterxml.jackson.core.JsonToken.END_ARRAY) {
          array.items().add(read(parser));
        }
        return array;
      }
      case VALUE_TRUE, VALUE_FALSE -> {
        return new JValue(parser.getBooleanValue());
      }
      case VALUE_NULL -> {
        return new JValue(null);
      }
      case VALUE_NUMBER_INT -> {
        boolean big = parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER;
        return new JValue(big ? parser.getBigIntegerValue() : (Object) parser.getLongValue());
      }
      case VALUE_NUMBER_FLOAT -> {
        return new JValue(parser.getDoubleValue());
      }
      default -> {
        String text = parser.getText();
        return new JValue(JsonDate.read(text).<Object>map(date -> date).orElse(text));
      }
    }
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

  private static void write(JsonToken token, StringBuilder out, int depth, boolean indent) {
    if (token instanceof JObject object) {
      out.append('{');
      Iterator<Map.Entry<String, JsonToken>> members = object.members().entrySet().iterator();
      boolean any = members.hasNext();
      while (members.hasNext()) {
        Map.Entry<String, JsonToken> member = members.next();
        line(out, depth + 1, indent);
        write(new JProperty(member.getKey(), member.getValue()), out, depth + 1, indent);
        out.append(members.hasNext() ? "," : "");
      }
      line(out, depth, indent && any);
      out.append('}');
    } else if (token instanceof JArray array) {
      out.append('[');
      for (int i = 0; i < array.items().size(); i++) {
        out.append(i > 0 ? "," : "");
        line(out, depth + 1, indent);
        write(array.items().get(i), out, depth + 1, indent);
      }
      line(out, depth, indent && !array.items().isEmpty());
      out.append(']');
    } else if (token instanceof JProperty property) {
      quote(property.name(), out);
      out.append(indent ? ": " : ":");
      write(property.value(), out, depth, indent);
    } else {
      value(((JValue) token).value(), out);
    }
  }

  private static void line(StringBuilder out, int depth, boolean indent) {
    if (indent) {
      out.append('\n').append("  ".repeat(depth));
    }
  }

  private static void value(Object value, StringBuilder out) {
    if (value == null) {
      out.append("null");
    } else if (value instanceof Boolean || value instanceof Long || value instanceof Integer) {
      out.append(value);
    } else if (value instanceof Double number) {
      String text = RuntimeTypes.text(number);
      boolean integral = text.chars().allMatch(c -> Character.isDigit(c) || c == '-');
      out.append(text).append(integral ? ".0" : "");
    } else if (value instanceof BigInteger) {
      out.append(value);
    } else if (value instanceof JsonDate date) {
      out.append('"').append(date.iso()).append('"');
    } else {
      quote(RuntimeTypes.text(value), out);
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
