package dev.patienttests.benchmarks.bare;

import com.azure.cosmos.ConsistencyLevel;
import com.azure.cosmos.CosmosClientBuilder;
import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.CosmosEndToEndOperationLatencyPolicyConfigBuilder;
import com.azure.cosmos.GatewayConnectionConfig;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.azure.cosmos.models.PartitionKey;
import com.azure.cosmos.models.SqlParameter;
import com.azure.cosmos.models.SqlQuerySpec;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Uses documents by a Cosmos DB client that is set up as the apps' clients are. */
final class BareDocuments {
  private static final Duration OPERATION = Duration.ofSeconds(8);

  /** The apps package no logging, which the SDK notices; held, as the log manager would forget. */
  private static final Logger SDK = Logger.getLogger("com.azure");

  private final CosmosContainer container;
  private final ObjectNode template;

  /** Connects to the account at once. */
  BareDocuments(URI account, ObjectNode template) {
    SDK.setLevel(Level.OFF);
    this.template = template;
    this.container =
        new CosmosClientBuilder()
            .endpoint(account.toString())
            .key(BareCosmosMain.KEY)
            .gatewayMode(new GatewayConnectionConfig())
            .endpointDiscoveryEnabled(false)
            .consistencyLevel(ConsistencyLevel.SESSION)
            .contentResponseOnWriteEnabled(false)
            .endToEndOperationLatencyPolicyConfig(
                new CosmosEndToEndOperationLatencyPolicyConfigBuilder(OPERATION).build())
            .buildClient()
            .getDatabase(BareCosmosMain.DATABASE)
            .getContainer(BareCosmosMain.CONTAINER);
  }

  /** Creates one document with a new id. */
  void create() {
    String id = UUID.randomUUID().toString();
    ObjectNode document = template.deepCopy().put("id", id);
    container.createItem(document, new PartitionKey(id), new CosmosItemRequestOptions());
  }

  /** Reads one document. */
  void read() {
    String id = BareBodies.someId();
    container.readItem(id, new PartitionKey(id), ObjectNode.class).getItem();
  }

  /** Replaces one document by another version. */
  void replace() {
    String id = BareBodies.someId();
    ObjectNode document = template.deepCopy().put("id", id);
    container.replaceItem(
        document, id, new PartitionKey(id), new CosmosItemRequestOptions().setIfMatchETag("\"e\""));
  }

  /** Queries all partitions, as a search does. */
  void query() {
    query(
        "SELECT TOP 51 * FROM c WHERE c.insuranceNumber = @term AND c.id > @after"
            + " ORDER BY c.insuranceNumber, c.id",
        new CosmosQueryRequestOptions());
  }

  /** Queries one partition, as a list of tests does. */
  void queryPartition() {
    query(
        "SELECT TOP 51 * FROM c WHERE c.id > @after ORDER BY c.id",
        new CosmosQueryRequestOptions().setPartitionKey(new PartitionKey(BareBodies.someId())));
  }

  private void query(String text, CosmosQueryRequestOptions options) {
    SqlQuerySpec query =
        new SqlQuerySpec(text, new SqlParameter("@term", "1"), new SqlParameter("@after", ""));
    if (container.queryItems(query, options, ObjectNode.class).stream().count() != 1) {
      throw new IllegalStateException("the query did not get its document");
    }
  }
}
