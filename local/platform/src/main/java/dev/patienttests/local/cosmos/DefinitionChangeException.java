package dev.patienttests.local.cosmos;

/**
 * The configuration changes a container in a way that Azure refuses for a container that exists. It
 * can only be had with an empty data directory.
 */
public final class DefinitionChangeException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  DefinitionChangeException(String account, StoredContainer container, String change) {
    super(
        "Cosmos DB account "
            + account
            + ", container "
            + container.database().name()
            + "/"
            + container.name()
            + ": "
            + change
            + "; Azure refuses this for a container that exists.");
  }
}
