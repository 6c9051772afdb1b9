package dev.patienttests.local.cosmos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.CosmosItemResponse;
import com.azure.cosmos.models.CosmosPatchItemRequestOptions;
import com.azure.cosmos.models.CosmosPatchOperations;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** The part of the contract that is about single items and their account. */
abstract class CosmosItemContract extends CosmosFixture {

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

  /** The apps tell a missing patient from a missing container by it. */
  @Test
  void missingContainerIsA404ThatIsNotAboutTheItem() {
    CosmosContainer none = client.getDatabase("contract").getContainer("none");
    CosmosException failure =
        catchThrowableOfType(
            CosmosException.class, () -> none.readItem("a", pk(fresh()), ObjectNode.class));
    assertThat(failure.getStatusCode()).isEqualTo(404);
    assertThat(failure.getSubStatusCode()).isNotZero();
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
