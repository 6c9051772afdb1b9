package dev.patienttests.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads, checks and compares container definitions in the form that clients send. */
final class ContainerDefinitions {

  private static final Set<String> SERVED =
      Set.of(
          "id",
          "partitionKey",
          "indexingPolicy",
          "uniqueKeyPolicy",
          "defaultTtl",
          "conflictResolutionPolicy",
          "geospatialConfig");

  private ContainerDefinitions() {}

  /** The definition that a configuration asks for. */
  static ObjectNode of(CosmosConfig.Container container) {
    ObjectNode definition = Json.object().put("id", container.name());
    List<String> paths = container.partitionKeyPaths();
    ObjectNode key = definition.putObject("partitionKey");
    paths.forEach(key.putArray("paths")::add);
    key.put("kind", paths.size() > 1 ? "MultiHash" : "Hash").put("version", 2);
    definition.set(
        "indexingPolicy", container.indexingPolicy().orElseGet(IndexingPolicy::standard));
    IndexingPolicy.of(definition.path("indexingPolicy"));
    ArrayNode uniqueKeys = definition.putObject("uniqueKeyPolicy").putArray("uniqueKeys");
    for (List<String> unique : container.uniqueKeys()) {
      unique.forEach(uniqueKeys.addObject().putArray("paths")::add);
    }
    container.defaultTtl().ifPresent(ttl -> definition.put("defaultTtl", ttl));
    return definition;
  }

  /** What a client sent, reduced to what is kept; 400 where something is missing or not served. */
  static ObjectNode ofRequest(ObjectNode body) {
    ObjectNode definition = Json.object();
    for (Map.Entry<String, JsonNode> member : body.properties()) {
      if (SERVED.contains(member.getKey())) {
        definition.set(member.getKey(), member.getValue());
      } else if (!member.getKey().startsWith("_")) {
        throw CosmosException.badRequest(
            "The container property " + member.getKey() + " is not served.");
      }
    }
    DocumentIds.check(definition.path("id"));
    PartitionKeyDefinition key = partitionKey(definition);
    ((ObjectNode) definition.path("partitionKey"))
        .put("kind", key.hierarchical() ? "MultiHash" : "Hash")
        .put("version", 2);
    uniqueKeys(definition);
    defaultTtl(definition);
    if (!definition.hasNonNull("indexingPolicy")) {
      definition.set("indexingPolicy", IndexingPolicy.standard());
    }
    IndexingPolicy.of(definition.path("indexingPolicy"));
    return definition;
  }

  static PartitionKeyDefinition partitionKey(ObjectNode definition) {
    return new PartitionKeyDefinition(texts(definition.path("partitionKey").path("paths")));
  }

  static List<List<String>> uniqueKeys(ObjectNode definition) {
    List<List<String>> result = new ArrayList<>();
    for (JsonNode key : definition.path("uniqueKeyPolicy").path("uniqueKeys")) {
      List<String> paths = texts(key.path("paths"));
      paths.forEach(PropertyPath::parse);
      result.add(paths);
    }
    return List.copyOf(result);
  }

  static OptionalInt defaultTtl(ObjectNode definition) {
    JsonNode ttl = definition.path("defaultTtl");
    if (ttl.isMissingNode() || ttl.isNull()) {
      return OptionalInt.empty();
    }
    if (!ttl.isInt() || ttl.intValue() == 0 || ttl.intValue() < -1) {
      throw CosmosException.badRequest("defaultTtl is -1 or a positive number of seconds.");
    }
    return OptionalInt.of(ttl.intValue());
  }

  /**
   * What in a new definition Azure would refuse for a container that exists: partition key and
   * unique keys stand for a container's life (Azure documentation, "Partitioning" and "Unique key
   * constraints").
   */
  static Optional<String> refusedChange(StoredContainer stored, ObjectNode definition) {
    if (!stored.partitionKey().equals(partitionKey(definition))) {
      return Optional.of(
          "partition key "
              + stored.partitionKey().paths()
              + " cannot become "
              + partitionKey(definition).paths());
    }
    if (!stored.uniqueKeys().equals(uniqueKeys(definition))) {
      return Optional.of(
          "unique keys " + stored.uniqueKeys() + " cannot become " + uniqueKeys(definition));
    }
    return Optional.empty();
  }

  private static List<String> texts(JsonNode array) {
    List<String> result = new ArrayList<>();
    array.forEach(item -> result.add(item.asText()));
    return List.copyOf(result);
  }
}
