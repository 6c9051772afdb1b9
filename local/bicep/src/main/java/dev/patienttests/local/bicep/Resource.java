package dev.patienttests.local.bicep;

import java.util.List;
import java.util.Map;

/**
 * A resource that a deployment would create, or, in {@link Evaluation#existing()}, that it refers
 * to.
 *
 * @param id the resource id, a {@link Value.Str} unless something about it is unknown. A resource
 *     of an extension (Microsoft Graph) has no id of its own: here stands the name by which {@code
 *     reference} names it
 * @param type full type, as written, without version
 * @param apiVersion its version
 * @param name full name ({@code parent/child}); empty string for resources of an extension
 * @param symbolicName its name in the Bicep file, with {@code [i]} in a loop
 * @param extension whether the resource belongs to an extension such as Microsoft Graph
 * @param body the members as written, in order, without {@code name}, {@code parent}, {@code scope}
 *     and {@code dependsOn}
 * @param dependsOn ids of the resources that come before it
 * @param origin where it is declared
 */
public record Resource(
    Value id,
    String type,
    String apiVersion,
    Value name,
    String symbolicName,
    boolean extension,
    Map<String, Value> body,
    List<Value> dependsOn,
    Origin origin) {}
