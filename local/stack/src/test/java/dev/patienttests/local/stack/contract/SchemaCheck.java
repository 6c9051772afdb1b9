package dev.patienttests.local.stack.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks JSON against a schema of an OpenAPI document, as far as the documents here go. */
final class SchemaCheck {
  private static final Set<String> ONLY_SAID =
      Set.of("description", "example", "title", "default", "nullable");
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final OpenApiDocument document;
  private final List<String> errors = new ArrayList<>();

  private SchemaCheck(OpenApiDocument document) {
    this.document = document;
  }

  /**
   * What does not fit, in words; empty when all does.
   *
   * @throws IllegalArgumentException when the schema has a keyword that is not known here
   */
  static List<String> errors(OpenApiDocument document, JsonNode schema, JsonNode value) {
    SchemaCheck check = new SchemaCheck(document);
    check.check(document.resolve(schema), value, "$");
    return check.errors;
  }

  private void check(JsonNode schema, JsonNode value, String at) {
    schema
        .properties()
        .forEach(keyword -> check(keyword.getKey(), keyword.getValue(), schema, value, at));
  }

  private void check(String keyword, JsonNode rule, JsonNode schema, JsonNode value, String at) {
    String text = value.asText();
    boolean fits =
        switch (keyword) {
          case "type" -> isOf(rule.asText(), value);
          case "enum" -> contains(rule, value);
          case "minLength" -> text.codePointCount(0, text.length()) >= rule.asInt();
          case "maxLength" -> text.codePointCount(0, text.length()) <= rule.asInt();
          case "pattern" -> Pattern.compile(rule.asText()).matcher(text).find();
          case "format" -> hasFormat(rule.asText(), text);
          case "minimum" -> value.asLong() >= rule.asLong();
          case "maximum" -> value.asLong() <= rule.asLong();
          case "minItems", "minProperties" -> value.size() >= rule.asInt();
          case "maxItems", "maxProperties" -> value.size() <= rule.asInt();
          case "uniqueItems" -> true;
          case "required" -> hasAll(rule, value);
          case "properties" -> properties(rule, value, at);
          case "additionalProperties" -> rule.asBoolean(true) || onlyKnown(schema, value);
          case "items" -> items(rule, value, at);
          default -> {
            if (!ONLY_SAID.contains(keyword)) {
              throw new IllegalArgumentException("keyword " + keyword + " is not known here");
            }
            yield true;
          }
        };
    if (!fits) {
      errors.add("%s: %s %s".formatted(at, keyword, rule));
    }
  }

  private boolean properties(JsonNode properties, JsonNode value, String at) {
    properties
        .properties()
        .forEach(
            property -> {
              if (value.has(property.getKey())) {
                check(
                    document.resolve(property.getValue()),
                    value.path(property.getKey()),
                    at + "." + property.getKey());
              }
            });
    return true;
  }

  private boolean items(JsonNode items, JsonNode value, String at) {
    for (int i = 0; i < value.size(); i++) {
      check(document.resolve(items), value.get(i), at + "[" + i + "]");
    }
    return true;
  }

  private static boolean isOf(String type, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "boolean" -> value.isBoolean();
      default -> throw new IllegalArgumentException("type " + type + " is not known here");
    };
  }

  private static boolean hasFormat(String format, String text) {
    return switch (format) {
      case "uuid" -> UUID.matcher(text).matches();
      case "date-time" -> isTime(text);
      case "int32", "int64" -> true;
      default -> throw new IllegalArgumentException("format " + format + " is not known here");
    };
  }

  private static boolean isTime(String text) {
    try {
      return OffsetDateTime.parse(text) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean contains(JsonNode list, JsonNode value) {
    for (JsonNode each : list) {
      if (each.equals(value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasAll(JsonNode names, JsonNode value) {
    for (JsonNode name : names) {
      if (!value.has(name.asText())) {
        return false;
      }
    }
    return true;
  }

  private static boolean onlyKnown(JsonNode schema, JsonNode value) {
    return value.properties().stream()
        .allMatch(member -> schema.path("properties").has(member.getKey()));
  }
}
