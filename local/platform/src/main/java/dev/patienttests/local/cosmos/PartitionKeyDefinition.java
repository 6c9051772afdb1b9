package dev.patienttests.local.cosmos;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a container's documents hold their partition key.
 *
 * @param paths as configured, such as {@code /id}; more than one for a hierarchical key
 */
record PartitionKeyDefinition(List<String> paths) {

  private static final int MAXIMUM_LEVELS = 3;

  PartitionKeyDefinition {
    paths = List.copyOf(paths);
    if (paths.isEmpty() || paths.size() > MAXIMUM_LEVELS) {
      throw CosmosException.badRequest("A partition key has one to three paths.");
    }
    paths.forEach(PropertyPath::parse);
  }

  boolean hierarchical() {
    return paths.size() > 1;
  }

  /** The key of a document, as canonical text. */
  String ofDocument(JsonNode document) {
    ArrayNode key = Json.MAPPER.createArrayNode();
    for (String path : paths) {
      JsonNode value = PropertyPath.parse(path).in(document);
      if (value.isContainerNode()) {
        throw CosmosException.badRequest("The partition key " + path + " is not a scalar.");
      }
      key.add(value.isMissingNode() ? Json.object() : value);
    }
    return canonical(key);
  }

  /** The key that a request header names, as canonical text; 400 where it is incomplete. */
  String ofHeader(String header) {
    List<JsonNode> values = values(header);
    if (values.size() != paths.size()) {
      throw CosmosException.badRequest(
          "The partition key has " + values.size() + " of " + paths.size() + " values.");
    }
    return canonical(values);
  }

  /** The values that a request header names; a prefix is accepted. */
  static List<JsonNode> values(String header) {
    JsonNode parsed = Json.parse(header.getBytes(StandardCharsets.UTF_8));
    if (!parsed.isArray()) {
      throw CosmosException.badRequest("The partition key header is not a JSON array.");
    }
    List<JsonNode> values = new ArrayList<>();
    parsed.forEach(values::add);
    for (JsonNode value : values) {
      if (value.isContainerNode() && !(value.isObject() && value.isEmpty())) {
        throw CosmosException.badRequest("The partition key header holds more than scalars.");
      }
    }
    return values;
  }

  /** One text per key: numbers that are equal are written alike. */
  static String canonical(Iterable<JsonNode> values) {
    StringBuilder result = new StringBuilder("[");
    for (JsonNode value : values) {
      if (result.length() > 1) {
        result.append(',');
      }
      if (value.isTextual()) {
        result.append('"');
        JsonStringEncoder.getInstance().quoteAsString(value.textValue(), result);
        result.append('"');
      } else {
        result.append(value.isNumber() ? DoubleNode.valueOf(value.doubleValue()) : value);
      }
    }
    return result.append(']').toString();
  }
}
