package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.model.Headers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be iterated, and what its items are. */
final class Sequences {
  private Sequences() {}

  /** The type of the items. */
  static Optional<CsType> element(CsType type) {
    if (type.is(CsType.Kind.ARRAY)) {
      return Optional.of(type.argument(0));
    }
    if (type.equals(Types.JOBJECT)) {
      return Optional.of(TypeTable.generic("KeyValuePair", Types.STRING, Types.JTOKEN));
    }
    return type.as("IEnumerable").map(t -> t.argument(0));
  }

  /** The items of a value; a string's are characters. */
  @SuppressWarnings("unchecked")
  static Iterable<Object> items(Object value) {
    if (value instanceof String text) {
      return text.chars().<Object>mapToObj(c -> (char) c).toList();
    }
    if (value instanceof JsonToken.JObject object) {
      List<Object> pairs = new ArrayList<>();
      CsType pair = TypeTable.generic("KeyValuePair", Types.STRING, Types.JTOKEN);
      object.properties().forEach(p -> pairs.add(new CsPair(pair, p.name(), p.value())));
      return pairs;
    }
    if (value instanceof JsonToken token) {
      return new ArrayList<>(token.children());
    }
    if (value instanceof Headers headers) {
      return pairs(headers.asMap());
    }
    if (value instanceof Map<?, ?> map) {
      return pairs(map);
    }
    return (Iterable<Object>) value;
  }

  private static List<Object> pairs(Map<?, ?> map) {
    List<Object> pairs = new ArrayList<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object value = entry.getValue();
      CsType type = value instanceof List<?> ? Types.STRINGS : Types.OBJECT;
      Object item = value instanceof List<?> lines ? CsArray.of(Types.STRING, lines) : value;
      CsType pair =
          TypeTable.generic(
              "KeyValuePair", Types.STRING, item instanceof String ? Types.STRING : type);
      pairs.add(new CsPair(pair, entry.getKey(), item));
    }
    return pairs;
  }

  /** All items, counted against the budget. */
  static List<Object> list(Object value, Budget budget) {
    List<Object> all = new ArrayList<>();
    for (Object item : items(value)) {
      budget.step();
      all.add(item);
    }
    return all;
  }

  static Iterator<Object> iterator(Object value) {
    return items(value).iterator();
  }
}
