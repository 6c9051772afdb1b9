package dev.patienttests.local.stack.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patienttests.local.platform.ExternalIdTenant;
import dev.patienttests.local.platform.PlatformConfig;
import dev.patienttests.local.platform.PlatformConfig.AppRole;
import dev.patienttests.local.platform.PlatformConfig.Assignment;
import dev.patienttests.local.platform.PlatformConfig.FederatedCredential;
import dev.patienttests.local.platform.PlatformConfig.Identity;
import dev.patienttests.local.platform.PlatformConfig.KeyRole;
import dev.patienttests.local.platform.PlatformConfig.Registration;
import dev.patienttests.local.platform.PlatformConfig.SecretRole;
import dev.patienttests.local.platform.PlatformConfig.Vault;
import dev.patienttests.local.stack.project.UserError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads identities, registrations, vault and secrets out of the deployed resources. */
final class PlatformTranslation {
  private static final String APPLICATIONS = "Microsoft.Graph/applications";
  private static final String IDENTITIES = "Microsoft.ManagedIdentity/userAssignedIdentities";
  private static final String VAULTS = "Microsoft.KeyVault/vaults";
  private static final String ROLE_ASSIGNMENTS = "Microsoft.Authorization/roleAssignments";

  /** Key Vault Secrets User (Azure documentation, built-in roles). */
  private static final String SECRETS_USER = "4633458b-17de-408a-b874-0445c86b69e6";

  /** Scopes of roles that are not about secrets; accounts of the hosts are not acted out. */
  private static final Set<String> NOT_SECRETS =
      Set.of(
          "microsoft.storage/storageaccounts",
          "microsoft.storage/storageaccounts/blobservices/containers",
          "microsoft.keyvault/vaults/keys");

  /** A name that nobody can have: nobody's real provider is passed for. */
  private static final Pattern FEDERATED_ISSUER =
      Pattern.compile("https://[a-z0-9-]+\\.partner\\.example");

  private static final String EXTERNAL_ID_METADATA = "external-id-openid-configuration";
  private static final String EXTERNAL_ID_ISSUER = "external-id-issuer";
  private static final String EXTERNAL_ID_AUDIENCE = "external-id-audience";

  private final DeployedResources main;

  PlatformTranslation(DeployedResources main) {
    this.main = main;
  }

  List<Identity> identities() {
    return main.ofType(IDENTITIES).stream().map(PlatformTranslation::identity).toList();
  }

  /** The identity with a resource id. */
  static Identity identity(String resourceId) {
    return named(resourceId.substring(resourceId.lastIndexOf('/') + 1));
  }

  private static Identity identity(DeployedResource resource) {
    return named(resource.shortName());
  }

  private static Identity named(String name) {
    return new Identity(
        name, Inventory.stableId("client of " + name), Inventory.stableId("principal of " + name));
  }

  Vault vault() {
    DeployedResource vault = main.only(VAULTS);
    if (!vault.flag("/properties/enableRbacAuthorization", false)) {
      throw vault.error(
          "/properties/enableRbacAuthorization", "must be true: access policies are not supported");
    }
    return new Vault(
        AzureHosts.keyVault(vault.shortName()),
        vault.optionalText("/properties/publicNetworkAccess").orElse("Enabled"),
        vault.optionalText("/properties/networkAcls/defaultAction").orElse("Allow"),
        vault.ids("/properties/networkAcls/virtualNetworkRules"),
        roles(main),
        keys(vault).map(key -> new PlatformConfig.Key(key.shortName())).toList(),
        keys(vault).flatMap(this::keyRoles).toList());
  }

  private Stream<DeployedResource> keys(DeployedResource vault) {
    return main.children(vault, VAULTS + "/keys");
  }

  private Stream<KeyRole> keyRoles(DeployedResource key) {
    if (!key.texts("/properties/keyOps").contains("sign")) {
      throw key.error("/properties/keyOps", "without sign is not supported by the local stack");
    }
    Optional<String> name = Optional.of(key.shortName());
    return new DataRoles(main)
        .on(key, DataRoles.KEYS).stream()
            .map(grant -> new KeyRole(grant.principalId(), name, grant.actions()));
  }

  /** Who may read which secret, as one deployment grants it. */
  static List<SecretRole> roles(DeployedResources resources) {
    List<SecretRole> roles = new ArrayList<>();
    for (DeployedResource assignment : resources.ofType(ROLE_ASSIGNMENTS)) {
      String scope = DataRoles.scopeOf(assignment);
      String type = LocalAzure.typeOf(scope);
      if (NOT_SECRETS.contains(type)) {
        continue;
      }
      boolean secret = type.equals("microsoft.keyvault/vaults/secrets");
      if (!secret && !type.equals("microsoft.keyvault/vaults")) {
        throw assignment.error(
            "/properties/roleDefinitionId", "has a scope that the local stack does not know");
      }
      String role = assignment.text("/properties/roleDefinitionId");
      if (!role.toLowerCase(Locale.ROOT).endsWith(SECRETS_USER)) {
        throw assignment.error(
            "/properties/roleDefinitionId", "on Key Vault must be Key Vault Secrets User");
      }
      Optional<String> name =
          secret ? Optional.of(scope.substring(scope.lastIndexOf('/') + 1)) : Optional.empty();
      roles.add(new SecretRole(assignment.text("/properties/principalId"), name));
    }
    return roles;
  }

  /** The secrets that one deployment writes, by name. */
  static Map<String, String> secrets(DeployedResources resources) {
    Map<String, String> secrets = new LinkedHashMap<>();
    for (DeployedResource secret : resources.ofType(VAULTS + "/secrets")) {
      secrets.put(secret.shortName(), secret.text("/properties/value"));
    }
    return secrets;
  }

  /** The registrations of the Entra deployments. */
  static List<Registration> registrations(DeployedResources entra) {
    return entra.ofType(APPLICATIONS).stream()
        .map(application -> registration(application, entra))
        .toList();
  }

  private static Registration registration(DeployedResource application, DeployedResources entra) {
    String clientId = Inventory.stableId("application " + application.id());
    DeployedResource principal =
        entra.ofType("Microsoft.Graph/servicePrincipals").stream()
            .filter(sp -> sp.text("/appId").equals(clientId))
            .findFirst()
            .orElseThrow(() -> application.error("/uniqueName", "has no service principal"));
    String principalId = Inventory.stableId("object of " + principal.id());
    List<Assignment> assignments =
        entra.ofType("Microsoft.Graph/appRoleAssignedTo").stream()
            .filter(grant -> grant.text("/resourceId").equals(principalId))
            .map(grant -> new Assignment(grant.text("/principalId"), grant.text("/appRoleId")))
            .toList();
    return new Registration(
        application.text("/displayName"),
        clientId,
        principalId,
        application.texts("/identifierUris"),
        principal.flag("/appRoleAssignmentRequired", false),
        application.at("/api/requestedAccessTokenVersion").asInt(1),
        appRoles(application),
        assignments,
        federatedCredentials(application, entra));
  }

  private static List<FederatedCredential> federatedCredentials(
      DeployedResource application, DeployedResources entra) {
    String prefix = application.text("/uniqueName") + "/";
    return entra.ofType(APPLICATIONS + "/federatedIdentityCredentials").stream()
        .filter(credential -> credential.text("/name").startsWith(prefix))
        .map(PlatformTranslation::federatedCredential)
        .toList();
  }

  private static FederatedCredential federatedCredential(DeployedResource credential) {
    String issuer = credential.text("/issuer");
    if (!FEDERATED_ISSUER.matcher(issuer).matches()) {
      throw credential.error(
          "/issuer", "must be https://<name>.partner.example: the local stack stands for no other");
    }
    return new FederatedCredential(
        issuer, credential.text("/subject"), credential.texts("/audiences"));
  }

  /**
   * The External ID tenant that the gateway is told to trust, by its named values.
   *
   * @throws UserError where they name one that the local stack cannot stand for
   */
  static Optional<ExternalIdTenant> externalId(Map<String, String> namedValues) {
    Optional<String> metadata =
        Optional.ofNullable(namedValues.get(EXTERNAL_ID_METADATA)).filter(url -> !url.isEmpty());
    return metadata.map(url -> externalId(url, namedValues));
  }

  private static ExternalIdTenant externalId(String metadata, Map<String, String> namedValues) {
    ExternalIdTenant tenant =
        ExternalIdTenant.of(metadata, namedValues.getOrDefault(EXTERNAL_ID_AUDIENCE, ""))
            .orElseThrow(
                () ->
                    new UserError(
                        "named value %s: the local stack knows tenants of ciamlogin.com only"
                            .formatted(EXTERNAL_ID_METADATA)));
    String issuer = namedValues.getOrDefault(EXTERNAL_ID_ISSUER, tenant.issuer());
    if (!issuer.equals(tenant.issuer())) {
      throw new UserError(
          "named value %s: tokens of that tenant name %s"
              .formatted(EXTERNAL_ID_ISSUER, tenant.issuer()));
    }
    return tenant;
  }

  private static List<AppRole> appRoles(DeployedResource application) {
    List<AppRole> roles = new ArrayList<>();
    for (JsonNode role : application.items("/appRoles")) {
      if (role.path("isEnabled").asBoolean(true)) {
        roles.add(new AppRole(role.path("id").asText(), role.path("value").asText()));
      }
    }
    return roles;
  }
}
