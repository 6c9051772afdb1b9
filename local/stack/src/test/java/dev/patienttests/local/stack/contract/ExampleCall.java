package dev.patienttests.local.stack.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patienttests.local.stack.contract.OpenApiDocument.Operation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A documented example: what is sent, and what has to come back. Examples that belong together have
 * the same name; where a parameter has none of that name, the one that is {@code complete} counts
 * in a path, and none in a header.
 *
 * @param path with the values of its parameters
 * @param headers names and values in turn
 * @param status that is answered
 * @param answer example of the answer's body
 */
record ExampleCall(
    Operation operation,
    String name,
    String path,
    List<String> headers,
    Optional<JsonNode> body,
    String status,
    Optional<JsonNode> answer) {
  private static final String COMPLETE = "complete";

  /** All examples of an operation. */
  static List<ExampleCall> of(OpenApiDocument document, Operation operation) {
    return names(document, operation).stream()
        .map(name -> call(document, operation, name))
        .toList();
  }

  private static Set<String> names(OpenApiDocument document, Operation operation) {
    Set<String> names = new LinkedHashSet<>();
    bodyExamples(document, operation).properties().forEach(each -> names.add(each.getKey()));
    operation
        .parameters()
        .forEach(each -> each.path("examples").properties().forEach(e -> names.add(e.getKey())));
    return names;
  }

  private static ExampleCall call(OpenApiDocument document, Operation operation, String name) {
    String path = operation.path();
    List<String> headers = new ArrayList<>();
    for (JsonNode parameter : operation.parameters()) {
      String key = parameter.path("name").asText();
      JsonNode named = parameter.path("examples").path(name).path("value");
      if (parameter.path("in").asText().equals("path")) {
        JsonNode complete = parameter.path("examples").path(COMPLETE).path("value");
        path = path.replace("{" + key + "}", (named.isMissingNode() ? complete : named).asText());
      } else if (parameter.path("in").asText().equals("query") && !named.isMissingNode()) {
        path += (path.contains("?") ? "&" : "?") + key + "=" + named.asText();
      } else if (!named.isMissingNode()) {
        headers.add(key);
        headers.add(named.asText());
      }
    }
    JsonNode bodies = bodyExamples(document, operation);
    JsonNode body = bodies.path(bodies.has(name) ? name : COMPLETE).path("value");
    String status = status(document, operation, name);
    return new ExampleCall(
        operation,
        name,
        path,
        headers,
        Optional.of(body).filter(each -> !each.isMissingNode()),
        status,
        answer(document, operation, status, name));
  }

  private static JsonNode bodyExamples(OpenApiDocument document, Operation operation) {
    return document
        .resolve(operation.node().path("requestBody"))
        .at("/content/application~1json/examples");
  }

  /** That of the answer with the same name; 304 has no body, and so no example. */
  private static String status(OpenApiDocument document, Operation operation, String name) {
    if (name.equals("known")) {
      return "304";
    }
    return operation.node().path("responses").properties().stream()
        .filter(each -> answer(document, operation, each.getKey(), name).isPresent())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseGet(
            () -> {
              if (name.equals(COMPLETE)) {
                throw new IllegalStateException(operation + " has no example of an answer");
              }
              return status(document, operation, COMPLETE);
            });
  }

  private static Optional<JsonNode> answer(
      OpenApiDocument document, Operation operation, String status, String name) {
    for (JsonNode content :
        document.resolve(operation.node().path("responses").path(status)).path("content")) {
      if (content.path("examples").has(name)) {
        return Optional.of(content.path("examples").path(name).path("value"));
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return operation.id() + " " + name;
  }
}
