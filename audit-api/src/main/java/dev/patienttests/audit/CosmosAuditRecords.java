package dev.patienttests.audit;

import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.azure.cosmos.models.PartitionKey;
import com.azure.cosmos.models.SqlParameter;
import com.azure.cosmos.models.SqlQuerySpec;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.cosmos.CosmosConnection;
import java.util.List;
import java.util.Optional;

/**
 * Audit records in a Cosmos DB container with the partition key {@code /chain} and the unique key
 * {@code /eventId}: created and read. Queries are fixed texts; values are their parameters.
 */
final class CosmosAuditRecords implements AuditRecords {
  private static final String FIND = "SELECT * FROM c WHERE c.eventId = @eventId";
  private static final String LAST = "SELECT TOP 1 * FROM c ORDER BY c.number DESC";

  private final CosmosConnection connection;

  CosmosAuditRecords(CosmosConnection connection) {
    this.connection = connection;
  }

  @Override
  public boolean append(AuditRecord record) {
    ObjectNode document = record.document();
    PartitionKey key = new PartitionKey(record.chain());
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
  public Optional<AuditRecord> find(String chain, String eventId) {
    return query(inChain(chain), FIND, new SqlParameter("@eventId", eventId)).stream().findFirst();
  }

  @Override
  public Optional<AuditRecord> last(String chain) {
    return query(inChain(chain), LAST).stream().findFirst();
  }

  private List<AuditRecord> query(
      CosmosQueryRequestOptions options, String text, SqlParameter... parameters) {
    SqlQuerySpec query = new SqlQuerySpec(text, parameters);
    try {
      return connection.call(
          container ->
              container.queryItems(query, options, ObjectNode.class).stream()
                  .map(AuditRecord::stored)
                  .toList());
    } catch (CosmosException e) {
      throw CosmosConnection.unexpected(e);
    }
  }

  private static CosmosQueryRequestOptions inChain(String chain) {
    return new CosmosQueryRequestOptions().setPartitionKey(new PartitionKey(chain));
  }
}
