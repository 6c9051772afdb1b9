package dev.patienttests.local.stack.deploy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.ResolvedResource;
import dev.patienttests.local.stack.project.UserError;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A resource of the evaluated Bicep, read strictly: what is missing or of the wrong kind is an
 * error that names file, line and property.
 */
public final class DeployedResource {
  private final ResolvedResource resource;

  DeployedResource(ResolvedResource resource) {
    this.resource = resource;
  }

  /** Its resource id. */
  public String id() {
    return resource.id();
  }

  /** Its full type. */
  public String type() {
    return resource.type();
  }

  /** The last segment of its name. */
  public String shortName() {
    return resource.name().substring(resource.name().lastIndexOf('/') + 1);
  }

  /** Where it is declared. */
  public Origin origin() {
    return resource.origin();
  }

  /** Whether its type is this one; Azure compares types without case. */
  public boolean isOf(String type) {
    return resource.type().equalsIgnoreCase(type);
  }

  /** Whether it is a child of the resource with that id. */
  public boolean isChildOf(String parentId) {
    String prefix = parentId.toLowerCase(Locale.ROOT) + "/";
    return resource.id().toLowerCase(Locale.ROOT).startsWith(prefix);
  }

  /** A part of its body; missing where there is none. */
  public JsonNode at(String pointer) {
    return resource.body().at(pointer);
  }

  /** A text that must be there. */
  public String text(String pointer) {
    return optionalText(pointer).orElseThrow(() -> error(pointer, "is missing"));
  }

  /** A text that may be absent or null. */
  public Optional<String> optionalText(String pointer) {
    JsonNode node = at(pointer);
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    if (!node.isTextual()) {
      throw error(pointer, "must be a text");
    }
    return Optional.of(node.textValue());
  }

  /** A truth value, or what Azure takes where none is given. */
  public boolean flag(String pointer, boolean otherwise) {
    JsonNode node = at(pointer);
    if (node.isMissingNode() || node.isNull()) {
      return otherwise;
    }
    if (!node.isBoolean()) {
      throw error(pointer, "must be true or false");
    }
    return node.booleanValue();
  }

  /** The items of an array; none where there is no array. */
  public List<JsonNode> items(String pointer) {
    JsonNode node = at(pointer);
    List<JsonNode> items = new ArrayList<>();
    if (node.isMissingNode() || node.isNull()) {
      return items;
    }
    if (!node.isArray()) {
      throw error(pointer, "must be an array");
    }
    node.forEach(items::add);
    return items;
  }

  /** The texts of an array of texts. */
  public List<String> texts(String pointer) {
    return items(pointer).stream().map(JsonNode::asText).toList();
  }

  /** The ids of an array of references, such as the subnets of {@code virtualNetworkRules}. */
  public Set<String> ids(String pointer) {
    return items(pointer).stream()
        .map(reference -> reference.path("id").asText())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Where a part of its body was written, or the resource itself. */
  public Origin originOf(String pointer) {
    return resource.originOf(JsonPointer.compile(pointer)).orElse(resource.origin());
  }

  /** An error about a part of it, for the person who wrote the Bicep. */
  public UserError error(String pointer, String what) {
    String property = pointer.substring(1).replace('/', '.');
    return new UserError("%s: %s of %s %s".formatted(originOf(pointer), property, resource, what));
  }

  @Override
  public String toString() {
    return resource.toString();
  }
}
