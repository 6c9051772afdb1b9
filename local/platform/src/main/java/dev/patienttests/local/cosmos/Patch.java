package dev.patienttests.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Partial updates: {@code add}, {@code set}, {@code replace}, {@code remove} and {@code incr}
 * (Azure documentation, "Partial document update"; up to ten operations).
 */
final class Patch {

  private static final int MAXIMUM_OPERATIONS = 10;

  private Patch() {}

  /** Changes the document; 400 where an operation cannot be done. */
  static void apply(JsonNode operations, ObjectNode document) {
    if (!operations.isArray() || operations.isEmpty() || operations.size() > MAXIMUM_OPERATIONS) {
      throw CosmosException.badRequest("A patch has 1 to " + MAXIMUM_OPERATIONS + " operations.");
    }
    for (JsonNode operation : operations) {
      one(operation, document);
    }
  }

  private static void one(JsonNode operation, ObjectNode document) {
    String name = operation.path("op").asText();
    List<String> path = PropertyPath.parse(operation.path("path").asText()).names();
    String last = path.get(path.size() - 1);
    JsonNode parent = document;
    for (String step : path.subList(0, path.size() - 1)) {
      parent = parent.isArray() ? parent.path(index(step)) : parent.path(step);
    }
    JsonNode value = operation.path("value");
    if (value.isMissingNode() && !name.equals("remove")) {
      throw CosmosException.badRequest("The patch operation " + name + " has no value.");
    }
    if (parent instanceof ObjectNode object) {
      apply(name, object, last, value);
    } else if (parent instanceof ArrayNode array) {
      apply(name, array, last, value);
    } else {
      throw absent(operation.path("path").asText());
    }
  }

  private static void apply(String name, ObjectNode object, String property, JsonNode value) {
    switch (name) {
      case "add", "set" -> object.set(property, value);
      case "replace" -> {
        requirePresent(object.path(property), property);
        object.set(property, value);
      }
      case "remove" -> {
        requirePresent(object.path(property), property);
        object.remove(property);
      }
      case "incr" -> object.set(property, sum(object.path(property), value));
      default ->
          throw CosmosException.badRequest("The patch operation " + name + " is not served.");
    }
  }

  private static void apply(String name, ArrayNode array, String position, JsonNode value) {
    if (position.equals("-") && (name.equals("add") || name.equals("set"))) {
      array.add(value);
      return;
    }
    int index = index(position);
    if (name.equals("add") && index <= array.size()) {
      array.insert(index, value);
      return;
    }
    requirePresent(array.path(index), position);
    switch (name) {
      case "set", "replace" -> array.set(index, value);
      case "remove" -> array.remove(index);
      case "incr" -> array.set(index, sum(array.path(index), value));
      default ->
          throw CosmosException.badRequest("The patch operation " + name + " is not served.");
    }
  }

  private static JsonNode sum(JsonNode current, JsonNode value) {
    if (!value.isNumber() || !(current.isNumber() || current.isMissingNode())) {
      throw CosmosException.badRequest("incr works on numbers alone.");
    }
    if (value.isIntegralNumber() && (current.isIntegralNumber() || current.isMissingNode())) {
      return LongNode.valueOf(current.asLong() + value.asLong());
    }
    return DoubleNode.valueOf(current.asDouble() + value.asDouble());
  }

  private static int index(String text) {
    try {
      int index = Integer.parseInt(text);
      if (index >= 0) {
        return index;
      }
    } catch (NumberFormatException e) {
      throw absent(text);
    }
    throw absent(text);
  }

  private static void requirePresent(JsonNode node, String path) {
    if (node.isMissingNode()) {
      throw absent(path);
    }
  }

  private static CosmosException absent(String path) {
    return CosmosException.badRequest("The patch path " + path + " does not exist.");
  }
}
