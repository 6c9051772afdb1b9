package dev.patienttests.local.stack.deploy;

import dev.patienttests.local.stack.project.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the stack does with each type of resource. A type that is not listed is refused at start: no
 * control is ever skipped silently.
 */
final class ResourceSupport {
  private static final Map<String, String> TYPES = types();

  private ResourceSupport() {}

  /** Throws for the types that the stack does not know, all of them in one message. */
  static void requireKnown(DeployedResources resources) {
    List<String> unknown = new ArrayList<>();
    for (DeployedResource resource : resources.all()) {
      if (!TYPES.containsKey(resource.type().toLowerCase(Locale.ROOT))) {
        unknown.add(resource.origin() + ": the local stack does not know " + resource.type());
      }
    }
    if (!unknown.isEmpty()) {
      throw new UserError(String.join("; ", unknown));
    }
  }

  /** What the stack does with a type, for the table of {@code ./pattern infra}. */
  static String meaning(String type) {
    return TYPES.getOrDefault(type.toLowerCase(Locale.ROOT), "unknown");
  }

  private static Map<String, String> types() {
    Map<String, String> types = new TreeMap<>();
    String enforced = "enforced";
    for (String type :
        List.of(
            "Microsoft.Network/virtualNetworks",
            "Microsoft.ManagedIdentity/userAssignedIdentities",
            "Microsoft.Web/sites",
            "Microsoft.Web/sites/config",
            "Microsoft.KeyVault/vaults",
            "Microsoft.KeyVault/vaults/secrets",
            "Microsoft.Authorization/roleAssignments",
            "Microsoft.DocumentDB/databaseAccounts",
            "Microsoft.DocumentDB/databaseAccounts/sqlDatabases",
            "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers",
            "Microsoft.ApiManagement/service",
            "Microsoft.ApiManagement/service/policies",
            "Microsoft.ApiManagement/service/policyFragments",
            "Microsoft.ApiManagement/service/namedValues",
            "Microsoft.ApiManagement/service/apis",
            "Microsoft.ApiManagement/service/apis/policies",
            "Microsoft.ApiManagement/service/apis/operations/policies",
            "Microsoft.ApiManagement/service/products",
            "Microsoft.ApiManagement/service/products/policies",
            "Microsoft.ApiManagement/service/products/apis",
            "Microsoft.ApiManagement/service/subscriptions",
            "Microsoft.Graph/applications",
            "Microsoft.Graph/servicePrincipals",
            "Microsoft.Graph/appRoleAssignedTo")) {
      types.put(type.toLowerCase(Locale.ROOT), enforced);
    }
    Map<String, String> inert =
        Map.of(
            "Microsoft.Resources/resourceGroups", "a container, nothing to enforce",
            "Microsoft.Network/networkSecurityGroups", "not acted out: see docs/only-in-azure.md",
            "Microsoft.Network/publicIPAddresses", "the gateway listens on loopback instead",
            "Microsoft.Storage/storageAccounts", "the host keeps its keys in its data directory",
            "Microsoft.Storage/storageAccounts/blobServices", "as its account",
            "Microsoft.Web/serverfarms", "each app is one process",
            "Microsoft.Web/sites/basicPublishingCredentialsPolicies", "there is no SCM site here");
    inert.forEach((type, why) -> types.put(type.toLowerCase(Locale.ROOT), why));
    return Map.copyOf(types);
  }
}
