package dev.patienttests.local.bicep;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A resource without anything unknown in it.
 *
 * @param id resource id, or the symbolic name of a resource of an extension
 * @param type full type without version
 * @param apiVersion version
 * @param name full name; empty for a resource of an extension
 * @param symbolicName its name in the Bicep file, with {@code [i]} in a loop
 * @param body all members as written ({@code location}, {@code properties}, …)
 * @param dependsOn ids of the resources that come before it
 * @param origin where it is declared
 * @param origins where each part of the body was written, by JSON pointer
 */
public record ResolvedResource(
    String id,
    String type,
    String apiVersion,
    String name,
    String symbolicName,
    ObjectNode body,
    List<String> dependsOn,
    Origin origin,
    Map<JsonPointer, Origin> origins) {

  /** Where the part of the body at this pointer was written; empty if there is no such part. */
  public Optional<Origin> originOf(JsonPointer pointer) {
    return Optional.ofNullable(origins.get(pointer));
  }

  /** Names the resource alone: its body may hold secrets. */
  @Override
  public String toString() {
    return type + "@" + apiVersion + " " + (name.isEmpty() ? symbolicName : name);
  }
}
