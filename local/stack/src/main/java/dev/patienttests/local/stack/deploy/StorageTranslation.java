package dev.patienttests.local.stack.deploy;

import dev.patienttests.local.storage.StorageConfig;
import dev.patienttests.local.storage.StorageConfig.BlobRole;
import dev.patienttests.local.storage.StorageConfig.Container;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the storage account that has blob containers out of the deployed resources. */
final class StorageTranslation {
  private static final String ACCOUNTS = "Microsoft.Storage/storageAccounts";
  private static final String CONTAINERS = ACCOUNTS + "/blobServices/containers";
  private static final String POLICIES = CONTAINERS + "/immutabilityPolicies";

  private final DeployedResources resources;
  private final DataRoles dataRoles;

  StorageTranslation(DeployedResources resources) {
    this.resources = resources;
    this.dataRoles = new DataRoles(resources);
  }

  /** The account; empty where no account has a container. */
  Optional<StorageConfig> account() {
    List<DeployedResource> used =
        resources.ofType(ACCOUNTS).stream()
            .filter(account -> resources.children(account, CONTAINERS).findAny().isPresent())
            .toList();
    if (used.size() > 1) {
      throw used.get(1).error("/name", "is the second account with containers: one is supported");
    }
    return used.stream().findFirst().map(this::account);
  }

  private StorageConfig account(DeployedResource account) {
    List<Container> containers = new ArrayList<>();
    List<BlobRole> roles = new ArrayList<>();
    for (DeployedResource container : resources.children(account, CONTAINERS).toList()) {
      String name = container.shortName();
      boolean immutable = resources.children(container, POLICIES).findAny().isPresent();
      containers.add(new Container(name, immutable));
      for (DataRoles.Grant<StorageConfig.BlobAction> grant :
          dataRoles.on(container, DataRoles.BLOBS)) {
        roles.add(new BlobRole(grant.principalId(), Optional.of(name), grant.actions()));
      }
    }
    return new StorageConfig(
        account.shortName(),
        AzureHosts.blobs(account.shortName()),
        account.optionalText("/properties/publicNetworkAccess").orElse("Enabled"),
        account.optionalText("/properties/networkAcls/defaultAction").orElse("Allow"),
        account.ids("/properties/networkAcls/virtualNetworkRules"),
        containers,
        roles);
  }
}
