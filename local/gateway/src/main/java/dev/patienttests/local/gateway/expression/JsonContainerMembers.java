package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.expression.JsonToken.JArray;
import dev.patienttests.local.gateway.expression.JsonToken.JObject;
import dev.patienttests.local.gateway.expression.JsonToken.JProperty;
import dev.patienttests.local.gateway.expression.JsonToken.JValue;
import java.util.List;

/** Members of JObject, JArray, JProperty, JValue, and of JsonConvert. */
final class JsonContainerMembers {
  private JsonContainerMembers() {}

  private static JObject object(Args a) {
    return a.me(JObject.class);
  }

  private static JArray array(Args a) {
    return a.me(JArray.class);
  }

  static void objects(MemberQuery m) {
    JsonMembers.statics(m);
    if (m.wants("new")) {
      newObjects(m);
    }
    if (m.wants("this", "set_this", "Add")) {
      items(m);
    }
    if (m.wants("ContainsKey", "GetValue", "TryGetValue")) {
      values(m);
    }
    if (m.wants("Property", "Properties", "PropertyValues", "Values")) {
      contents(m);
    }
    if (m.wants("Remove", "RemoveAll", "Merge", "DeepClone")) {
      changes(m);
    }
  }

  private static void newObjects(MemberQuery m) {
    m.add("new JObject()", a -> new JObject());
    m.add(
        "new JObject(params object[] content)",
        a -> JsonBuild.object(a.at(0, CsArray.class).items()));
    m.add("new JObject(object content)", a -> JsonBuild.object(new Object[] {a.at(0)}));
    m.add("new JObject(JObject other)", a -> a.at(0, JObject.class).copy());
  }

  private static void items(MemberQuery m) {
    m.add("JToken JObject.this(string name)", a -> JsonMembers.index(object(a), a.at(0)));
    m.add(
        "void JObject.set_this(string name, JToken value)",
        a -> {
          object(a).put(a.text(0), a.at(1) == null ? new JValue(null) : (JsonToken) a.at(1));
          return null;
        });
    m.add(
        "void JObject.Add(string name, JToken value)",
        a -> run(() -> object(a).add(new JProperty(a.text(0), (JsonToken) a.at(1)))));
    m.add("void JObject.Add(object content)", a -> run(() -> JsonBuild.add(object(a), a.at(0))));
  }

  private static void values(MemberQuery m) {
    m.add("bool JObject.ContainsKey(string name)", a -> object(a).property(a.text(0)).isPresent());
    m.add(
        "JToken JObject.GetValue(string name)",
        a -> a.at(0) == null ? null : object(a).get(a.text(0)));
    m.add(
        "JToken JObject.GetValue(string name, StringComparison comparison)",
        a -> find(object(a), a.text(0), a.at(1)));
    m.add(
        "bool JObject.TryGetValue(string name, out JToken value)",
        a -> {
          a.values()[1] = object(a).get(a.text(0));
          return a.at(1) != null;
        });
  }

  private static void contents(MemberQuery m) {
    m.add(
        "JProperty JObject.Property(string name)",
        a -> a.at(0) == null ? null : object(a).property(a.text(0)).orElse(null));
    m.add(
        "IEnumerable<JProperty> JObject.Properties()",
        a ->
            CsSequence.of(
                Types.JPROPERTY, () -> List.<Object>copyOf(object(a).properties()).iterator()));
    m.add("IEnumerable<JToken> JObject.PropertyValues()", a -> values(object(a)));
    m.add("IEnumerable<JToken> JObject.Values()", a -> values(object(a)));
  }

  private static void changes(MemberQuery m) {
    m.add("bool JObject.Remove(string name)", a -> object(a).remove(a.text(0)));
    m.add("void JObject.RemoveAll()", a -> run(object(a)::clear));
    m.add(
        "void JObject.Merge(object content)", a -> run(() -> merge(object(a), (JObject) a.at(0))));
    m.add("JObject JObject.DeepClone()", a -> object(a).copy());
  }

  static void properties(MemberQuery m) {
    m.add(
        "new JProperty(string name, object content)",
        a -> new JProperty(a.text(0), JsonBuild.content(a.at(1))));
    m.add(
        "new JProperty(string name, params object[] content)",
        a -> new JProperty(a.text(0), several((CsArray) a.at(1))));
    m.property("string JProperty.Name", a -> a.me(JProperty.class).name());
    m.property("JToken JProperty.Value", a -> a.me(JProperty.class).value());
    m.add(
        "void JProperty.set_Value(JToken value)",
        a -> run(() -> a.me(JProperty.class).value((JsonToken) a.at(0))));
  }

  private static JsonToken several(CsArray contents) {
    if (contents == null) {
      return new JValue(null);
    }
    return contents.length() == 1
        ? JsonBuild.content(contents.get(0))
        : JsonBuild.array(contents.items());
  }

  private static Object run(Runnable action) {
    action.run();
    return null;
  }

  private static CsSequence values(JObject object) {
    return CsSequence.of(
        Types.JTOKEN,
        () -> object.properties().stream().<Object>map(JProperty::value).toList().iterator());
  }

  private static JsonToken find(JObject object, String name, Object comparison) {
    JsonToken exact = object.get(name);
    return exact != null
        ? exact
        : object.properties().stream()
            .filter(p -> Texts.equal(p.name(), name, Texts.ignoresCase(comparison)))
            .map(JProperty::value)
            .findFirst()
            .orElse(null);
  }

  /** Members of the other win; objects are merged, arrays joined. */
  private static void merge(JObject into, JObject from) {
    for (JProperty property : from.properties()) {
      JsonToken mine = into.get(property.name());
      if (mine instanceof JObject a && property.value() instanceof JObject b) {
        merge(a, b);
      } else if (mine instanceof JArray a && property.value() instanceof JArray b) {
        b.items().forEach(i -> a.add(i.copy()));
      } else {
        into.put(property.name(), property.value().copy());
      }
    }
  }

  static void arrays(MemberQuery m) {
    JsonMembers.statics(m);
    if (m.wants("new")) {
      newArrays(m);
    }
    if (m.wants("this", "set_this", "Add")) {
      elements(m);
    }
    if (m.wants("Insert", "RemoveAt", "Clear", "Remove", "IndexOf", "Contains")) {
      places(m);
    }
  }

  private static void newArrays(MemberQuery m) {
    m.add("new JArray()", a -> new JArray());
    m.add(
        "new JArray(params object[] content)",
        a -> JsonBuild.array(a.at(0, CsArray.class).items()));
    m.add("new JArray(object content)", a -> JsonBuild.array(new Object[] {a.at(0)}));
  }

  private static void elements(MemberQuery m) {
    m.add("JToken JArray.this(int index)", a -> array(a).at(a.number(0)));
    m.add(
        "void JArray.set_this(int index, JToken value)",
        a -> run(() -> array(a).set(a.number(0), (JsonToken) a.at(1))));
    m.add(
        "void JArray.Add(object content)",
        a -> run(() -> array(a).add(JsonBuild.content(a.at(0)))));
  }

  private static void places(MemberQuery m) {
    m.add(
        "void JArray.Insert(int index, JToken item)",
        a -> run(() -> array(a).insert(a.number(0), (JsonToken) a.at(1))));
    m.add("void JArray.RemoveAt(int index)", a -> run(() -> array(a).removeAt(a.number(0))));
    m.add("void JArray.Clear()", a -> run(() -> array(a).items().clear()));
    m.add("bool JArray.Remove(JToken item)", a -> removed(array(a), (JsonToken) a.at(0)));
    m.add("int JArray.IndexOf(JToken item)", a -> array(a).place((JsonToken) a.at(0)));
    m.add("bool JArray.Contains(JToken item)", a -> array(a).place((JsonToken) a.at(0)) >= 0);
  }

  static void scalars(MemberQuery m) {
    for (String type :
        List.of(
            "string",
            "long",
            "double",
            "bool",
            "decimal",
            "DateTime",
            "Guid",
            "TimeSpan",
            "object",
            "float",
            "Uri")) {
      m.add("new JValue(" + type + " value)", a -> JsonBuild.scalar(a.at(0)));
    }
    m.property("object JValue.Value", a -> ((JValue) a.self()).value());
    m.add(
        "void JValue.set_Value(object value)",
        a -> run(() -> ((JValue) a.self()).value(((JValue) JsonBuild.scalar(a.at(0))).value())));
    m.add(
        "string JValue.ToString(string format)",
        a -> Formats.format(((JValue) a.self()).value(), a.maybe(0)));
    m.add(
        "int JValue.CompareTo(JValue other)",
        a -> JsonCompare.compare((JValue) a.self(), (JValue) a.at(0)));
    m.add("static JValue JValue.CreateNull()", a -> new JValue(null));
    m.add("static JValue JValue.CreateString(string s)", a -> new JValue(a.at(0)));
    m.add("new JRaw(object value)", a -> JValue.raw(RuntimeTypes.text(a.at(0))));
  }

  private static boolean removed(JArray array, JsonToken item) {
    int place = array.place(item);
    if (place >= 0) {
      array.removeAt(place);
    }
    return place >= 0;
  }

  static void converter(MemberQuery m) {
    m.add(
        "static string JsonConvert.SerializeObject(object value)",
        a -> JsonText.compact(JsonBuild.serialize(a.at(0))));
    m.add(
        "static string JsonConvert.SerializeObject(object value, Formatting formatting)",
        a -> JsonText.write(JsonBuild.serialize(a.at(0)), ((EnumValue) a.at(1)).is("Indented")));
    m.add(
        "static string JsonConvert.ToString(string value)",
        a -> JsonText.compact(new JValue(a.at(0))));
    m.add(
        "static T JsonConvert.DeserializeObject<T>(string s)",
        a -> JsonRead.parse(a.text(0), a.type("T")));
    m.add(
        "static object JsonConvert.DeserializeObject(string s)",
        a -> JsonRead.parse(a.text(0), Types.OBJECT));
    m.add(
        "static object JsonConvert.DeserializeObject(string s, Type type)",
        a -> JsonRead.parse(a.text(0), a.at(1, CsTypeValue.class).described()));
  }
}
