package dev.patienttests.local.functions.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What came back over the socket.
 *
 * @param path the decoded path that the routes saw, absent where the listener answered
 */
record Answer(
    int status,
    Optional<String> function,
    Map<String, Optional<String>> values,
    Optional<String> path,
    boolean bodyEmpty) {

  static Answer of(int status, Optional<JsonNode> seen, boolean bodyEmpty) {
    Map<String, Optional<String>> values = new LinkedHashMap<>();
    seen.ifPresent(
        node ->
            node.path("values")
                .properties()
                .forEach(
                    each ->
                        values.put(
                            each.getKey(),
                            each.getValue().isNull()
                                ? Optional.empty()
                                : Optional.of(each.getValue().asText()))));
    return new Answer(
        status,
        seen.flatMap(node -> text(node.path("function"))),
        values,
        seen.flatMap(node -> text(node.path("path"))),
        bodyEmpty);
  }

  private static Optional<String> text(JsonNode node) {
    return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
  }
}
