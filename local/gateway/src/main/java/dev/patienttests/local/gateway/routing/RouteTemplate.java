package dev.patienttests.local.gateway.routing;

import java.util.ArrayList;
import java.util.HashMap;
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
  private final boolean anyRest;

  RouteTemplate(String template) {
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

  /** The parameters, decoded already, where the segments match. */
  Optional<Map<String, String>> match(List<String> path) {
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

  /** Literal segments first: templates are tried in this order. */
  String order() {
    StringBuilder key = new StringBuilder();
    segments.forEach(segment -> key.append(segment.parameter() ? '1' : '0'));
    return anyRest ? key.append('2').toString() : key.toString();
  }
}
