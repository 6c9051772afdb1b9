package dev.patienttests.audit;

import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.azure.cosmos.models.PartitionKey;
import com.azure.cosmos.models.SqlParameter;
import com.azure.cosmos.models.SqlQuerySpec;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.cosmos.CosmosConnection;
import dev.patienttests.http.Timestamps;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Audit records in a Cosmos DB container with the partition key {@code /chain} and the unique key
 * {@code /eventId}: created and read. Queries are fixed texts; values are their parameters.
 */
final class CosmosAuditRecords implements AuditRecords {
  private static final String FIND = "SELECT * FROM c WHERE c.eventId = @eventId";
  private static final String LAST = "SELECT TOP 1 * FROM c ORDER BY c.number DESC";
  private static final String OF_CHAIN =
      "SELECT TOP 101 * FROM c WHERE c.number > @after ORDER BY c.number";
  private static final String OF_PATIENT =
      "SELECT TOP 101 * FROM c"
          + " WHERE (c.patientId = @patientId"
          + " OR ARRAY_CONTAINS(c.outcome.patientIds, @patientId))"
          + " AND (c.recordedAt > @afterTime OR (c.recordedAt = @afterTime AND c.id > @afterId))"
          + " AND c.recordedAt < @to"
          + " ORDER BY c.recordedAt, c.id";
  private static final String WRITE_ATTEMPTS =
      "SELECT TOP 50 * FROM c"
          + " WHERE c.agent.applicationId = @agent"
          + " AND c.kind = 'attempt' AND c.action IN ('create', 'update')"
          + " AND (c.recordedAt > @afterTime OR (c.recordedAt = @afterTime AND c.id > @afterId))"
          + " AND c.recordedAt < @to"
          + " ORDER BY c.recordedAt, c.id";
  private static final String RECORDED =
      "SELECT c.eventId FROM c WHERE ARRAY_CONTAINS(@eventIds, c.eventId)";

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

  @Override
  public List<AuditRecord> ofChain(String chain, long number) {
    return query(inChain(chain), OF_CHAIN, new SqlParameter("@after", number));
  }

  @Override
  public List<AuditRecord> ofPatient(String patientId, Position after, Instant to) {
    return query(
        new CosmosQueryRequestOptions(),
        OF_PATIENT,
        new SqlParameter("@patientId", patientId),
        new SqlParameter("@afterTime", Timestamps.write(after.time())),
        new SqlParameter("@afterId", after.id()),
        new SqlParameter("@to", Timestamps.write(to)));
  }

  @Override
  public List<AuditRecord> writeAttempts(String applicationId, Position after, Instant to) {
    return query(
        new CosmosQueryRequestOptions(),
        WRITE_ATTEMPTS,
        new SqlParameter("@agent", applicationId),
        new SqlParameter("@afterTime", Timestamps.write(after.time())),
        new SqlParameter("@afterId", after.id()),
        new SqlParameter("@to", Timestamps.write(to)));
  }

  @Override
  public Set<String> recorded(Collection<String> eventIds) {
    List<String> ids = List.copyOf(eventIds);
    return query(new CosmosQueryRequestOptions(), RECORDED, new SqlParameter("@eventIds", ids))
        .stream()
        .map(AuditRecord::eventId)
        .collect(Collectors.toUnmodifiableSet());
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
