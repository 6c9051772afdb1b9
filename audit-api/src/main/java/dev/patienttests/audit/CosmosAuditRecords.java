package dev.patienttests.audit;

import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.cosmos.CosmosConnection;
import java.util.Optional;

/** Audit records in a Cosmos DB container with the partition key {@code /id}: created and read. */
final class CosmosAuditRecords implements AuditRecords {
  private final CosmosConnection connection;

  CosmosAuditRecords(CosmosConnection connection) {
    this.connection = connection;
  }

  @Override
  public boolean append(AuditRecord record) {
    ObjectNode document = AuditRecordJson.document(record);
    PartitionKey key = new PartitionKey(record.id());
    try {
      connection.call(
          container -> container.createItem(document, key, new CosmosItemRequestOptions()));
      return true;
    } catch (CosmosException e) {
      if (e.getStatusCode() == 409) {
        return false;
      }
      throw CosmosConnection.unexpected(e);
    }
  }

  @Override
  public Optional<AuditRecord> find(String id) {
    try {
      return Optional.of(
          AuditRecordJson.read(
              connection.call(
                  container ->
                      container.readItem(id, new PartitionKey(id), ObjectNode.class).getItem())));
    } catch (CosmosException e) {
      if (e.getStatusCode() == 404) {
        return Optional.empty();
      }
      throw CosmosConnection.unexpected(e);
    }
  }
}
