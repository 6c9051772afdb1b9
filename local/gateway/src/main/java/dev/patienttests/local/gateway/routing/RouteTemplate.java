package dev.patienttests.local.gateway.routing;

import dev.patienttests.local.gateway.model.RequestUrl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The path template of an operation, below its API's prefix. A last segment {@code *} stands for
 * any rest.
 */
final class RouteTemplate {
  private record Segment(String text, boolean parameter) {}

  private final List<Segment> segments = new ArrayList<>();
  private final Map<String, String> query = new LinkedHashMap<>();
  private final boolean anyRest;

  /**
   * Reads a template such as {@code /things/{id}?kind={kind}}.
   *
   * @throws IllegalArgumentException where it is of a form that is not supported
   */
  RouteTemplate(String full) {
    int question = full.indexOf('?');
    String template = question < 0 ? full : full.substring(0, question);
    for (String part : question < 0 ? new String[0] : full.substring(question + 1).split("&", -1)) {
      int equals = part.indexOf("={");
      if (equals <= 0 || !part.endsWith("}")) {
        throw new IllegalArgumentException("template '" + full + "' is not supported");
      }
      query.put(part.substring(0, equals), part.substring(equals + 2, part.length() - 1));
    }
    this.anyRest = template.endsWith("/*");
    String fixed = anyRest ? template.substring(0, template.length() - 2) : template;
    for (String part : anyRest && fixed.isEmpty() ? List.<String>of() : split(fixed)) {
      boolean parameter = part.startsWith("{") && part.endsWith("}");
      if (!parameter && (part.contains("{") || part.contains("}"))) {
        throw new IllegalArgumentException("template '" + template + "' is not supported");
      }
      segments.add(new Segment(parameter ? part.substring(1, part.length() - 1) : part, parameter));
    }
  }

  /** Parts between slashes; the first slash is not counted, a last one leaves an empty part. */
  static List<String> split(String path) {
    return List.of((path.startsWith("/") ? path.substring(1) : path).split("/", -1));
  }

  /** The parameters, decoded already, where the segments match and the query has what it needs. */
  Optional<Map<String, String>> match(List<String> path, RequestUrl url) {
    Optional<Map<String, String>> parameters = match(path);
    if (query.isEmpty() || parameters.isEmpty()) {
      return parameters;
    }
    Map<String, List<String>> given = url.parameters();
    for (Map.Entry<String, String> wanted : query.entrySet()) {
      Optional<String> value =
          given.entrySet().stream()
              .filter(entry -> entry.getKey().equalsIgnoreCase(wanted.getKey()))
              .map(entry -> String.join(",", entry.getValue()))
              .findFirst();
      if (value.isEmpty()) {
        return Optional.empty();
      }
      parameters.get().put(wanted.getValue(), value.get());
    }
    return parameters;
  }

  private Optional<Map<String, String>> match(List<String> path) {
    if (anyRest ? path.size() < segments.size() : path.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> parameters = new HashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      if (segment.parameter()) {
        if (path.get(i).isEmpty()) {
          return Optional.empty();
        }
        parameters.put(segment.text(), path.get(i));
      } else if (!segment.text().equalsIgnoreCase(path.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(parameters);
  }

  /** Literal segments first, then those with a query: templates are tried in this order. */
  String order() {
    StringBuilder key = new StringBuilder();
    segments.forEach(segment -> key.append(segment.parameter() ? '1' : '0'));
    key.append(anyRest ? "2" : "").append(query.isEmpty() ? " 1" : " 0");
    return key.toString();
  }
}
