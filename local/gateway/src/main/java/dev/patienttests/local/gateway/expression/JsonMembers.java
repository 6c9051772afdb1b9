package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.expression.JsonToken.JArray;
import dev.patienttests.local.gateway.expression.JsonToken.JObject;
import dev.patienttests.local.gateway.expression.JsonToken.JProperty;
import dev.patienttests.local.gateway.expression.JsonToken.JValue;
import java.util.List;

/** Members of JSON.NET's tokens. */
final class JsonMembers {
  private static final CsType KIND = TypeTable.named("JTokenType");

  private JsonMembers() {}

  static JsonToken me(Args a) {
    return (JsonToken) a.self();
  }

  static void tokens(MemberQuery m) {
    statics(m);
    m.property("int JContainer.Count", a -> me(a).children().size());
    if (m.wants(
        "Type", "HasValues", "Path", "Parent", "Root", "First", "Last", "Next", "Previous")) {
      places(m);
    }
    if (m.wants("this", "set_this")) {
      indexers(m);
    }
    if (m.wants("SelectToken", "SelectTokens")) {
      selections(m);
    }
    if (m.wants("Children", "Ancestors", "Remove", "Replace")) {
      relatives(m);
    }
    if (m.wants("ToString", "DeepClone", "DeepEquals", "Equals")) {
      whole(m);
    }
    if (m.wants("Value", "ToObject")) {
      conversions(m);
    }
  }

  /** What each type of tokens has of its own, besides constructors. */
  static void statics(MemberQuery m) {
    if (!m.wants("Parse", "FromObject")) {
      return;
    }
    for (String name : List.of("JToken", "JObject", "JArray")) {
      CsType type = TypeTable.named(name);
      m.add(
          "static " + name + " " + name + ".Parse(string s)", a -> JsonText.parse(a.text(0), type));
      m.add(
          "static " + name + " " + name + ".FromObject(object value)",
          a -> fromObject(a.at(0), type));
    }
  }

  private static void places(MemberQuery m) {
    m.property("JTokenType JToken.Type", a -> EnumValue.of(KIND, JsonCompare.kind(me(a))));
    m.property("bool JToken.HasValues", a -> !me(a).children().isEmpty());
    m.property("string JToken.Path", a -> JsonCompare.path(me(a)));
    m.property("JContainer JToken.Parent", a -> me(a).parent().orElse(null));
    m.property("JToken JToken.Root", a -> root(me(a)));
    m.property("JToken JToken.First", a -> end(me(a), true));
    m.property("JToken JToken.Last", a -> end(me(a), false));
    m.property("JToken JToken.Next", a -> sibling(me(a), 1));
    m.property("JToken JToken.Previous", a -> sibling(me(a), -1));
  }

  private static void indexers(MemberQuery m) {
    m.add("JToken JToken.this(object key)", a -> index(me(a), a.at(0)));
    m.add(
        "void JToken.set_this(object key, JToken value)",
        a -> set(me(a), a.at(0), (JsonToken) a.at(1)));
  }

  private static void selections(MemberQuery m) {
    m.add(
        "JToken JToken.SelectToken(string path)",
        a -> JsonPath.first(me(a), a.text(0), false, a.budget()));
    m.add(
        "JToken JToken.SelectToken(string path, bool errorWhenNoMatch)",
        a -> JsonPath.first(me(a), a.text(0), a.flag(1), a.budget()));
    m.add(
        "IEnumerable<JToken> JToken.SelectTokens(string path)",
        a -> CsList.of(Types.JTOKEN, JsonPath.select(me(a), a.text(0), a.budget())));
  }

  private static void relatives(MemberQuery m) {
    m.add(
        "IEnumerable<JToken> JToken.Children()",
        a -> CsSequence.of(Types.JTOKEN, () -> List.<Object>copyOf(me(a).children()).iterator()));
    m.add("IEnumerable<T> JToken.Children<T>()", a -> children(me(a), a.type("T")));
    m.add("IEnumerable<JToken> JToken.Ancestors()", a -> CsList.of(Types.JTOKEN, ancestors(me(a))));
    m.add("void JToken.Remove()", a -> remove(me(a)));
    m.add("void JToken.Replace(JToken value)", a -> replace(me(a), (JsonToken) a.at(0)));
  }

  private static void whole(MemberQuery m) {
    m.add(
        "string JToken.ToString(Newtonsoft formatting)".replace("Newtonsoft", "Formatting"),
        a -> JsonText.write(me(a), ((EnumValue) a.at(0)).is("Indented")));
    m.add("JToken JToken.DeepClone()", a -> me(a).copy());
    m.add(
        "static bool JToken.DeepEquals(JToken a, JToken b)",
        a -> JsonCompare.deepEquals((JsonToken) a.at(0), (JsonToken) a.at(1)));
    m.add("bool JToken.Equals(JToken other)", a -> RuntimeTypes.same(a.self(), a.at(0)));
  }

  private static JsonToken fromObject(Object value, CsType type) {
    if (value == null) {
      throw DotNetException.argumentNull("o");
    }
    JsonToken token = JsonBuild.serialize(value);
    boolean fits = RuntimeTypes.typeOf(token).derivesFrom(type);
    if (!fits) {
      throw DotNetException.argument("Object serialized to " + JsonCompare.kind(token) + ".");
    }
    return token;
  }

  private static void conversions(MemberQuery m) {
    m.add("T JToken.Value<T>(object key)", a -> value(index(me(a), a.at(0)), a.type("T")));
    m.add("T JToken.ToObject<T>()", a -> JsonRead.to(me(a), a.type("T")));
    m.add(
        "object JToken.ToObject(Type type)",
        a -> JsonRead.to(me(a), a.at(0, CsTypeValue.class).described()));
  }

  /** Extensions for sequences of tokens. */
  static void sequences(MemberQuery m) {
    if (!m.wants("Value", "Values", "this")) {
      return;
    }
    m.add("ext T IEnumerable<JToken>.Value<T>()", a -> value(me(a), a.type("T")));
    m.add(
        "ext IEnumerable<T> IEnumerable<JToken>.Values<T>()",
        a -> {
          CsType type = a.type("T");
          return CsList.of(
              type,
              Sequences.list(a.self(), a.budget()).stream()
                  .map(t -> value((JsonToken) t, type))
                  .toList());
        });
    m.add(
        "ext IEnumerable<JToken> IEnumerable<JToken>.this(object key)",
        a ->
            CsList.of(
                Types.JTOKEN,
                Sequences.list(a.self(), a.budget()).stream()
                    .map(t -> index((JsonToken) t, a.at(0)))
                    .filter(t -> t != null)
                    .toList()));
  }

  /** {@code Value<T>}: a token that is one, or a conversion; nothing gives the default. */
  private static Object value(JsonToken token, CsType type) {
    if (token == null) {
      return Conversions.defaultOf(type);
    }
    if (type.derivesFrom(Types.JTOKEN)) {
      return Conversions.unbox(token, type);
    }
    JsonToken inner = token instanceof JProperty property ? property.value() : token;
    if (!(inner instanceof JValue scalar)) {
      throw DotNetException.invalidCast(inner, type.name());
    }
    if (scalar.value() == null) {
      if (type.canBeNull()) {
        return null;
      }
      throw new DotNetException(
          "System.InvalidCastException", "Null object cannot be converted to a value type.");
    }
    return JsonCasts.cast(inner, type);
  }

  static JsonToken index(JsonToken token, Object key) {
    if (token instanceof JObject object) {
      if (key == null) {
        throw DotNetException.argumentNull("key");
      }
      if (key instanceof String name) {
        return object.get(name);
      }
      throw wrongKey("JObject", key);
    }
    if (token instanceof JArray array) {
      if (!(key instanceof Integer index)) {
        throw wrongKey("JArray", key);
      }
      return array.at(index);
    }
    throw DotNetException.invalidOperation(
        "Cannot access child value on " + RuntimeTypes.nameOf(token) + ".");
  }

  private static DotNetException wrongKey(String kind, Object key) {
    return DotNetException.argument(
        "Accessed " + kind + " values with a key of type " + RuntimeTypes.nameOf(key) + ".");
  }

  private static Object set(JsonToken token, Object key, JsonToken value) {
    index(token, key);
    if (token instanceof JObject object) {
      object.put((String) key, value == null ? new JValue(null) : value);
    } else {
      ((JArray) token).set((Integer) key, value);
    }
    return null;
  }

  private static JsonToken root(JsonToken token) {
    JsonToken root = token;
    while (root.parent().isPresent()) {
      root = root.parent().get();
    }
    return root;
  }

  private static List<JsonToken> ancestors(JsonToken token) {
    List<JsonToken> all = new java.util.ArrayList<>();
    for (JsonToken at = token; at.parent().isPresent(); at = at.parent().get()) {
      all.add(at.parent().get());
    }
    return all;
  }

  private static JsonToken end(JsonToken token, boolean first) {
    if (token instanceof JValue) {
      throw DotNetException.invalidOperation(
          "Cannot access child value on " + RuntimeTypes.nameOf(token) + ".");
    }
    List<? extends JsonToken> children = token.children();
    return children.isEmpty() ? null : children.get(first ? 0 : children.size() - 1);
  }

  private static JsonToken sibling(JsonToken token, int step) {
    List<? extends JsonToken> all = token.parent().map(JsonToken::children).orElse(List.of());
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i) == token) {
        return i + step >= 0 && i + step < all.size() ? all.get(i + step) : null;
      }
    }
    return null;
  }

  private static Object children(JsonToken token, CsType type) {
    return CsSequence.of(
        type,
        () ->
            token.children().stream()
                .<Object>map(c -> c)
                .filter(c -> Conversions.isInstance(c, type))
                .toList()
                .iterator());
  }

  private static Object remove(JsonToken token) {
    JsonToken parent =
        token
            .parent()
            .orElseThrow(() -> DotNetException.invalidOperation("The parent is missing."));
    if (parent instanceof JArray array) {
      array.removeAt(array.place(token));
    } else if (parent instanceof JObject object) {
      object.remove(((JProperty) token).name());
    } else {
      throw new DotNetException(
          "Newtonsoft.Json.JsonException",
          "Cannot add or remove items from Newtonsoft.Json.Linq.JProperty.");
    }
    return null;
  }

  private static Object replace(JsonToken token, JsonToken value) {
    JsonToken parent =
        token
            .parent()
            .orElseThrow(() -> DotNetException.invalidOperation("The parent is missing."));
    if (parent instanceof JArray array) {
      array.set(array.place(token), value);
    } else if (parent instanceof JProperty property) {
      property.value(value);
    } else {
      ((JObject) parent).replace((JProperty) token, (JProperty) value);
    }
    return null;
  }
}
