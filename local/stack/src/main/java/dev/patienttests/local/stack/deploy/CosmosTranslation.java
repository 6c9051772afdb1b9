package dev.patienttests.local.stack.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patienttests.local.cosmos.CosmosConfig.Account;
import dev.patienttests.local.cosmos.CosmosConfig.Container;
import dev.patienttests.local.cosmos.CosmosConfig.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the Cosmos DB accounts, databases and containers out of the deployed resources. */
final class CosmosTranslation {
  private static final String ACCOUNTS = "Microsoft.DocumentDB/databaseAccounts";
  private static final String DATABASES = ACCOUNTS + "/sqlDatabases";
  private static final String CONTAINERS = DATABASES + "/containers";

  private final DeployedResources resources;
  private final Inventory inventory;

  CosmosTranslation(DeployedResources resources, Inventory inventory) {
    this.resources = resources;
    this.inventory = inventory;
  }

  List<Account> accounts() {
    return resources.ofType(ACCOUNTS).stream().map(this::account).toList();
  }

  private Account account(DeployedResource account) {
    String name = account.shortName();
    return new Account(
        name,
        AzureHosts.cosmos(name),
        inventory.cosmosKey(name, "primary"),
        inventory.cosmosKey(name, "secondary"),
        account.flag("/properties/disableLocalAuth", false),
        account.flag("/properties/disableKeyBasedMetadataWriteAccess", false),
        account.optionalText("/properties/publicNetworkAccess").orElse("Enabled"),
        account.flag("/properties/isVirtualNetworkFilterEnabled", false),
        account.ids("/properties/virtualNetworkRules"),
        resources.children(account, DATABASES).map(this::database).toList());
  }

  private Database database(DeployedResource database) {
    return new Database(
        database.shortName(),
        resources.children(database, CONTAINERS).map(CosmosTranslation::container).toList());
  }

  private static Container container(DeployedResource container) {
    String resource = "/properties/resource/";
    List<List<String>> uniqueKeys = new ArrayList<>();
    for (JsonNode key : container.items(resource + "uniqueKeyPolicy/uniqueKeys")) {
      List<String> paths = new ArrayList<>();
      key.path("paths").forEach(path -> paths.add(path.asText()));
      uniqueKeys.add(paths);
    }
    JsonNode ttl = container.at(resource + "defaultTtl");
    JsonNode indexing = container.at(resource + "indexingPolicy");
    return new Container(
        container.shortName(),
        container.texts(resource + "partitionKey/paths"),
        uniqueKeys,
        ttl.isInt() ? OptionalInt.of(ttl.intValue()) : OptionalInt.empty(),
        indexing.isObject() ? Optional.of(indexing) : Optional.empty());
  }
}
