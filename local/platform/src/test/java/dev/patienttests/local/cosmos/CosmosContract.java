package dev.patienttests.local.cosmos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.cosmos.CosmosClient;
import com.azure.cosmos.CosmosClientBuilder;
import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.CosmosDatabase;
import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosBatch;
import com.azure.cosmos.models.CosmosBatchResponse;
import com.azure.cosmos.models.CosmosContainerProperties;
import com.azure.cosmos.models.CosmosItemIdentity;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.CosmosItemResponse;
import com.azure.cosmos.models.CosmosPatchItemRequestOptions;
import com.azure.cosmos.models.CosmosPatchOperations;
import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.azure.cosmos.models.FeedResponse;
import com.azure.cosmos.models.PartitionKey;
import com.azure.cosmos.models.SqlParameter;
import com.azure.cosmos.models.SqlQuerySpec;
import com.azure.cosmos.models.UniqueKey;
import com.azure.cosmos.models.UniqueKeyPolicy;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What the apps rely on in Cosmos DB, seen through Microsoft's SDK. Each endpoint that claims to be
 * one must pass all of it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CosmosContract {

  private CosmosClient client;
  private CosmosContainer events;
  private CosmosContainer unique;

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
    events = database.getContainer("events");
    unique = database.getContainer("unique");
  }

  @AfterAll
  void closeClient() {
    if (client != null) {
      client.close();
    }
    stopEndpoint();
  }

  private static ObjectNode document(String id, String patientId, int amount) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", id)
        .put("patientId", patientId)
        .put("amount", amount);
  }

  private static String fresh() {
    return UUID.randomUUID().toString();
  }

  private static PartitionKey pk(String value) {
    return new PartitionKey(value);
  }

  private CosmosItemResponse<ObjectNode> read(String id, String patient) {
    return events.readItem(id, pk(patient), ObjectNode.class);
  }

  private static int statusOf(Runnable call) {
    CosmosException failure = catchThrowableOfType(CosmosException.class, call::run);
    return failure == null ? 0 : failure.getStatusCode();
  }

  private List<JsonNode> query(String sql, String patient, SqlParameter... parameters) {
    CosmosQueryRequestOptions options = new CosmosQueryRequestOptions();
    if (patient != null) {
      options.setPartitionKey(pk(patient));
    }
    return events.queryItems(new SqlQuerySpec(sql, parameters), options, JsonNode.class).stream()
        .toList();
  }

  @Test
  void createdItemCanBeRead() {
    String patient = fresh();

    CosmosItemResponse<ObjectNode> created = events.createItem(document("é x%20", patient, 7));
    CosmosItemResponse<ObjectNode> found = read("é x%20", patient);

    assertThat(created.getStatusCode()).isEqualTo(201);
    assertThat(found.getItem().path("amount").intValue()).isEqualTo(7);
    assertThat(found.getETag())
        .isEqualTo(created.getETag())
        .isEqualTo(found.getItem().path("_etag").textValue());
    assertThat(found.getItem().path("_ts").longValue()).isPositive();
  }

  @Test
  void missingItemIs404() {
    assertThat(statusOf(() -> read("none", fresh()))).isEqualTo(404);
  }

  @Test
  void itemOfAnotherPartitionIs404() {
    String patient = fresh();
    events.createItem(document("a", patient, 1));

    assertThat(statusOf(() -> read("a", patient + "x"))).isEqualTo(404);
  }

  @Test
  void secondCreateIs409() {
    String patient = fresh();
    events.createItem(document("a", patient, 1));

    assertThat(statusOf(() -> events.createItem(document("a", patient, 2)))).isEqualTo(409);
    assertThat(read("a", patient).getItem().path("amount").intValue()).isEqualTo(1);
  }

  @Test
  void partitionKeyThatDiffersFromTheDocumentIs400() {
    assertThat(
            statusOf(
                () ->
                    events.createItem(
                        document("a", fresh(), 1), pk("other"), new CosmosItemRequestOptions())))
        .isEqualTo(400);
  }

  @Test
  void replaceWithStaleEtagIs412() {
    String patient = fresh();
    String first = events.createItem(document("a", patient, 1)).getETag();
    CosmosItemRequestOptions options = new CosmosItemRequestOptions().setIfMatchETag(first);

    CosmosItemResponse<ObjectNode> replaced =
        events.replaceItem(document("a", patient, 2), "a", pk(patient), options);

    assertThat(replaced.getStatusCode()).isEqualTo(200);
    assertThat(replaced.getETag()).isNotEqualTo(first);
    assertThat(
            statusOf(
                () -> events.replaceItem(document("a", patient, 3), "a", pk(patient), options)))
        .isEqualTo(412);
    assertThat(read("a", patient).getItem().path("amount").intValue()).isEqualTo(2);
  }

  @Test
  void unchangedItemIs304() {
    String patient = fresh();
    String etag = events.createItem(document("a", patient, 1)).getETag();

    CosmosItemResponse<ObjectNode> response =
        events.readItem(
            "a",
            pk(patient),
            new CosmosItemRequestOptions().setIfNoneMatchETag(etag),
            ObjectNode.class);

    assertThat(response.getStatusCode()).isEqualTo(304);
  }

  @Test
  void upsertInsertsThenReplaces() {
    String patient = fresh();

    assertThat(events.upsertItem(document("a", patient, 1)).getStatusCode()).isEqualTo(201);
    assertThat(events.upsertItem(document("a", patient, 2)).getStatusCode()).isEqualTo(200);
    assertThat(read("a", patient).getItem().path("amount").intValue()).isEqualTo(2);
  }

  @Test
  void deletedItemIsGone() {
    String patient = fresh();
    events.createItem(document("a", patient, 1));
    CosmosItemRequestOptions options = new CosmosItemRequestOptions();

    assertThat(events.deleteItem("a", pk(patient), options).getStatusCode()).isEqualTo(204);
    assertThat(statusOf(() -> read("a", patient))).isEqualTo(404);
    assertThat(statusOf(() -> events.deleteItem("a", pk(patient), options))).isEqualTo(404);
  }

  @Test
  void patchChangesPartsUnderItsCondition() {
    String patient = fresh();
    events.createItem(document("a", patient, 1));
    CosmosPatchOperations patch =
        CosmosPatchOperations.create().increment("/amount", 5).add("/note", "n");
    CosmosPatchItemRequestOptions options =
        new CosmosPatchItemRequestOptions().setFilterPredicate("from c where c.amount = 1");

    events.patchItem("a", pk(patient), patch, options, ObjectNode.class);

    assertThat(read("a", patient).getItem().path("amount").intValue()).isEqualTo(6);
    assertThat(statusOf(() -> events.patchItem("a", pk(patient), patch, options, ObjectNode.class)))
        .isEqualTo(412);
  }

  @Test
  void queryFindsByParametersInOnePartition() {
    String patient = fresh();
    for (int i = 1; i <= 4; i++) {
      events.createItem(document("d" + i, patient, i * 10));
    }
    events.createItem(document("d9", fresh(), 30));

    List<JsonNode> found =
        query(
            "SELECT c.id FROM c WHERE c.amount >= @least AND c[\"amount\"] < @below"
                + " ORDER BY c.amount DESC",
            patient,
            new SqlParameter("@least", 20),
            new SqlParameter("@below", 40));

    assertThat(found).extracting(node -> node.path("id").textValue()).containsExactly("d3", "d2");
  }

  @Test
  void queryAcrossPartitionsCountsAndSelectsValues() {
    String mark = fresh();
    for (int i = 0; i < 3; i++) {
      events.createItem(document(mark + i, fresh(), i).put("mark", mark));
    }
    SqlParameter parameter = new SqlParameter("@mark", mark);

    assertThat(query("SELECT VALUE COUNT(1) FROM c WHERE c.mark = @mark", null, parameter))
        .extracting(JsonNode::intValue)
        .containsExactly(3);
    assertThat(query("SELECT VALUE c.amount FROM c WHERE c.mark = @mark", null, parameter))
        .extracting(JsonNode::intValue)
        .containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void pagesJoinWithoutGapsAndTokensCanBeUsedAgain() {
    String patient = fresh();
    for (int i = 0; i < 5; i++) {
      events.createItem(document("d" + i, patient, i));
    }
    for (String sql : List.of("SELECT * FROM c", "SELECT * FROM c ORDER BY c.amount")) {
      List<String> ids = new ArrayList<>();
      String token = null;
      String firstToken = null;
      do {
        FeedResponse<JsonNode> page = page(sql, patient, token);
        page.getResults().forEach(node -> ids.add(node.path("id").textValue()));
        token = page.getContinuationToken();
        firstToken = firstToken == null ? token : firstToken;
      } while (token != null);

      assertThat(ids).containsExactly("d0", "d1", "d2", "d3", "d4");
      assertThat(page(sql, patient, firstToken).getResults())
          .extracting(node -> node.path("id").textValue())
          .containsExactly("d2", "d3");
    }
  }

  private FeedResponse<JsonNode> page(String sql, String patient, String token) {
    CosmosQueryRequestOptions options =
        new CosmosQueryRequestOptions().setPartitionKey(pk(patient));
    var pages = events.queryItems(sql, options, JsonNode.class);
    return (token == null ? pages.iterableByPage(2) : pages.iterableByPage(token, 2))
        .iterator()
        .next();
  }

  @Test
  void readAllAndReadManyFindTheirItems() {
    String patient = fresh();
    events.createItem(document("a", patient, 1));
    events.createItem(document("b", patient, 2));

    assertThat(events.readAllItems(pk(patient), ObjectNode.class).stream().toList()).hasSize(2);
    assertThat(
            events
                .readMany(
                    List.of(
                        new CosmosItemIdentity(pk(patient), "a"),
                        new CosmosItemIdentity(pk(patient), "b"),
                        new CosmosItemIdentity(pk(patient), "none")),
                    ObjectNode.class)
                .getResults())
        .hasSize(2);
  }

  @Test
  void badQueryIs400() {
    assertThat(statusOf(() -> query("SELECT * FROM c WHERE", fresh()))).isEqualTo(400);
  }

  @Test
  void batchAppliesAllOperations() {
    String patient = fresh();
    CosmosBatch batch = CosmosBatch.createCosmosBatch(pk(patient));
    batch.createItemOperation(document("a", patient, 1));
    batch.upsertItemOperation(document("b", patient, 2));
    batch.readItemOperation("a");
    batch.deleteItemOperation("b");

    CosmosBatchResponse response = events.executeCosmosBatch(batch);

    assertThat(response.isSuccessStatusCode()).isTrue();
    assertThat(response.getResults())
        .extracting(result -> result.getStatusCode())
        .containsExactly(201, 201, 200, 204);
    assertThat(read("a", patient).getStatusCode()).isEqualTo(200);
  }

  @Test
  void batchWithOneFailureAppliesNothing() {
    String patient = fresh();
    events.createItem(document("taken", patient, 1));
    CosmosBatch batch = CosmosBatch.createCosmosBatch(pk(patient));
    batch.createItemOperation(document("a", patient, 1));
    batch.createItemOperation(document("taken", patient, 2));

    CosmosBatchResponse response = events.executeCosmosBatch(batch);

    assertThat(response.isSuccessStatusCode()).isFalse();
    assertThat(response.getStatusCode()).isEqualTo(409);
    assertThat(response.getResults())
        .extracting(result -> result.getStatusCode())
        .containsExactly(424, 409);
    assertThat(statusOf(() -> read("a", patient))).isEqualTo(404);
  }

  @Test
  void uniqueKeyHoldsWithinItsPartition() {
    String patient = fresh();
    unique.createItem(document("a", patient, 1).put("mrn", "m"));
    unique.createItem(document("a", fresh(), 1).put("mrn", "m"));

    assertThat(statusOf(() -> unique.createItem(document("b", patient, 1).put("mrn", "m"))))
        .isEqualTo(409);
    unique.deleteItem("a", pk(patient), new CosmosItemRequestOptions());
    assertThat(unique.createItem(document("b", patient, 1).put("mrn", "m")).getStatusCode())
        .isEqualTo(201);
  }

  @Test
  void wrongKeyIsRefused() {
    assertThatThrownBy(() -> client(endpoint(), TestAccounts.key("wrong")))
        .hasMessageContaining("Unauthorized");
  }
}
