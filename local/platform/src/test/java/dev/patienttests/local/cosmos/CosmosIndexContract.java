package dev.patienttests.local.cosmos;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.cosmos.models.CosmosBatch;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.CosmosPatchOperations;
import com.azure.cosmos.models.SqlParameter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The part of the contract that is about unique keys, and about what an indexing policy allows. */
abstract class CosmosIndexContract extends CosmosItemContract {

  private static ObjectNode numbered(String id, String patient, String number) {
    return document(id, patient, 1).put("mrn", number);
  }

  @Test
  void uniqueKeyHoldsForEachWayToWrite() {
    String patient = fresh();
    unique.createItem(numbered("a", patient, "m"));
    unique.createItem(numbered("b", patient, "n"));
    CosmosItemRequestOptions options = new CosmosItemRequestOptions();

    assertThat(statusOf(() -> unique.upsertItem(numbered("b", patient, "m")))).isEqualTo(409);
    assertThat(
            statusOf(
                () -> unique.replaceItem(numbered("b", patient, "m"), "b", pk(patient), options)))
        .isEqualTo(409);
    assertThat(
            statusOf(
                () ->
                    unique.patchItem(
                        "b",
                        pk(patient),
                        CosmosPatchOperations.create().set("/mrn", "m"),
                        ObjectNode.class)))
        .isEqualTo(409);
    assertThat(
            unique
                .replaceItem(numbered("b", patient, "n"), "b", pk(patient), options)
                .getStatusCode())
        .isEqualTo(200);
    assertThat(unique.readItem("b", pk(patient), ObjectNode.class).getItem().path("mrn").asText())
        .isEqualTo("n");
  }

  @Test
  void uniqueKeyHoldsInsideABatchWhichThenDoesNothing() {
    String patient = fresh();
    CosmosBatch batch = CosmosBatch.createCosmosBatch(pk(patient));
    batch.createItemOperation(numbered("a", patient, "m"));
    batch.createItemOperation(numbered("b", patient, "m"));

    assertThat(unique.executeCosmosBatch(batch).getStatusCode()).isEqualTo(409);
    assertThat(statusOf(() -> unique.readItem("a", pk(patient), ObjectNode.class))).isEqualTo(404);
  }

  @Test
  void uniqueValueIsFreeAgainOnceItsItemHasAnother() {
    String patient = fresh();
    unique.createItem(numbered("a", patient, "m"));
    unique.upsertItem(numbered("a", patient, "n"));

    assertThat(unique.createItem(numbered("b", patient, "m")).getStatusCode()).isEqualTo(201);
  }

  private String fill() {
    String patient = fresh();
    String other = fresh();
    for (int i = 0; i < 6; i++) {
      ObjectNode record = document("r" + i, patient, i).put("number", i / 2).put("mark", patient);
      record.put("name", i % 2 == 0 ? patient : "other" + patient);
      record.putArray("ids").add(patient + (i % 3)).add("x");
      records.createItem(record);
    }
    ObjectNode far = document("s", other, 9).put("number", 9).put("name", patient);
    far.put("mark", patient).putArray("ids").add(patient + "0");
    records.createItem(far);
    return patient;
  }

  private List<String> ids(String where, String patient, SqlParameter... parameters) {
    return query(records, "SELECT TOP 4 * FROM c WHERE " + where, patient, parameters).stream()
        .map(node -> node.path("id").textValue())
        .toList();
  }

  @Test
  void compositeIndexServesItsOrderAndTheOpposite() {
    String patient = fill();
    SqlParameter name = new SqlParameter("@name", patient);
    SqlParameter after = new SqlParameter("@after", "r0");

    assertThat(ids("c.name = @name AND c.id > @after ORDER BY c.name, c.id", null, name, after))
        .containsExactly("r2", "r4", "s");
    assertThat(ids("c.name = @name ORDER BY c.name DESC, c.id DESC", null, name))
        .containsExactly("s", "r4", "r2", "r0");
    assertThat(ids("true ORDER BY c.number DESC, c.id", patient))
        .containsExactly("r4", "r5", "r2", "r3");
  }

  @Test
  void orderWithoutItsIndexIs400() {
    String patient = fill();

    for (String order :
        List.of("c.amount", "c.name, c.id DESC", "c.number, c.name", "c.id, c.name")) {
      assertThat(statusOf(() -> ids("true ORDER BY " + order, patient))).as(order).isEqualTo(400);
    }
    assertThat(ids("c.amount >= 4", patient)).containsExactlyInAnyOrder("r4", "r5");
  }

  @Test
  void rangesListsAndArraysFindTheirItems() {
    String patient = fill();
    SqlParameter value = new SqlParameter("@value", patient + "0");
    SqlParameter list = new SqlParameter("@list", List.of(1, 2, 8));

    assertThat(ids("c.number = 2 ORDER BY c.number DESC", patient))
        .containsExactlyInAnyOrder("r4", "r5");
    assertThat(ids("c.number >= 1 AND c.number < 2 ORDER BY c.id", patient))
        .containsExactly("r2", "r3");
    assertThat(ids("ARRAY_CONTAINS(@list, c.number) ORDER BY c.id", patient, list))
        .containsExactly("r2", "r3", "r4", "r5");
    assertThat(ids("ARRAY_CONTAINS(c.ids, @value) ORDER BY c.id", null, value))
        .containsExactly("r0", "r3", "s");
    assertThat(
            ids(
                "(c.number = 9 OR ARRAY_CONTAINS(c.ids, @value)) AND IS_DEFINED(c.name)"
                    + " AND NOT IS_DEFINED(c.none) AND c.number NOT IN (7) ORDER BY c.number DESC,"
                    + " c.id",
                null,
                value))
        .contains("s");
  }

  @Test
  void indexingPolicyIsSaidAgain() {
    var policy = records.read().getProperties().getIndexingPolicy();

    assertThat(policy.getIncludedPaths()).extracting(path -> path.getPath()).contains("/ids/[]/?");
    assertThat(policy.getCompositeIndexes()).hasSize(2);
    List<JsonNode> none = query(records, "SELECT * FROM c WHERE c.name = 'none'", null);
    assertThat(none).isEmpty();
  }
}
