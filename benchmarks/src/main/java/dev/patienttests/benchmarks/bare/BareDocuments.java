package dev.patienttests.benchmarks.bare;

import com.azure.cosmos.ConsistencyLevel;
import com.azure.cosmos.CosmosClientBuilder;
import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.CosmosEndToEndOperationLatencyPolicyConfigBuilder;
import com.azure.cosmos.GatewayConnectionConfig;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Writes documents with a Cosmos DB client that is set up as the apps' clients are. */
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
}
