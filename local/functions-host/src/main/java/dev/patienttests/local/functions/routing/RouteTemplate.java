package dev.patienttests.local.functions.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One parsed template with its constraints: what a function's route matches. */
final class RouteTemplate {
  private final List<Segment> segments;
  private final List<Part.Parameter> parameters;
  private final List<ParameterConstraints> constraints;

  private record ParameterConstraints(Part.Parameter parameter, List<Constraint> constraints) {

    boolean hold(Map<String, Optional<String>> values) {
      if (!values.containsKey(parameter.name()) && parameter.isOptional()) {
        return true;
      }
      Optional<String> value = values.getOrDefault(parameter.name(), Optional.empty());
      return constraints.stream().allMatch(constraint -> constraint.holds(value));
    }
  }

  private RouteTemplate(
      List<Segment> segments,
      List<Part.Parameter> parameters,
      List<ParameterConstraints> constraints) {
    this.segments = segments;
    this.parameters = parameters;
    this.constraints = constraints;
  }

  static RouteTemplate parse(String template) {
    List<Segment> segments = TemplateParser.parse(template);
    List<Part.Parameter> parameters = parameters(segments);
    List<ParameterConstraints> constraints = new ArrayList<>();
    for (Part.Parameter parameter : parameters) {
      List<Constraint> found =
          parameter.constraintTexts().stream().map(Constraints::resolve).toList();
      if (!found.isEmpty()) {
        constraints.add(new ParameterConstraints(parameter, found));
      }
    }
    return new RouteTemplate(segments, parameters, List.copyOf(constraints));
  }

  /**
   * Matches a decoded path.
   *
   * @return the values; one that is present in the template but absent from the path is empty
   */
  Optional<Map<String, Optional<String>>> match(PathTokens path) {
    if (!shapeFits(path)) {
      return Optional.empty();
    }
    Map<String, Optional<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    int i = 0;
    for (; i < path.segments().size(); i++) {
      Segment segment = segments.get(i);
      String text = path.segments().get(i);
      if (segment.isCatchAll()) {
        values.put(((Part.Parameter) segment.first()).name(), Optional.of(path.from(i)));
        break;
      }
      if (segment.isSimple()) {
        if (segment.first() instanceof Part.Parameter parameter) {
          values.put(parameter.name(), Optional.of(text));
        }
      } else if (!MixedSegment.match(segment.parts(), text, values)) {
        return Optional.empty();
      }
    }
    fillAbsent(values);
    if (!constraints.stream().allMatch(each -> each.hold(values))) {
      return Optional.empty();
    }
    parameters.forEach(parameter -> values.putIfAbsent(parameter.name(), Optional.empty()));
    return Optional.of(values);
  }

  private void fillAbsent(Map<String, Optional<String>> values) {
    for (Part.Parameter parameter : parameters) {
      if (parameter.defaultValue().isPresent() || parameter.isCatchAll()) {
        values.putIfAbsent(parameter.name(), parameter.defaultValue());
      }
    }
  }

  private boolean shapeFits(PathTokens path) {
    int count = path.segments().size();
    for (int i = 0; i < count; i++) {
      String text = path.segments().get(i);
      if (text.isEmpty() || i >= segments.size()) {
        return false;
      }
      Segment segment = segments.get(i);
      if (segment.isCatchAll()) {
        return true;
      }
      if (segment.isSimple()
          && segment.first() instanceof Part.Literal literal
          && !OrdinalCase.equal(literal.text(), text)) {
        return false;
      }
    }
    return segments.stream().skip(count).allMatch(RouteTemplate::mayBeAbsent);
  }

  private static boolean mayBeAbsent(Segment segment) {
    return segment.isSimple()
        && segment.first() instanceof Part.Parameter parameter
        && parameter.mayBeAbsent();
  }

  private static List<Part.Parameter> parameters(List<Segment> segments) {
    return segments.stream()
        .flatMap(segment -> segment.parts().stream())
        .filter(Part.Parameter.class::isInstance)
        .map(Part.Parameter.class::cast)
        .toList();
  }
}
