package dev.patienttests.local.functions.routing;

import java.util.List;
import java.util.Optional;

/** One piece of a path segment of a route template. */
sealed interface Part {

  /** Text that stands for itself, ignoring case. */
  record Literal(String text) implements Part {}

  /** How much of the path a parameter takes. */
  enum Kind {
    STANDARD,
    OPTIONAL,
    CATCH_ALL
  }

  /** A value to capture. */
  record Parameter(
      String name, Kind kind, Optional<String> defaultValue, List<String> constraintTexts)
      implements Part {

    boolean isCatchAll() {
      return kind == Kind.CATCH_ALL;
    }

    boolean isOptional() {
      return kind == Kind.OPTIONAL;
    }

    boolean mayBeAbsent() {
      return isOptional() || isCatchAll() || defaultValue.isPresent();
    }
  }
}
