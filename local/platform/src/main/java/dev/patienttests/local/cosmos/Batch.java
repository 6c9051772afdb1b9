package dev.patienttests.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serial;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Transactional batches: all operations on one logical partition, or none (Azure documentation,
 * "Transactional batch operations"; up to 100). Bulk requests, which are not atomic, run each
 * operation by itself.
 */
final class Batch {

  private static final int MAXIMUM_OPERATIONS = 100;

  private final SqliteFile file;
  private final ItemOperations operations;

  Batch(SqliteFile file, ItemOperations operations) {
    this.file = file;
    this.operations = operations;
  }

  /** The outcome: an entry for each operation. */
  record Result(boolean success, ArrayNode entries) {}

  /** Ends the transaction of a batch one of whose operations failed. */
  private static final class Failed extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;
    private final int position;
    private final transient CosmosException reason;

    Failed(int position, CosmosException reason) {
      super(reason.getMessage(), reason, false, false);
      this.position = position;
      this.reason = reason;
    }
  }

  Result atomic(StoredContainer container, String partitionKey, JsonNode body) {
    List<ObjectNode> list = operations(body);
    try {
      return file.write(
          session -> {
            ArrayNode entries = Json.MAPPER.createArrayNode();
            for (int i = 0; i < list.size(); i++) {
              try {
                entries.add(run(session, container, partitionKey, list.get(i)));
              } catch (CosmosException e) {
                throw new Failed(i, e);
              }
            }
            return new Result(true, entries);
          });
    } catch (Failed failed) {
      ArrayNode entries = Json.MAPPER.createArrayNode();
      for (int i = 0; i < list.size(); i++) {
        entries.add(
            failure(i == failed.position ? failed.reason : CosmosException.failedDependency()));
      }
      return new Result(false, entries);
    }
  }

  Result bulk(StoredContainer container, JsonNode body) {
    ArrayNode entries = Json.MAPPER.createArrayNode();
    for (ObjectNode operation : operations(body)) {
      try {
        String partitionKey =
            container.partitionKey().ofHeader(operation.path("partitionKey").asText());
        ObjectNode entry = file.write(session -> run(session, container, partitionKey, operation));
        entries.add(entry);
      } catch (CosmosException e) {
        entries.add(failure(e));
      }
    }
    return new Result(true, entries);
  }

  private static List<ObjectNode> operations(JsonNode body) {
    List<ObjectNode> list = new ArrayList<>();
    for (JsonNode operation : body) {
      if (!(operation instanceof ObjectNode object)) {
        throw CosmosException.badRequest("A batch is an array of operations.");
      }
      list.add(object);
    }
    if (!body.isArray() || list.isEmpty() || list.size() > MAXIMUM_OPERATIONS) {
      throw CosmosException.badRequest("A batch has 1 to " + MAXIMUM_OPERATIONS + " operations.");
    }
    return list;
  }

  private ObjectNode run(
      SqliteFile.Session session,
      StoredContainer container,
      String partitionKey,
      ObjectNode operation)
      throws SQLException {
    ItemOperations.Outcome outcome = outcome(session, container, partitionKey, operation);
    ObjectNode entry = Json.object().put("statusCode", outcome.status()).put("requestCharge", 1);
    if (outcome.item().isPresent()) {
      Item item = outcome.item().get();
      entry.put("eTag", item.etag());
      if (!operation.path("minimalReturnPreference").asBoolean()) {
        entry.set("resourceBody", item.document());
      }
    }
    return entry;
  }

  private ItemOperations.Outcome outcome(
      SqliteFile.Session session,
      StoredContainer container,
      String partitionKey,
      ObjectNode operation)
      throws SQLException {
    String id = operation.path("id").asText();
    Optional<String> ifMatch = text(operation, "ifMatch");
    String type = operation.path("operationType").asText();
    return switch (type) {
      case "Create" ->
          operations.create(session, container, Optional.of(partitionKey), resource(operation));
      case "Upsert" ->
          operations.upsert(
              session, container, Optional.of(partitionKey), resource(operation), ifMatch);
      case "Read" ->
          operations.read(session, container, partitionKey, id, text(operation, "ifNoneMatch"));
      case "Replace" ->
          operations.replace(session, container, partitionKey, id, resource(operation), ifMatch);
      case "Patch" ->
          operations.patch(session, container, partitionKey, id, resource(operation), ifMatch);
      case "Delete" -> operations.delete(session, container, partitionKey, id, ifMatch);
      default ->
          throw CosmosException.badRequest("The batch operation " + type + " is not served.");
    };
  }

  private static ObjectNode resource(ObjectNode operation) {
    if (operation.path("resourceBody") instanceof ObjectNode resource) {
      return resource;
    }
    throw CosmosException.badRequest("The batch operation has no resourceBody.");
  }

  private static Optional<String> text(ObjectNode operation, String property) {
    JsonNode value = operation.path(property);
    return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
  }

  private static ObjectNode failure(CosmosException reason) {
    ObjectNode entry = Json.object().put("statusCode", reason.status());
    if (reason.substatus() != 0) {
      entry.put("subStatusCode", reason.substatus());
    }
    return entry;
  }
}
