package dev.patienttests.local.gateway.expression;

import static dev.patienttests.local.gateway.expression.CsType.*;
import static dev.patienttests.local.gateway.expression.Members.method;
import static dev.patienttests.local.gateway.expression.Members.shared;

import dev.patienttests.local.gateway.expression.JsonToken.JArray;
import dev.patienttests.local.gateway.expression.JsonToken.JObject;
import dev.patienttests.local.gateway.expression.JsonToken.JProperty;
import dev.patienttests.local.gateway.expression.JsonToken.JValue;
import dev.patienttests.local.gateway.expression.Members.Method;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Members of JSON.NET's tokens. */
final class JsonMembers {
  private JsonMembers() {}

  static void register(Members members) {
    for (CsType type : List.of(JOBJECT, JARRAY, JTOKEN)) {
      members.add(
          shared(
              type,
              "Parse",
              type,
              (t, a) -> {
                if (a[0] == null) {
                  throw DotNetException.argumentNull("s");
                }
                return JsonText.parse((String) a[0], type);
              },
              STRING));
    }
    members.property(JOBJECT, "Count", INT, t -> ((JObject) t).members().size());
    members.property(JARRAY, "Count", INT, t -> ((JArray) t).items().size());
    members.constant(FORMATTING, "None", FORMATTING, "None");
    members.constant(FORMATTING, "Indented", FORMATTING, "Indented");
    members.add(
        method(JTOKEN, "[]", JTOKEN, (t, a) -> index((JsonToken) t, a[0]), OBJECT),
        method(
            JOBJECT,
            "[]",
            JTOKEN,
            (t, a) -> {
              if (a[0] == null) {
                throw DotNetException.argumentNull("propertyName");
              }
              return index((JsonToken) t, a[0]);
            },
            STRING),
        method(
            JOBJECT,
            "ContainsKey",
            BOOL,
            (t, a) -> ((JObject) t).members().containsKey((String) a[0]),
            STRING),
        method(
            JTOKEN,
            "ToString",
            STRING,
            (t, a) ->
                a[0].equals("None")
                    ? JsonText.compact((JsonToken) t)
                    : JsonText.indented((JsonToken) t),
            FORMATTING));
    constructors(members);
  }

  private static JsonToken index(JsonToken token, Object key) {
    if (token instanceof JObject object) {
      if (key instanceof String name) {
        return object.members().get(name);
      }
      throw wrongKey("JObject", key);
    }
    if (token instanceof JArray array) {
      if (!(key instanceof Integer index)) {
        throw wrongKey("JArray", key);
      }
      if (index < 0 || index >= array.items().size()) {
        throw DotNetException.outOfRange("Index");
      }
      return array.items().get(index);
    }
    throw new DotNetException(
        "System.InvalidOperationException",
        "Cannot access child value on " + RuntimeTypes.nameOf(token) + ".");
  }

  private static DotNetException wrongKey(String kind, Object key) {
    return new DotNetException(
        "System.ArgumentException",
        "Accessed " + kind + " values with a key of type " + RuntimeTypes.nameOf(key) + ".");
  }

  private static void constructors(Members members) {
    members.constructor(shared(JOBJECT, "new", JOBJECT, (t, a) -> new JObject()));
    members.constructor(
        shared(JOBJECT, "new", JOBJECT, (t, a) -> object((Object[]) a[0]), OBJECTS).params());
    members.constructor(shared(JARRAY, "new", JARRAY, (t, a) -> new JArray()));
    Method property =
        shared(
            JPROPERTY,
            "new",
            JPROPERTY,
            (t, a) -> new JProperty((String) a[0], token(a[1])),
            STRING,
            OBJECT);
    members.constructor(property);
  }

  private static JObject object(Object[] content) {
    JObject object = new JObject();
    for (Object item : content) {
      if (!(item instanceof JProperty property)) {
        throw new DotNetException(
            "System.ArgumentException",
            "Can not add " + RuntimeTypes.nameOf(item) + " to Newtonsoft.Json.Linq.JObject.");
      }
      if (object.members().putIfAbsent(property.name(), property.value()) != null) {
        throw new DotNetException(
            "System.ArgumentException",
            "Can not add a property twice to Newtonsoft.Json.Linq.JObject.");
      }
    }
    return object;
  }

  /** The token that JSON.NET makes of a value. */
  static JsonToken token(Object value) {
    if (value instanceof JsonToken token) {
      return token;
    }
    if (value instanceof Integer number) {
      return new JValue(number.longValue());
    }
    if (value instanceof Instant instant) {
      return new JValue(new JsonDate(LocalDateTime.ofInstant(instant, ZoneOffset.UTC), true));
    }
    boolean scalar =
        value == null
            || value instanceof String
            || value instanceof Boolean
            || value instanceof Long
            || value instanceof Double
            || value instanceof UUID;
    if (!scalar) {
      throw new DotNetException(
          "System.ArgumentException",
          "Could not determine JSON object type for type " + RuntimeTypes.nameOf(value) + ".");
    }
    return new JValue(value instanceof UUID ? value.toString() : value);
  }
}
