package dev.patienttests.local.cosmos.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads restrictions from a condition. What has no such form is left out: the restrictions of a
 * condition hold for every document for which the condition holds, and perhaps for more.
 */
final class Restrictions {

  private static final Map<String, String> MIRRORED =
      Map.of("<", ">", "<=", ">=", ">", "<", ">=", "<=");

  private Restrictions() {}

  static List<Restriction> of(Expression condition) {
    List<Restriction> found = new ArrayList<>();
    if (condition instanceof Expression.Logical logical && logical.and()) {
      logical.parts().forEach(part -> found.addAll(of(part)));
    } else if (condition instanceof Expression.Logical logical) {
      List<List<Restriction>> alternatives =
          logical.parts().stream().map(Restrictions::of).toList();
      if (alternatives.stream().noneMatch(List::isEmpty)) {
        found.add(new Restriction.AnyOf(alternatives));
        found.addAll(CommonBounds.of(alternatives));
      }
    } else if (condition instanceof Expression.Comparison comparison) {
      compared(comparison).ifPresent(found::add);
    } else if (condition instanceof Expression.In in) {
      listed(in).ifPresent(found::add);
    } else if (condition instanceof Expression.Call call && call.name().equals("ARRAY_CONTAINS")) {
      contained(call.arguments()).ifPresent(found::add);
    }
    return List.copyOf(found);
  }

  private static Optional<Restriction> compared(Expression.Comparison comparison) {
    Optional<List<String>> left = path(comparison.left());
    Optional<List<String>> right = path(comparison.right());
    if (left.isPresent()) {
      return scalar(comparison.right())
          .flatMap(value -> compared(left.get(), comparison.operator(), value));
    }
    String mirrored = MIRRORED.getOrDefault(comparison.operator(), comparison.operator());
    return right.flatMap(
        path -> scalar(comparison.left()).flatMap(value -> compared(path, mirrored, value)));
  }

  private static Optional<Restriction> compared(
      List<String> path, String operator, JsonNode value) {
    return switch (operator) {
      case "=" -> Optional.of(new Restriction.OneOf(path, List.of(value)));
      case "!=" -> Optional.empty();
      default -> Optional.of(new Restriction.Compares(path, operator, value));
    };
  }

  private static Optional<Restriction> listed(Expression.In in) {
    List<JsonNode> values = new ArrayList<>();
    for (Expression candidate : in.list()) {
      scalar(candidate).ifPresent(values::add);
    }
    return values.size() == in.list().size()
        ? path(in.operand()).map(path -> new Restriction.OneOf(path, List.copyOf(values)))
        : Optional.empty();
  }

  private static Optional<Restriction> contained(List<Expression> arguments) {
    if (arguments.get(0) instanceof Expression.Constant list) {
      List<JsonNode> values = new ArrayList<>();
      list.value().forEach(values::add);
      return list.value().isArray() && values.stream().allMatch(Restrictions::isScalar)
          ? path(arguments.get(1)).map(path -> new Restriction.OneOf(path, List.copyOf(values)))
          : Optional.empty();
    }
    return path(arguments.get(0))
        .flatMap(path -> scalar(arguments.get(1)).map(value -> new Restriction.Holds(path, value)));
  }

  private static Optional<JsonNode> scalar(Expression expression) {
    return expression instanceof Expression.Constant constant && isScalar(constant.value())
        ? Optional.of(constant.value())
        : Optional.empty();
  }

  private static boolean isScalar(JsonNode value) {
    return value.isValueNode() && !value.isMissingNode();
  }

  static Optional<List<String>> path(Expression expression) {
    if (!(expression instanceof Expression.Path path) || path.steps().isEmpty()) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    for (Object step : path.steps()) {
      if (!(step instanceof String name)) {
        return Optional.empty();
      }
      names.add(name);
    }
    return Optional.of(List.copyOf(names));
  }
}
