package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.expression.JsonToken.JArray;
import dev.patienttests.local.gateway.expression.JsonToken.JObject;
import dev.patienttests.local.gateway.expression.JsonToken.JProperty;
import dev.patienttests.local.gateway.expression.JsonToken.JValue;
import java.util.ArrayList;
import java.util.List;

/** Makes values of tokens, as JSON.NET's deserialiser does. */
final class JsonRead {
  private JsonRead() {}

  /** Out of text: dates stay text where the target is a string. */
  static Object parse(String text, CsType type) {
    if (new JsonReader(text, false).isEmpty()) {
      return Conversions.defaultOf(type);
    }
    boolean tokens = type.derivesFrom(Types.JTOKEN) || type.equals(Types.OBJECT);
    JsonToken token = new JsonReader(text, tokens).document();
    try {
      return to(token, type);
    } catch (DotNetException e) {
      boolean wrapped =
          e.typeName().equals("System.FormatException")
              || e.typeName().equals("System.OverflowException")
              || e.typeName().equals("System.ArgumentException");
      throw wrapped ? JsonReader.wrong("Could not convert to the type " + type + ".") : e;
    }
  }

  static Object to(JsonToken token, CsType type) {
    if (type.derivesFrom(Types.JTOKEN)) {
      if (token instanceof JValue scalar
          && scalar.value() == null
          && !type.equals(Types.JTOKEN)
          && !type.equals(Types.JVALUE)) {
        return null;
      }
      if (!Conversions.isInstance(token, type)) {
        throw DotNetException.invalidCast(token, type.name());
      }
      return token;
    }
    boolean isNull = token instanceof JValue scalar && scalar.value() == null;
    if (isNull) {
      if (type.canBeNull()) {
        return null;
      }
      throw wrong("Error converting value {null} to type '" + type + "'.");
    }
    if (type.equals(Types.OBJECT)) {
      return token instanceof JValue scalar ? scalar.value() : token;
    }
    CsType inner = type.underlying().orElse(type);
    if (inner.as("IDictionary").isPresent() || inner.simpleName().equals("IReadOnlyDictionary")) {
      return dictionary(token, inner);
    }
    boolean list =
        (inner.is(CsType.Kind.ARRAY) && !inner.equals(Types.BYTES))
            || (inner.as("IEnumerable").isPresent() && !inner.equals(Types.STRING));
    if (list) {
      return list(token, inner);
    }
    if (!(token instanceof JValue)) {
      throw wrong("Cannot deserialize the current JSON into type '" + type + "'.");
    }
    return scalar(token, inner);
  }

  private static Object scalar(JsonToken token, CsType type) {
    Object value = ((JValue) token).value();
    if (type.is(CsType.Kind.ENUM)) {
      return value instanceof String name && type.values().containsKey(name)
          ? EnumValue.of(type, name)
          : new EnumValue(type, Numbers.whole(value));
    }
    if (value instanceof Boolean flag && type.equals(Types.STRING)) {
      return flag ? "true" : "false";
    }
    return JsonCasts.cast(token, type);
  }

  private static DotNetException wrong(String message) {
    return new DotNetException("Newtonsoft.Json.JsonSerializationException", message);
  }

  private static Object dictionary(JsonToken token, CsType type) {
    if (!(token instanceof JObject object)) {
      throw wrong("Cannot deserialize the current JSON into type '" + type + "'.");
    }
    CsMap map = CsMap.dictionary(type.argument(0), type.argument(1));
    for (JProperty property : object.properties()) {
      Object key = ConvertTo.type(property.name(), type.argument(0));
      map.put(key, to(property.value(), type.argument(1)));
    }
    return map;
  }

  private static Object list(JsonToken token, CsType type) {
    if (!(token instanceof JArray array)) {
      throw wrong("Cannot deserialize the current JSON into type '" + type + "'.");
    }
    CsType element = Sequences.element(type).orElseThrow();
    List<Object> items = new ArrayList<>();
    for (JsonToken item : array.items()) {
      items.add(to(item, element));
    }
    if (type.is(CsType.Kind.ARRAY)) {
      return CsArray.of(element, items);
    }
    if (type.simpleName().equals("HashSet")) {
      CsMap set = new CsMap(type, CsComparer.DEFAULT);
      items.forEach(i -> set.add(i, null));
      return set;
    }
    return CsList.of(element, items);
  }
}
