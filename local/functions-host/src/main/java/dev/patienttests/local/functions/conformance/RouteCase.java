package dev.patienttests.local.functions.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patienttests.local.functions.routing.FunctionRoute;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One recorded case: an app, a request and what the real host answered.
 *
 * @param request absent where the route table cannot be built
 */
record RouteCase(
    String id,
    String prefix,
    List<FunctionRoute> functions,
    Optional<Sent> request,
    Expected expected) {

  /** A request; the target has one character per octet. */
  record Sent(String method, String target, String host) {}

  /** The answer; members that the case does not speak of are absent. */
  record Expected(
      int status,
      boolean setupError,
      boolean byListener,
      Optional<String> function,
      Map<String, Optional<String>> values,
      Optional<String> path,
      Optional<List<String>> order,
      Optional<List<String>> notLoaded) {}

  /**
   * Reads a case.
   *
   * @throws JsonProcessingException when the line is no JSON
   * @throws IllegalArgumentException when it is no route case, so that nothing could be checked
   */
  static RouteCase read(ObjectMapper json, String line) throws JsonProcessingException {
    JsonNode node = json.readTree(line);
    requireRouteCase(node);
    List<FunctionRoute> functions = new ArrayList<>();
    for (JsonNode each : node.path("functions")) {
      JsonNode methods = each.path("methods");
      functions.add(
          new FunctionRoute(
              each.path("name").asText(),
              methods.isArray() ? Optional.of(texts(methods)) : Optional.empty(),
              text(each.path("route"))));
    }
    JsonNode sent = node.path("request");
    Optional<Sent> request =
        sent.isObject()
            ? Optional.of(
                new Sent(
                    sent.path("method").asText(),
                    sent.path("target").asText(),
                    sent.path("host").asText()))
            : Optional.empty();
    return new RouteCase(
        node.path("id").asText(),
        text(node.path("prefix")).orElse(""),
        List.copyOf(functions),
        request,
        expected(node.path("expect")));
  }

  private static void requireRouteCase(JsonNode node) {
    JsonNode expect = node.path("expect");
    boolean setupError = expect.has("setupError");
    JsonNode request = node.path("request");
    boolean sendable =
        request.path("method").isTextual()
            && request.path("target").isTextual()
            && request.path("host").isTextual();
    if (!node.path("id").isTextual()
        || !node.path("functions").isArray()
        || !(setupError || expect.path("status").isInt())
        || !(setupError || sendable)) {
      throw new IllegalArgumentException("it is no route case");
    }
  }

  private static Expected expected(JsonNode node) {
    Map<String, Optional<String>> values = new LinkedHashMap<>();
    node.path("values")
        .properties()
        .forEach(each -> values.put(each.getKey(), text(each.getValue())));
    return new Expected(
        node.path("status").asInt(),
        node.has("setupError"),
        node.path("by").asText().equals("kestrel"),
        text(node.path("function")),
        values,
        text(node.path("path")),
        node.has("order") ? Optional.of(texts(node.path("order"))) : Optional.empty(),
        node.has("notLoaded") ? Optional.of(names(node.path("notLoaded"))) : Optional.empty());
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    if (node.isObject()) {
      node.fieldNames().forEachRemaining(names::add);
    } else {
      node.forEach(each -> names.add(each.isObject() ? each.path("name").asText() : each.asText()));
    }
    return names.stream().sorted().toList();
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asText()));
    return List.copyOf(texts);
  }

  private static Optional<String> text(JsonNode node) {
    return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
  }
}
