package dev.patienttests.local.stack.deploy;

import dev.patienttests.local.cosmos.CosmosConfig;
import dev.patienttests.local.net.Subnet;
import dev.patienttests.local.platform.ExternalIdTenant;
import dev.patienttests.local.platform.FederatedIssuer;
import dev.patienttests.local.platform.PlatformConfig;
import dev.patienttests.local.platform.TokenSigner;
import dev.patienttests.local.stack.project.UserError;
import dev.patienttests.local.storage.StorageConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Everything that the stack has to run, read from the evaluated Bicep.
 *
 * @param externalId the tenant that partners' users sign in to, empty where none is trusted
 * @param secrets what the main deployment writes into Key Vault, by name
 * @param storage the account with blob containers, empty where there is none
 * @param auditor empty where nobody may read the audit trail
 * @param notActedOut resource types that are declared, known, and of no effect here
 */
public record StackPlan(
    String tenantId,
    List<Subnet> subnets,
    GatewayPlan gateway,
    List<SitePlan> sites,
    List<PlatformConfig.Identity> identities,
    List<PlatformConfig.Registration> registrations,
    Optional<ExternalIdTenant> externalId,
    PlatformConfig.Vault vault,
    Map<String, String> secrets,
    List<CosmosConfig.Account> cosmosAccounts,
    Optional<StorageConfig> storage,
    Optional<AuditorPlan> auditor,
    Set<String> notActedOut) {

  /** The subnet with a resource id. */
  public Subnet subnet(String id) {
    return subnets.stream()
        .filter(s -> s.id().equalsIgnoreCase(id))
        .findFirst()
        .orElseThrow(() -> new UserError("the deployment has no subnet " + id));
  }

  /** The client id of the identity with a resource id. */
  public String clientIdOf(String identityId) {
    return PlatformTranslation.identity(identityId).clientId();
  }

  /** The site that runs an app. */
  public SitePlan site(String app) {
    return sites.stream()
        .filter(s -> s.app().equals(app))
        .findFirst()
        .orElseThrow(() -> new UserError("the deployment has no function app for " + app));
  }

  /** The host names of issuers other than the tenant: External ID, and those federated with. */
  public List<String> issuerHostNames() {
    Stream<String> external = externalId.stream().flatMap(tenant -> tenant.hostNames().stream());
    return Stream.concat(external, federatedIssuers()).toList();
  }

  /** The issuers whose keys can be replaced. */
  public List<String> issuerNames() {
    List<String> names = new ArrayList<>(List.of(TokenSigner.ENTRA));
    externalId.ifPresent(tenant -> names.add(TokenSigner.EXTERNAL_ID));
    federatedIssuers().forEach(names::add);
    return names;
  }

  private Stream<String> federatedIssuers() {
    return registrations.stream()
        .flatMap(registration -> registration.federatedCredentials().stream())
        .map(credential -> new FederatedIssuer(credential.issuer()).hostName())
        .distinct();
  }

  /** The application ID URI that callers of an app ask a token for. */
  public String audienceOf(String app) {
    String clientId = site(app).easyAuth().clientId();
    return registrations.stream()
        .filter(registration -> registration.clientId().equals(clientId))
        .flatMap(registration -> registration.identifierUris().stream())
        .findFirst()
        .orElseThrow(() -> new UserError(app + " has no registration with an identifier URI"));
  }

  /**
   * The Cosmos DB account that an app's connection string opens: the one whose secret its settings
   * refer to.
   */
  public CosmosConfig.Account cosmosAccountOf(SitePlan site) {
    String uri = site.appSettings().getOrDefault("COSMOS_CONNECTION_STRING_URI", "");
    String connection = secrets.getOrDefault(uri.substring(uri.lastIndexOf('/') + 1), "");
    return cosmosAccounts.stream()
        .filter(account -> connection.contains("//" + account.hostName() + ":"))
        .findFirst()
        .orElseThrow(
            () -> new UserError("no Cosmos DB account belongs to the settings of " + site.app()));
  }

  /** Names what there is: secrets and keys are inside. */
  @Override
  public String toString() {
    return gateway + ", " + sites;
  }
}
