package dev.patienttests.local.stack.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.local.bicep.RuntimeValues;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * What Azure would answer while a deployment runs, as the stack answers it: ids that depend on the
 * resource alone, keys from the inventory, and the names that the stack's listeners have.
 */
final class LocalAzure implements RuntimeValues {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LocalContext context;
  private final Inventory inventory;
  private final ToIntFunction<String> cosmosPort;
  private final Function<String, Map<String, String>> hostKeys;

  /**
   * The run time of one deployment.
   *
   * @param cosmosPort account name to the port that stands for it
   * @param hostKeys site name to the function keys of its host
   */
  LocalAzure(
      LocalContext context,
      Inventory inventory,
      ToIntFunction<String> cosmosPort,
      Function<String, Map<String, String>> hostKeys) {
    this.context = context;
    this.inventory = inventory;
    this.cosmosPort = cosmosPort;
    this.hostKeys = hostKeys;
  }

  @Override
  public Optional<JsonNode> reference(String resourceId, String apiVersion, boolean full) {
    String name = lastSegment(resourceId);
    ObjectNode properties = JSON.createObjectNode();
    switch (typeOf(resourceId)) {
      case "microsoft.managedidentity/userassignedidentities" ->
          properties
              .put("clientId", Inventory.stableId("client of " + name))
              .put("principalId", Inventory.stableId("principal of " + name))
              .put("tenantId", context.tenantId());
      case "microsoft.keyvault/vaults" ->
          properties.put("vaultUri", "https://" + AzureHosts.keyVault(name) + "/");
      case "microsoft.documentdb/databaseaccounts" ->
          properties.put(
              "documentEndpoint",
              "https://" + AzureHosts.cosmos(name) + ":" + cosmosPort.applyAsInt(name) + "/");
      case "microsoft.web/sites" -> properties.put("defaultHostName", AzureHosts.site(name));
      case "microsoft.apimanagement/service" ->
          properties.put("gatewayUrl", "https://" + AzureHosts.apiManagement(name));
      case "microsoft.storage/storageaccounts" ->
          properties
              .putObject("primaryEndpoints")
              .put("blob", "https://" + AzureHosts.blobs(name) + "/")
              .put("queue", "https://" + name + ".queue.core.windows.net/")
              .put("table", "https://" + name + ".table.core.windows.net/");
      case "" -> {
        return graph(resourceId);
      }
      default -> {
        return Optional.empty();
      }
    }
    return Optional.of(full ? JSON.createObjectNode().set("properties", properties) : properties);
  }

  @Override
  public Optional<JsonNode> list(String function, String resourceId, String apiVersion) {
    ObjectNode answer = JSON.createObjectNode();
    if (!function.equalsIgnoreCase("listKeys")) {
      return Optional.empty();
    }
    switch (typeOf(resourceId)) {
      case "microsoft.documentdb/databaseaccounts" -> {
        String account = lastSegment(resourceId);
        answer
            .put("primaryMasterKey", inventory.cosmosKey(account, "primary"))
            .put("secondaryMasterKey", inventory.cosmosKey(account, "secondary"));
      }
      case "microsoft.web/sites/host" -> {
        ObjectNode keys = answer.putObject("functionKeys");
        hostKeys.apply(siteOf(resourceId)).forEach(keys::put);
      }
      default -> {
        return Optional.empty();
      }
    }
    return Optional.of(answer);
  }

  @Override
  public Optional<JsonNode> environment() {
    ObjectNode environment = JSON.createObjectNode();
    environment.put("name", "AzureCloud").put("resourceManager", "https://management.azure.com/");
    environment
        .putObject("authentication")
        .put("loginEndpoint", "https://" + AzureHosts.LOGIN + "/")
        .put("tenant", "common")
        .put("identityProvider", "AAD");
    environment
        .putObject("suffixes")
        .put("keyvaultDns", ".vault.azure.net")
        .put("storage", "core.windows.net");
    return Optional.of(environment);
  }

  @Override
  public Optional<JsonNode> call(String function, List<JsonNode> arguments) {
    return Optional.empty();
  }

  /** Resources of the Microsoft Graph extension have no id; their symbolic name stands for them. */
  private static Optional<JsonNode> graph(String symbolicName) {
    return Optional.of(
        JSON.createObjectNode()
            .put("id", Inventory.stableId("object of " + symbolicName))
            .put("appId", Inventory.stableId("application " + symbolicName)));
  }

  private static String lastSegment(String id) {
    return id.substring(id.lastIndexOf('/') + 1);
  }

  private static String siteOf(String hostId) {
    String[] segments = hostId.split("/", -1);
    for (int i = 0; i + 1 < segments.length; i++) {
      if (segments[i].equalsIgnoreCase("sites")) {
        return segments[i + 1];
      }
    }
    throw new IllegalArgumentException("no site in " + hostId);
  }

  /** The type in a resource id, in lower case; empty for what is not a resource id. */
  static String typeOf(String id) {
    int providers = id.toLowerCase(Locale.ROOT).lastIndexOf("/providers/");
    if (providers < 0) {
      return "";
    }
    String[] segments = id.substring(providers + "/providers/".length()).split("/", -1);
    StringBuilder type = new StringBuilder(segments[0]);
    for (int i = 1; i < segments.length; i += 2) {
      type.append('/').append(segments[i]);
    }
    return type.toString().toLowerCase(Locale.ROOT);
  }
}
