package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.expression.JsonToken.JArray;
import dev.patienttests.local.gateway.expression.JsonToken.JObject;
import dev.patienttests.local.gateway.expression.JsonToken.JProperty;
import dev.patienttests.local.gateway.expression.JsonToken.JValue;
import java.math.BigInteger;
import java.util.UUID;

/** Makes tokens of values: as content of a token, and as the serialiser does. */
final class JsonBuild {
  private static final int MAX_DEPTH = 64;

  private JsonBuild() {}

  /** The implicit conversion of a scalar; null becomes JSON's. */
  static Object scalar(Object value) {
    Object kept =
        value instanceof Integer number
            ? (Object) number.longValue()
            : value instanceof Small small && !small.type().equals(Types.ULONG)
                ? (Object) small.value()
                : value instanceof Small large ? Numbers.wholeExact(large) : value;
    return new JValue(value instanceof Character c ? c.toString() : kept);
  }

  static boolean isScalar(Object value) {
    return value == null
        || value instanceof String
        || value instanceof Boolean
        || value instanceof Number
        || value instanceof Small
        || value instanceof Character
        || value instanceof CsDecimal
        || value instanceof CsDateTime
        || value instanceof CsOffset
        || value instanceof CsSpan
        || value instanceof CsUri
        || value instanceof UUID
        || value instanceof BigInteger
        || RuntimeTypes.bytes(value).isPresent();
  }

  /** What {@code Add}, {@code new JArray(...)} and {@code new JProperty(...)} make of a value. */
  static JsonToken content(Object value) {
    if (value instanceof JsonToken token) {
      return token;
    }
    if (value instanceof EnumValue member) {
      return new JValue(member.value());
    }
    if (isScalar(value)) {
      return (JsonToken) scalar(value);
    }
    boolean sequence =
        value instanceof CsArray
            || value instanceof CsList
            || value instanceof CsSequence
            || (value instanceof CsMap map && map.isSet());
    if (!sequence) {
      throw DotNetException.argument(
          "Could not determine JSON object type for type " + RuntimeTypes.nameOf(value) + ".");
    }
    JArray array = new JArray();
    for (Object item : Sequences.items(value)) {
      array.add(content(item));
    }
    return array;
  }

  /** Several contents make an array, one of them makes itself. */
  static JArray array(Object[] contents) {
    JArray array = new JArray();
    for (Object content : contents) {
      boolean spread =
          contents.length == 1
              && !(content instanceof JsonToken)
              && !isScalar(content)
              && !(content instanceof EnumValue);
      JsonToken token = content(content);
      if (spread
          || (contents.length == 1 && token instanceof JArray && content instanceof CsArray)) {
        for (JsonToken item : ((JArray) token).items()) {
          array.add(item.copy());
        }
      } else if (token instanceof JProperty) {
        throw DotNetException.argument(
            "Can not add Newtonsoft.Json.Linq.JProperty to Newtonsoft.Json.Linq.JArray.");
      } else {
        array.add(token);
      }
    }
    return array;
  }

  static JObject object(Object[] contents) {
    JObject object = new JObject();
    for (Object content : contents) {
      add(object, content);
    }
    return object;
  }

  static void add(JObject object, Object content) {
    if (content == null) {
      return;
    }
    if (content instanceof JProperty property) {
      object.add(property);
    } else if (content instanceof JObject other) {
      other.properties().forEach(p -> object.add(p.copy()));
    } else if (content instanceof Iterable<?> items) {
      items.forEach(item -> add(object, item));
    } else {
      throw DotNetException.argument(
          "Can not add " + RuntimeTypes.nameOf(content) + " to Newtonsoft.Json.Linq.JObject.");
    }
  }

  /** What the serialiser makes of a value. */
  static JsonToken serialize(Object value) {
    return serialize(value, 0);
  }

  private static JsonToken serialize(Object value, int depth) {
    if (depth > MAX_DEPTH) {
      throw new DotNetException(
          "Newtonsoft.Json.JsonSerializationException", "Nested deeper than " + MAX_DEPTH + ".");
    }
    if (value instanceof JsonToken token) {
      return token;
    }
    if (isScalar(value)) {
      return (JsonToken) scalar(value);
    }
    if (value instanceof EnumValue member) {
      return new JValue(member.value());
    }
    JObject object = new JObject();
    if (value instanceof CsRecord record) {
      boolean plain = record.type().is(CsType.Kind.ANONYMOUS);
      for (int i = 0; i < record.values().length; i++) {
        String name = plain ? record.type().parameters().get(i) : "Item" + (i + 1);
        object.put(name, serialize(record.values()[i], depth + 1));
      }
      return object;
    }
    if (value instanceof CsPair pair) {
      object.put("Key", serialize(pair.key(), depth + 1));
      object.put("Value", serialize(pair.value(), depth + 1));
      return object;
    }
    if (value instanceof CsMap map && !map.isSet()) {
      for (CsPair pair : map.pairs()) {
        object.put(RuntimeTypes.text(pair.key()), serialize(pair.value(), depth + 1));
      }
      return object;
    }
    if (value instanceof Iterable<?> items) {
      JArray array = new JArray();
      items.forEach(item -> array.add(serialize(item, depth + 1)));
      return array;
    }
    if (value instanceof java.util.Map<?, ?>) {
      for (Object pair : Sequences.items(value)) {
        CsPair entry = (CsPair) pair;
        object.put(RuntimeTypes.text(entry.key()), serialize(entry.value(), depth + 1));
      }
      return object;
    }
    throw new DotNetException(
        "Newtonsoft.Json.JsonSerializationException",
        "A value of type " + RuntimeTypes.nameOf(value) + " is not serialised here.");
  }
}
