package dev.patienttests.patient;

import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.cosmos.CosmosConnection;
import dev.patienttests.http.Timestamps;
import java.time.Instant;

/**
 * The position as one document of a container of its own. Should two instances ever write it, an
 * older position may win: then some attempts are looked at twice, which changes nothing.
 */
final class CosmosReconcilePosition implements ReconcilePosition {
  private static final String ID = "attempts";
  private static final String THROUGH = "through";

  private final CosmosConnection connection;

  CosmosReconcilePosition(CosmosConnection connection) {
    this.connection = connection;
  }

  @Override
  public Instant read() {
    try {
      ObjectNode document =
          connection.call(
              container ->
                  container.readItem(ID, new PartitionKey(ID), ObjectNode.class).getItem());
      return Timestamps.read(document.path(THROUGH).asText());
    } catch (CosmosException e) {
      if (e.getStatusCode() == 404) {
        return Instant.EPOCH;
      }
      throw CosmosConnection.unexpected(e);
    }
  }

  @Override
  public void write(Instant through) {
    ObjectNode document =
        JsonNodeFactory.instance.objectNode().put("id", ID).put(THROUGH, Timestamps.write(through));
    try {
      connection.call(
          container ->
              container.upsertItem(document, new PartitionKey(ID), new CosmosItemRequestOptions()));
    } catch (CosmosException e) {
      throw CosmosConnection.unexpected(e);
    }
  }
}
