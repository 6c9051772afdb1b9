package dev.patienttests.local.cosmos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalInt;

/**
 * A container as the catalog holds it.
 *
 * @param definition what was asked for, without system properties
 * @param indexes what its indexing policy needs
 */
record StoredContainer(
    long number,
    StoredDatabase database,
    String name,
    ObjectNode definition,
    PartitionKeyDefinition partitionKey,
    List<List<String>> uniqueKeys,
    OptionalInt defaultTtl,
    IndexingPolicy indexing,
    List<IndexDefinition> indexes,
    String etag,
    long timestamp) {

  static StoredContainer of(
      long number, StoredDatabase database, ObjectNode definition, String etag, long timestamp) {
    PartitionKeyDefinition partitionKey = ContainerDefinitions.partitionKey(definition);
    IndexingPolicy indexing = IndexingPolicy.of(definition.path("indexingPolicy"));
    boolean byId = partitionKey.paths().equals(List.of("/id"));
    return new StoredContainer(
        number,
        database,
        definition.path("id").asText(),
        definition,
        partitionKey,
        ContainerDefinitions.uniqueKeys(definition),
        ContainerDefinitions.defaultTtl(definition),
        indexing,
        indexing.definitions(!byId),
        etag,
        timestamp);
  }

  String rid() {
    return ResourceIds.container(database.number(), number);
  }

  String documentRid(long sequence) {
    return ResourceIds.document(database.number(), number, sequence);
  }

  /** Name-based, so that clients address its parts by names alone. */
  String self() {
    return "dbs/" + database.name() + "/colls/" + name + "/";
  }

  /** The resource as clients see it. */
  ObjectNode resource() {
    ObjectNode resource = definition.deepCopy();
    return resource
        .put("_rid", rid())
        .put("_self", self())
        .put("_etag", etag)
        .put("_docs", "docs/")
        .put("_sprocs", "sprocs/")
        .put("_triggers", "triggers/")
        .put("_udfs", "udfs/")
        .put("_conflicts", "conflicts/")
        .put("_ts", timestamp);
  }
}
