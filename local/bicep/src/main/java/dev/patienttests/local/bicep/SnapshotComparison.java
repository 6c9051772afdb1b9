package dev.patienttests.local.bicep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares an earlier snapshot to what Bicep says now. */
final class SnapshotComparison {
  private final List<ResourceChange.Property> found = new ArrayList<>();

  private SnapshotComparison() {}

  /** What differs, in the order in which resources are deployed now; what goes stands last. */
  static List<ResourceChange> between(JsonNode before, Evaluation now) {
    Map<String, JsonNode> old = byId(before);
    Map<String, JsonNode> current = byId(written(now));
    Map<String, Resource> resources = new LinkedHashMap<>();
    List<Resource> ordered = Snapshot.ordered(now);
    int next = 0;
    for (String id : current.keySet()) {
      resources.put(id, ordered.get(next++));
    }
    List<ResourceChange> changes = new ArrayList<>();
    current.forEach(
        (id, node) -> {
          Resource resource = resources.get(id);
          Optional<Origin> origin = Optional.of(resource.origin());
          if (!old.containsKey(id)) {
            changes.add(change(ResourceChange.Kind.ADDED, id, node, origin, List.of()));
            return;
          }
          SnapshotComparison comparison = new SnapshotComparison();
          comparison.compare(old.get(id), node, "", places(resource));
          if (!comparison.found.isEmpty()) {
            List<ResourceChange.Property> properties = List.copyOf(comparison.found);
            changes.add(change(ResourceChange.Kind.CHANGED, id, node, origin, properties));
          }
        });
    old.forEach(
        (id, node) -> {
          if (!current.containsKey(id)) {
            changes.add(change(ResourceChange.Kind.REMOVED, id, node, Optional.empty(), List.of()));
          }
        });
    return changes;
  }

  /** What differs in the outputs. Snapshots of older versions of the CLI have none. */
  static List<ResourceChange.Property> outputs(JsonNode before, Evaluation now) {
    SnapshotComparison comparison = new SnapshotComparison();
    if (before.path("outputs").isObject()) {
      Value place = new Value.Obj(now.outputs(), Value.Mark.at(now.origin()));
      comparison.compare(before.get("outputs"), written(now).path("outputs"), "", place);
    }
    return List.copyOf(comparison.found);
  }

  /** As it is read from a file, so that numbers compare whatever their size. */
  private static JsonNode written(Evaluation now) {
    try {
      return JsonMapper.builder().build().readTree(Snapshot.write(now));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a snapshot is JSON", e);
    }
  }

  private static ResourceChange change(
      ResourceChange.Kind kind,
      String id,
      JsonNode node,
      Optional<Origin> origin,
      List<ResourceChange.Property> properties) {
    String type = node.path("type").asText();
    return new ResourceChange(kind, id, type, node.path("name").asText(), origin, properties);
  }

  private static Map<String, JsonNode> byId(JsonNode snapshot) {
    Map<String, JsonNode> resources = new LinkedHashMap<>();
    for (JsonNode resource : snapshot.path("predictedResources")) {
      String id = resource.path("id").asText(resource.path("type").asText());
      String unique = id;
      for (int i = 1; resources.containsKey(unique); i++) {
        unique = id + "#" + i;
      }
      resources.put(unique, resource);
    }
    return resources;
  }

  /** The values of a resource, so that a property's place can be looked up along its path. */
  private static Value places(Resource resource) {
    Value.Mark mark = Value.Mark.at(resource.origin());
    return resource.extension()
        ? new Value.Obj(Map.of("properties", new Value.Obj(resource.body(), mark)), mark)
        : new Value.Obj(resource.body(), mark);
  }

  private void compare(JsonNode before, JsonNode after, String path, Value place) {
    if (before.equals(after)) {
      return;
    } else if (before.isObject() && after.isObject()) {
      Set<String> names = new LinkedHashSet<>();
      after.fieldNames().forEachRemaining(names::add);
      before.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        String inner = path.isEmpty() ? name : path + "." + name;
        part(before.get(name), after.get(name), inner, member(place, name));
      }
    } else if (before.isArray() && after.isArray()) {
      items(before, after, path, place);
    } else {
      found.add(property(path, Optional.of(before), Optional.of(after), place));
    }
  }

  /** One of the two may be absent, and is then {@code null} as Jackson has it. */
  private void part(JsonNode before, JsonNode after, String path, Value place) {
    if (before != null && after != null) {
      compare(before, after, path, place);
    } else {
      found.add(property(path, Optional.ofNullable(before), Optional.ofNullable(after), place));
    }
  }

  private static ResourceChange.Property property(
      String path, Optional<JsonNode> before, Optional<JsonNode> after, Value place) {
    return new ResourceChange.Property(path, before, after, place.origin());
  }

  private void items(JsonNode before, JsonNode after, String path, Value place) {
    Optional<Map<String, Integer>> oldNames = names(before);
    Optional<Map<String, Integer>> newNames = names(after);
    if (oldNames.isPresent() && newNames.isPresent()) {
      Set<String> names = new LinkedHashSet<>(newNames.get().keySet());
      names.addAll(oldNames.get().keySet());
      for (String name : names) {
        int was = oldNames.get().getOrDefault(name, -1);
        int is = newNames.get().getOrDefault(name, -1);
        part(before.get(was), after.get(is), path + "[name=" + name + "]", item(place, is));
      }
      return;
    }
    for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
      part(before.get(i), after.get(i), path + "[" + i + "]", item(place, i));
    }
  }

  /** The place of each item by its name, where all have one of their own. */
  private static Optional<Map<String, Integer>> names(JsonNode items) {
    Map<String, Integer> names = new LinkedHashMap<>();
    for (int i = 0; i < items.size(); i++) {
      JsonNode name = items.get(i).path("name");
      if (!name.isTextual() || names.put(name.textValue(), i) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(names);
  }

  private static Value member(Value place, String name) {
    return place instanceof Value.Obj object ? object.members().getOrDefault(name, place) : place;
  }

  private static Value item(Value place, int index) {
    return place instanceof Value.Arr array && index >= 0 && index < array.items().size()
        ? array.items().get(index)
        : place;
  }
}
