package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.MessageBody;
import dev.patienttests.local.gateway.model.RequestUrl;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The maps and bodies of {@code context}. Names ignore case, those of variables do not. */
final class MapsOfContext {
  private static final Set<String> BODIES =
      Set.of("string", "byte[]", "JObject", "JArray", "JToken");

  private MapsOfContext() {}

  private static List<String> values(Object map, Object name) {
    if (name == null) {
      throw DotNetException.argumentNull("key");
    }
    if (map instanceof Headers headers) {
      return headers.all((String) name);
    }
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) map).entrySet()) {
      if (((String) entry.getKey()).equalsIgnoreCase((String) name)) {
        Object value = entry.getValue();
        return value instanceof String text
            ? List.of(text)
            : ((List<?>) value).stream().map(String.class::cast).toList();
      }
    }
    return List.of();
  }

  private static Map<?, ?> map(Object self) {
    return self instanceof Headers headers ? headers.asMap() : (Map<?, ?>) self;
  }

  static void register(MemberQuery m) {
    for (String type : List.of("MultiMap", "StringMap")) {
      boolean several = type.equals("MultiMap");
      String value = several ? "string[]" : "string";
      m.property("int " + type + ".Count", a -> map(a.self()).size());
      m.property(
          "IEnumerable<string> " + type + ".Keys",
          a -> CsList.of(Types.STRING, map(a.self()).keySet()));
      m.add(
          "bool " + type + ".ContainsKey(string name)", a -> !values(a.self(), a.at(0)).isEmpty());
      m.add("string " + type + ".GetValueOrDefault(string name)", a -> joined(a, null));
      m.add(
          "string " + type + ".GetValueOrDefault(string name, string other)",
          a -> joined(a, a.at(1)));
      m.add(
          value + " " + type + ".this(string name)",
          a -> found(a, several).orElseThrow(DotNetException::keyNotFound));
      m.add(
          "bool " + type + ".TryGetValue(string name, out " + value + " value)",
          a -> {
            a.values()[1] = found(a, several).orElse(null);
            return a.at(1) != null;
          });
    }
  }

  private static Optional<Object> found(Args a, boolean several) {
    List<String> found = values(a.self(), a.at(0));
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(several ? CsArray.strings(found) : found.get(0));
  }

  private static Object joined(Args a, Object otherwise) {
    List<String> found = values(a.self(), a.at(0));
    return found.isEmpty() ? otherwise : String.join(",", found);
  }

  private static Map<?, ?> me(Args a) {
    return a.me(Map.class);
  }

  static void variables(MemberQuery m) {
    m.property("int VariableMap.Count", a -> me(a).size());
    m.property(
        "IEnumerable<string> VariableMap.Keys", a -> CsList.of(Types.STRING, me(a).keySet()));
    m.property(
        "IEnumerable<object> VariableMap.Values",
        a -> CsList.of(Types.OBJECT, new ArrayList<>(me(a).values())));
    m.add("bool VariableMap.ContainsKey(string name)", a -> me(a).containsKey(a.text(0)));
    m.add(
        "object VariableMap.this(string name)",
        a -> {
          if (!me(a).containsKey(a.text(0))) {
            throw DotNetException.keyNotFound();
          }
          return me(a).get(a.at(0));
        });
    m.add(
        "bool VariableMap.TryGetValue(string name, out object value)",
        a -> {
          a.values()[1] = me(a).get(a.text(0));
          return me(a).containsKey(a.at(0));
        });
    m.add(
        "T VariableMap.GetValueOrDefault<T>(string name)",
        a -> variable(a, Conversions.defaultOf(a.type("T"))));
    // Without T it is the extension that .NET has for dictionaries.
    m.add("object VariableMap.GetValueOrDefault(string name)", a -> me(a).get(a.text(0)));
    m.add("T VariableMap.GetValueOrDefault<T>(string name, T other)", a -> variable(a, a.at(1)));
  }

  private static Object variable(Args a, Object otherwise) {
    return me(a).containsKey(a.text(0))
        ? Conversions.unbox(me(a).get(a.at(0)), a.type("T"))
        : otherwise;
  }

  static void body(MemberQuery m) {
    m.add("T IMessageBody.As<T>()", a -> read(a, false));
    m.add("T IMessageBody.As<T>(bool preserveContent)", a -> read(a, a.flag(0)));
    m.add(
        "IDictionary<string, IList<string>> IMessageBody.AsFormUrlEncodedContent()",
        a -> form(a, false));
    m.add(
        "IDictionary<string, IList<string>> IMessageBody.AsFormUrlEncodedContent(bool preserveContent)",
        a -> form(a, a.flag(0)));
  }

  /** Whether a body can be read as a type; asked when the expression is compiled. */
  static boolean isBody(CsType type) {
    return BODIES.contains(type.name()) || type.name().matches("XNode|XElement|XDocument");
  }

  private static byte[] content(Args a, boolean preserve) {
    try {
      return a.me(MessageBody.class).read(preserve);
    } catch (IllegalStateException e) {
      throw DotNetException.invalidOperation(e.getMessage());
    }
  }

  private static Object read(Args a, boolean preserve) {
    byte[] content = content(a, preserve);
    CsType type = a.type("T");
    if (type.equals(Types.BYTES)) {
      return CsArray.bytes(content);
    }
    String text = new String(content, StandardCharsets.UTF_8);
    if (text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    if (type.name().startsWith("X")) {
      CsXml document = XmlText.parse(text);
      return type.name().equals("XElement") ? XmlMembers.root(text) : document;
    }
    return type.equals(Types.STRING) ? text : JsonText.parse(text, type);
  }

  private static Object form(Args a, boolean preserve) {
    String text = new String(content(a, preserve), StandardCharsets.UTF_8);
    CsMap map = CsMap.dictionary(Types.STRING, TypeTable.generic("IList", Types.STRING));
    RequestUrl query = new RequestUrl("http", "form", 80, "/", text);
    query.parameters().forEach((name, values) -> map.put(name, CsList.of(Types.STRING, values)));
    return map;
  }
}
