package dev.patienttests.local.gateway.contract;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a value that a schema allows. What goes too deep, or becomes too much, is left out. */
final class SchemaSample {
  private static final int MAX_DEPTH = 12;
  private static final int MAX_VALUES = 2_000;
  private static final List<String> GIVEN = List.of("example", "const", "default");

  private final References references;
  private int values;

  SchemaSample(References references) {
    this.references = references;
  }

  /** The value; null where the schema says nothing. */
  Object of(Object schema) {
    return of(schema, 0);
  }

  private Object of(Object reference, int depth) {
    Optional<Map<?, ?>> found = references.map(reference);
    if (found.isEmpty() || depth > MAX_DEPTH || values++ > MAX_VALUES) {
      return null;
    }
    Map<?, ?> schema = found.get();
    for (String key : GIVEN) {
      if (schema.containsKey(key)) {
        return plain(schema.get(key));
      }
    }
    for (String key : List.of("examples", "enum")) {
      if (schema.get(key) instanceof List<?> list && !list.isEmpty()) {
        return plain(list.get(0));
      }
    }
    for (String key : List.of("oneOf", "anyOf")) {
      if (schema.get(key) instanceof List<?> list && !list.isEmpty()) {
        return of(list.get(0), depth + 1);
      }
    }
    if (schema.containsKey("properties") || schema.containsKey("allOf")) {
      Map<String, Object> object = new LinkedHashMap<>();
      fill(object, schema, depth);
      return object;
    }
    return ofType(schema, depth);
  }

  private void fill(Map<String, Object> object, Map<?, ?> schema, int depth) {
    if (schema.get("allOf") instanceof List<?> parts && depth <= MAX_DEPTH) {
      for (Object part : parts) {
        references.map(part).ifPresent(p -> fill(object, p, depth + 1));
      }
    }
    if (schema.get("properties") instanceof Map<?, ?> properties) {
      for (Map.Entry<?, ?> property : properties.entrySet()) {
        boolean written =
            references
                .map(property.getValue())
                .map(p -> Boolean.TRUE.equals(p.get("writeOnly")))
                .orElse(false);
        Object value = written ? null : of(property.getValue(), depth + 1);
        if (value != null) {
          object.put(String.valueOf(property.getKey()), value);
        }
      }
    }
  }

  private Object ofType(Map<?, ?> schema, int depth) {
    return switch (typeOf(schema)) {
      case "object" -> Map.of();
      case "array" -> {
        Object item = of(schema.get("items"), depth + 1);
        yield item == null ? List.of() : List.of(item);
      }
      case "string" -> text(String.valueOf(schema.get("format")));
      case "integer", "number" -> schema.get("minimum") instanceof Number least ? least : 0;
      case "boolean" -> false;
      default -> null;
    };
  }

  /** OpenAPI 3.1 lets a type be a list. */
  private static String typeOf(Map<?, ?> schema) {
    return schema.get("type") instanceof List<?> several
        ? several.stream()
            .map(String::valueOf)
            .filter(type -> !type.equals("null"))
            .findFirst()
            .orElse("")
        : String.valueOf(schema.get("type"));
  }

  private static String text(String format) {
    return switch (format) {
      case "date" -> "2000-01-01";
      case "date-time" -> "2000-01-01T00:00:00Z";
      case "uuid" -> "00000000-0000-0000-0000-000000000000";
      case "email" -> "user@example.com";
      case "uri" -> "https://example.com";
      default -> "string";
    };
  }

  /** YAML reads what looks like a date as one; JSON has texts only. */
  static Object plain(Object value) {
    if (value instanceof Date date) {
      Instant instant = date.toInstant();
      boolean day = instant.getEpochSecond() % 86_400 == 0 && instant.getNano() == 0;
      return day ? instant.atOffset(ZoneOffset.UTC).toLocalDate().toString() : instant.toString();
    }
    if (value instanceof List<?> list) {
      List<Object> plain = new ArrayList<>();
      list.forEach(item -> plain.add(plain(item)));
      return plain;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> plain = new LinkedHashMap<>();
      map.forEach((key, item) -> plain.put(String.valueOf(key), plain(item)));
      return plain;
    }
    return value;
  }
}
