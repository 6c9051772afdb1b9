package dev.patienttests.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;

/**
 * A path of property names as container definitions and patches use it, such as {@code /a/b}.
 *
 * @param names the names in order, at least one
 */
record PropertyPath(List<String> names) {

  /**
   * Reads a path.
   *
   * @throws CosmosException 400 for a text that is no path, and for quoted or wildcard names, which
   *     are not served
   */
  static PropertyPath parse(String text) {
    if (!text.startsWith("/") || text.length() < 2 || text.indexOf('"') >= 0) {
      throw CosmosException.badRequest("The path " + text + " is not served.");
    }
    List<String> names = List.of(text.substring(1).split("/", -1));
    for (String name : names) {
      if (name.isEmpty() || name.equals("*") || name.equals("?")) {
        throw CosmosException.badRequest("The path " + text + " is not served.");
      }
    }
    return new PropertyPath(names);
  }

  /** The value at this path; a missing node where there is none. */
  JsonNode in(JsonNode document) {
    JsonNode value = document;
    for (String name : names) {
      if (!value.isObject()) {
        return MissingNode.getInstance();
      }
      value = value.path(name);
    }
    return value;
  }
}
