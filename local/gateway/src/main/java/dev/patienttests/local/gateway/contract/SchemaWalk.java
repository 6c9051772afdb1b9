package dev.patienttests.local.gateway.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.local.gateway.expression.NetPattern;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Visits a schema and all schemas that it reaches, each once. */
final class SchemaWalk {
  private static final Set<String> NAMED =
      Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");
  private static final Set<String> INSIDE =
      Set.of(
          "items",
          "additionalItems",
          "additionalProperties",
          "not",
          "if",
          "then",
          "else",
          "contains",
          "propertyNames",
          "unevaluatedItems",
          "unevaluatedProperties",
          "allOf",
          "anyOf",
          "oneOf",
          "prefixItems");
  private static final List<String> REFUSED = List.of("$dynamicRef", "$recursiveRef");

  private final String origin;
  private final JsonNode root;
  private final Consumer<ObjectNode> visitor;
  private final Set<JsonPointer> seen = new HashSet<>();

  SchemaWalk(String origin, JsonNode root, Consumer<ObjectNode> visitor) {
    this.origin = origin;
    this.root = root;
    this.visitor = visitor;
  }

  /**
   * Visits from a pointer on.
   *
   * @throws IllegalArgumentException with the place of a reference that leads out of the document
   *     or nowhere
   */
  void from(JsonPointer pointer) {
    visit(pointer);
  }

  private void visit(JsonPointer pointer) {
    if (!(root.at(pointer) instanceof ObjectNode schema) || !seen.add(pointer)) {
      return;
    }
    JsonNode reference = schema.path("$ref");
    if (reference.isTextual()) {
      visit(target(pointer, reference.asText()));
    }
    for (String keyword : REFUSED) {
      if (schema.has(keyword)) {
        throw new IllegalArgumentException(
            origin + ": #" + pointer + ": " + keyword + " is not supported");
      }
    }
    JsonNode pattern = schema.path("pattern");
    if (pattern.isTextual()) {
      try {
        new NetPattern(pattern.asText());
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(origin + ": #" + pointer + ": " + e.getMessage(), e);
      }
    }
    visitor.accept(schema);
    for (Map.Entry<String, JsonNode> member : schema.properties()) {
      if (NAMED.contains(member.getKey())) {
        JsonPointer inside = pointer.appendProperty(member.getKey());
        member.getValue().fieldNames().forEachRemaining(n -> visit(inside.appendProperty(n)));
      } else if (INSIDE.contains(member.getKey())) {
        visit(pointer.appendProperty(member.getKey()), member.getValue());
      }
    }
  }

  /** A schema, or several. */
  private void visit(JsonPointer pointer, JsonNode value) {
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        visit(pointer.appendIndex(i));
      }
    } else {
      visit(pointer);
    }
  }

  private JsonPointer target(JsonPointer pointer, String reference) {
    if (reference.equals("#")) {
      return JsonPointer.empty();
    }
    if (reference.startsWith("#/") && reference.indexOf('%') < 0) {
      JsonPointer target = JsonPointer.compile(reference.substring(1));
      if (!root.at(target).isMissingNode()) {
        return target;
      }
    }
    throw new IllegalArgumentException(
        origin + ": #" + pointer + ": $ref '" + reference + "' is not one of this document");
  }
}
