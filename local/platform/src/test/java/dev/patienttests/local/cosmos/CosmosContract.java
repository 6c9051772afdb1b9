package dev.patienttests.local.cosmos;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.cosmos.models.CosmosBatch;
import com.azure.cosmos.models.CosmosBatchResponse;
import com.azure.cosmos.models.CosmosItemIdentity;
import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.azure.cosmos.models.FeedResponse;
import com.azure.cosmos.models.SqlParameter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What the apps rely on in Cosmos DB, seen through Microsoft's SDK. Each endpoint that claims to be
 * one must pass all of it.
 */
abstract class CosmosContract extends CosmosIndexContract {

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
}
