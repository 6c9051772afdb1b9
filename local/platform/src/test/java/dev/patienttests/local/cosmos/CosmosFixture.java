package dev.patienttests.local.cosmos;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.cosmos.CosmosClient;
import com.azure.cosmos.CosmosClientBuilder;
import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.CosmosDatabase;
import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CompositePath;
import com.azure.cosmos.models.CompositePathSortOrder;
import com.azure.cosmos.models.CosmosContainerProperties;
import com.azure.cosmos.models.CosmosItemResponse;
import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.azure.cosmos.models.ExcludedPath;
import com.azure.cosmos.models.IncludedPath;
import com.azure.cosmos.models.IndexingPolicy;
import com.azure.cosmos.models.PartitionKey;
import com.azure.cosmos.models.SqlParameter;
import com.azure.cosmos.models.SqlQuerySpec;
import com.azure.cosmos.models.UniqueKey;
import com.azure.cosmos.models.UniqueKeyPolicy;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** An endpoint, a client of it, and three containers that are made if they are absent. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CosmosFixture {

  CosmosClient client;
  CosmosContainer events;
  CosmosContainer unique;
  CosmosContainer records;

  abstract void startEndpoint();

  abstract void stopEndpoint();

  abstract String endpoint();

  abstract String key();

  static CosmosClient client(String endpoint, String key) {
    return new CosmosClientBuilder()
        .endpoint(endpoint)
        .key(key)
        .gatewayMode()
        .endpointDiscoveryEnabled(false)
        .contentResponseOnWriteEnabled(true)
        .buildClient();
  }

  @BeforeAll
  void makeContainers() {
    startEndpoint();
    client = client(endpoint(), key());
    client.createDatabaseIfNotExists("contract");
    CosmosDatabase database = client.getDatabase("contract");
    database.createContainerIfNotExists(new CosmosContainerProperties("events", "/patientId"));
    CosmosContainerProperties properties =
        new CosmosContainerProperties("unique", "/patientId")
            .setUniqueKeyPolicy(
                new UniqueKeyPolicy().setUniqueKeys(List.of(new UniqueKey(List.of("/mrn")))));
    database.createContainerIfNotExists(properties);
    database.createContainerIfNotExists(records());
    events = database.getContainer("events");
    unique = database.getContainer("unique");
    records = database.getContainer("records");
  }

  /** Only some of its paths are indexed. */
  private static CosmosContainerProperties records() {
    IndexingPolicy policy =
        new IndexingPolicy()
            .setIncludedPaths(
                List.of(
                    new IncludedPath("/patientId/?"),
                    new IncludedPath("/number/?"),
                    new IncludedPath("/name/?"),
                    new IncludedPath("/ids/[]/?")))
            .setExcludedPaths(List.of(new ExcludedPath("/*")))
            .setCompositeIndexes(
                List.of(
                    List.of(
                        new CompositePath().setPath("/name"), new CompositePath().setPath("/id")),
                    List.of(
                        new CompositePath()
                            .setPath("/number")
                            .setOrder(CompositePathSortOrder.DESCENDING),
                        new CompositePath().setPath("/id"))));
    return new CosmosContainerProperties("records", "/patientId").setIndexingPolicy(policy);
  }

  @AfterAll
  void closeClient() {
    if (client != null) {
      client.close();
    }
    stopEndpoint();
  }

  static ObjectNode document(String id, String patientId, int amount) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", id)
        .put("patientId", patientId)
        .put("amount", amount);
  }

  static String fresh() {
    return UUID.randomUUID().toString();
  }

  static PartitionKey pk(String value) {
    return new PartitionKey(value);
  }

  CosmosItemResponse<ObjectNode> read(String id, String patient) {
    return events.readItem(id, pk(patient), ObjectNode.class);
  }

  static int statusOf(Runnable call) {
    CosmosException failure = catchThrowableOfType(CosmosException.class, call::run);
    return failure == null ? 0 : failure.getStatusCode();
  }

  List<JsonNode> query(String sql, String patient, SqlParameter... parameters) {
    return query(events, sql, patient, parameters);
  }

  static List<JsonNode> query(
      CosmosContainer container, String sql, String patient, SqlParameter... parameters) {
    CosmosQueryRequestOptions options = new CosmosQueryRequestOptions();
    if (patient != null) {
      options.setPartitionKey(pk(patient));
    }
    return container.queryItems(new SqlQuerySpec(sql, parameters), options, JsonNode.class).stream()
        .toList();
  }
}
