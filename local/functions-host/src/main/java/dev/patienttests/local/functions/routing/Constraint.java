package dev.patienttests.local.functions.routing;

import java.util.Optional;

/** An inline constraint of a route parameter. */
@FunctionalInterface
interface Constraint {

  /**
   * Whether a value passes.
   *
   * @param value the decoded route value, empty when the path has none
   */
  boolean holds(Optional<String> value);
}
