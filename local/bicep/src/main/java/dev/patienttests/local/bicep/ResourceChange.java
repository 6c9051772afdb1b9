package dev.patienttests.local.bicep;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * What happens to one resource when Bicep changes.
 *
 * @param kind whether it comes, goes or changes
 * @param id its id; for a resource of an extension, its type and place in the list
 * @param type full type
 * @param name full name; empty for a resource of an extension
 * @param origin where it is declared; empty for one that goes
 * @param properties what changes in it, in order; empty for one that comes or goes
 */
public record ResourceChange(
    Kind kind,
    String id,
    String type,
    String name,
    Optional<Origin> origin,
    List<Property> properties) {

  /** Kinds of changes. */
  public enum Kind {
    /** The resource was not deployed before. */
    ADDED,
    /** The resource is no longer deployed. */
    REMOVED,
    /** Something in the resource changes. */
    CHANGED
  }

  /**
   * A property that changes.
   *
   * @param path its names joined by dots, with {@code [i]} for an item of a list and {@code
   *     [name=…]} for one that has a name
   * @param before what it was; empty if it was not there
   * @param after what it is; empty if it is not there
   * @param origin where its value, or what is around it, is written
   */
  public record Property(
      String path, Optional<JsonNode> before, Optional<JsonNode> after, Origin origin) {}
}
