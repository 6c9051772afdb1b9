package dev.patienttests.local.cosmos.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Something that holds for each document that a query finds, in a form that an index can look up.
 * Paths are property names; values are scalars.
 */
public sealed interface Restriction {

  /** The property has one of these values. */
  record OneOf(List<String> path, List<JsonNode> values) implements Restriction {}

  /** The property is an array that holds this value. */
  record Holds(List<String> path, JsonNode value) implements Restriction {}

  /**
   * The property compares so with a value of its own type.
   *
   * @param operator one of {@code < <= > >=}
   */
  record Compares(List<String> path, String operator, JsonNode value) implements Restriction {}

  /** At least one of these groups holds as a whole. */
  record AnyOf(List<List<Restriction>> alternatives) implements Restriction {}
}
