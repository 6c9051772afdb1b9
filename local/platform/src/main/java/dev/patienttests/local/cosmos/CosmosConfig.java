package dev.patienttests.local.cosmos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patienttests.local.net.ListenerSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The Cosmos DB accounts that one process serves.
 *
 * @param listener TLS material; absent for plain http on loopback, as an emulator offers it
 * @param dataDirectory where the documents are kept, one file per account
 */
public record CosmosConfig(
    Optional<ListenerSettings> listener, Path dataDirectory, List<Account> accounts) {

  /**
   * An account.
   *
   * @param primaryKey Base64 text of a 64-byte key, likewise the secondary one
   * @param keyMetadataWriteDisabled whether keys may not create, change or delete databases and
   *     containers ({@code disableKeyBasedMetadataWriteAccess})
   * @param allowedSubnets resource ids that its network rules admit, where those are on
   */
  public record Account(
      String name,
      String hostName,
      String primaryKey,
      String secondaryKey,
      boolean localAuthDisabled,
      boolean keyMetadataWriteDisabled,
      String publicNetworkAccess,
      boolean virtualNetworkFilterEnabled,
      Set<String> allowedSubnets,
      List<Database> databases) {}

  /** A database of an account. */
  public record Database(String name, List<Container> containers) {}

  /**
   * A container.
   *
   * @param partitionKeyPaths one path, or up to three of a hierarchical key
   * @param uniqueKeys each a list of paths, unique within a logical partition
   * @param defaultTtl seconds; absent: documents do not expire
   */
  public record Container(
      String name,
      List<String> partitionKeyPaths,
      List<List<String>> uniqueKeys,
      OptionalInt defaultTtl,
      Optional<JsonNode> indexingPolicy) {}
}
