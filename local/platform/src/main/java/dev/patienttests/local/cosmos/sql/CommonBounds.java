package dev.patienttests.local.cosmos.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The bounds that all alternatives of a condition have in common: {@code c.a > 1 OR (c.a = 1 AND
 * c.b > 2)}, as one pages with, means {@code c.a >= 1} besides.
 */
final class CommonBounds {

  private CommonBounds() {}

  static List<Restriction> of(List<List<Restriction>> alternatives) {
    Set<List<String>> paths = new LinkedHashSet<>();
    for (Restriction restriction : alternatives.get(0)) {
      if (restriction instanceof Restriction.Compares compares) {
        paths.add(compares.path());
      } else if (restriction instanceof Restriction.OneOf one) {
        paths.add(one.path());
      }
    }
    List<Restriction> bounds = new ArrayList<>();
    for (List<String> path : paths) {
      for (boolean lower : new boolean[] {true, false}) {
        bound(alternatives, path, lower)
            .map(value -> new Restriction.Compares(path, lower ? ">=" : "<=", value))
            .ifPresent(bounds::add);
      }
    }
    return bounds;
  }

  /** The loosest bound; empty where an alternative has none, or one of another type. */
  private static Optional<JsonNode> bound(
      List<List<Restriction>> alternatives, List<String> path, boolean lower) {
    Optional<JsonNode> loosest = Optional.empty();
    for (List<Restriction> alternative : alternatives) {
      Optional<JsonNode> bound =
          alternative.stream().flatMap(each -> value(each, path, lower).stream()).findFirst();
      if (bound.isEmpty()) {
        return bound;
      }
      if (loosest.isEmpty()) {
        loosest = bound;
        continue;
      }
      Optional<Integer> order = Values.compareAlike(bound.get(), loosest.get());
      if (order.isEmpty()) {
        return Optional.empty();
      }
      loosest = (order.get() < 0) == lower ? bound : loosest;
    }
    return loosest;
  }

  private static Optional<JsonNode> value(
      Restriction restriction, List<String> path, boolean lower) {
    if (restriction instanceof Restriction.Compares compares
        && compares.path().equals(path)
        && compares.operator().startsWith(lower ? ">" : "<")) {
      return Optional.of(compares.value());
    }
    return restriction instanceof Restriction.OneOf one
            && one.path().equals(path)
            && one.values().size() == 1
        ? Optional.of(one.values().get(0))
        : Optional.empty();
  }
}
