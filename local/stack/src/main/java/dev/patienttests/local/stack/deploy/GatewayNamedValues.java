package dev.patienttests.local.stack.deploy;

import dev.patienttests.local.gateway.GatewayConfig.KeyVaultValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the named values of an API Management service: their texts, or where in Key Vault. */
final class GatewayNamedValues {
  private static final String KEY_VAULT = "/properties/keyVault";
  private static final String NAME = "/properties/displayName";

  private final DeployedResources resources;
  private final List<DeployedResource> all;

  GatewayNamedValues(DeployedResources resources, String service) {
    this.resources = resources;
    this.all = resources.ofType(service + "/namedValues");
  }

  /** Those that say their text, by name. */
  Map<String, String> plain() {
    Map<String, String> values = new LinkedHashMap<>();
    all.stream()
        .filter(value -> value.at(KEY_VAULT).isMissingNode())
        .forEach(value -> values.put(value.text(NAME), value.text("/properties/value")));
    return values;
  }

  /** Names of those that are marked as secret. */
  Set<String> secretNames() {
    return all.stream()
        .filter(value -> value.flag("/properties/secret", false))
        .map(value -> value.text(NAME))
        .collect(Collectors.toSet());
  }

  List<KeyVaultValue> inKeyVault() {
    return all.stream()
        .filter(value -> !value.at(KEY_VAULT).isMissingNode())
        .map(this::inKeyVault)
        .toList();
  }

  /**
   * The service reads them from outside of the virtual network (Azure documentation, named values):
   * a vault with a firewall admits only its system-assigned identity, which does not exist here.
   */
  private KeyVaultValue inKeyVault(DeployedResource value) {
    String clientId =
        value
            .optionalText(KEY_VAULT + "/identityClientId")
            .orElseThrow(
                () ->
                    value.error(
                        KEY_VAULT + "/identityClientId",
                        "is missing: the local stack knows no system-assigned identity"));
    boolean firewall =
        resources
            .only("Microsoft.KeyVault/vaults")
            .optionalText("/properties/networkAcls/defaultAction")
            .orElse("Allow")
            .equals("Deny");
    if (firewall) {
      throw value.error(
          KEY_VAULT,
          "cannot be read: the vault's firewall admits no user-assigned identity from outside");
    }
    return new KeyVaultValue(
        value.text(NAME), value.text(KEY_VAULT + "/secretIdentifier"), clientId);
  }
}
