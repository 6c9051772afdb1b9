package dev.patienttests.local.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a policy reads a schema.
 *
 * @param additionalProperties whether members that no schema names are allowed; empty where the
 *     schemas say so themselves
 * @param ignoreCase whether names of members are compared without regard to case
 */
public record SchemaVariant(Optional<Boolean> additionalProperties, boolean ignoreCase) {
  /** As the schema stands. */
  public static final SchemaVariant AS_IT_STANDS = new SchemaVariant(Optional.empty(), false);

  private static final String ADDITIONAL = "additionalProperties";
  private static final String PROPERTIES = "properties";

  boolean isAsItStands() {
    return additionalProperties.isEmpty() && !ignoreCase;
  }

  /**
   * A text for each of them: to compare records costs as much at a start as to compile a schema.
   */
  String key() {
    return additionalProperties.map(String::valueOf).orElse("") + (ignoreCase ? "i" : "c");
  }

  /** Changes one schema, those inside of it aside. */
  void apply(ObjectNode schema) {
    if (additionalProperties.isPresent()) {
      schema.remove("unevaluatedProperties");
      schema.remove(ADDITIONAL);
      if (!additionalProperties.get() && schema.has(PROPERTIES)) {
        schema.put(ADDITIONAL, false);
      }
    }
    if (ignoreCase) {
      for (String keyword : new String[] {PROPERTIES, "dependentSchemas", "dependentRequired"}) {
        if (schema.get(keyword) instanceof ObjectNode named) {
          ObjectNode lower = schema.objectNode();
          named.properties().forEach(e -> lower.set(lower(e.getKey()), e.getValue()));
          schema.set(keyword, lower);
        }
      }
      if (schema.get("required") instanceof ArrayNode names) {
        ArrayNode lower = schema.arrayNode();
        names.forEach(name -> lower.add(lower(name.asText())));
        schema.set("required", lower);
      }
    }
  }

  /**
   * A value as its schema then sees it.
   *
   * @throws IllegalArgumentException where two members then have one name
   */
  JsonNode apply(JsonNode value) {
    if (!ignoreCase) {
      return value;
    }
    if (value instanceof ObjectNode object) {
      ObjectNode lower = object.objectNode();
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        if (lower.replace(lower(member.getKey()), apply(member.getValue())) != null) {
          throw new IllegalArgumentException("Two properties have names that differ in case only.");
        }
      }
      return lower;
    }
    if (value instanceof ArrayNode array) {
      ArrayNode lower = array.arrayNode();
      array.forEach(item -> lower.add(apply(item)));
      return lower;
    }
    return value;
  }

  /** The name of a member as its schema then sees it. */
  String name(String name) {
    return ignoreCase ? lower(name) : name;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
