package dev.patienttests.local.platform;

import dev.patienttests.local.net.ListenerSettings;
import dev.patienttests.local.storage.StorageConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the platform process serves: Entra ID, managed-identity endpoints, one Key Vault and perhaps
 * one storage account and a tenant for the users of partners. Issuers that registrations federate
 * with are served too.
 *
 * @param loginHost host name of the token service
 * @param dataDirectory where signing keys and secrets are kept
 * @param controlToken secret of the control API, which stands for Azure Resource Manager
 * @param storage absent where the stack has no blobs
 * @param externalId absent where the deployment trusts no External ID tenant
 */
public record PlatformConfig(
    ListenerSettings listener,
    String loginHost,
    String tenantId,
    Path dataDirectory,
    String controlToken,
    List<Identity> identities,
    List<IdentityEndpoint> endpoints,
    List<Registration> registrations,
    Vault vault,
    Optional<StorageConfig> storage,
    Optional<ExternalIdTenant> externalId) {

  /** A user-assigned managed identity; {@code principalId} is its object id. */
  public record Identity(String name, String clientId, String principalId) {}

  /**
   * The managed-identity endpoint of one resource, served at {@code /msi/<name>/token}.
   *
   * @param header the secret that callers must send as {@code X-IDENTITY-HEADER}
   * @param identities names of the user-assigned identities of the resource
   */
  public record IdentityEndpoint(String name, String header, Set<String> identities) {}

  /**
   * An application registration with its service principal.
   *
   * @param principalId object id of the service principal
   * @param assignments who holds which of its roles
   * @param federatedCredentials tokens of other issuers that prove who it is
   */
  public record Registration(
      String displayName,
      String clientId,
      String principalId,
      List<String> identifierUris,
      boolean appRoleAssignmentRequired,
      int tokenVersion,
      List<AppRole> appRoles,
      List<Assignment> assignments,
      List<FederatedCredential> federatedCredentials) {}

  /**
   * A federated identity credential: a token of this issuer, for this subject and one of these
   * audiences, stands for the application.
   */
  public record FederatedCredential(String issuer, String subject, List<String> audiences) {}

  /** An app role of a registration. */
  public record AppRole(String id, String value) {}

  /** An app role given to a principal. */
  public record Assignment(String principalId, String appRoleId) {}

  /**
   * A key vault.
   *
   * @param publicNetworkAccess {@code Enabled} or {@code Disabled}
   * @param defaultAction of its network rules, {@code Allow} or {@code Deny}
   * @param allowedSubnets resource ids that its network rules admit
   * @param roles who may read which secret; replaced by the control API after a deployment
   * @param keys EC P-256 keys that cannot be exported; each is made when it is first named
   * @param keyRoles who may do what with which key
   */
  public record Vault(
      String hostName,
      String publicNetworkAccess,
      String defaultAction,
      Set<String> allowedSubnets,
      List<SecretRole> roles,
      List<Key> keys,
      List<KeyRole> keyRoles) {}

  /** Key Vault Secrets User on one secret; no secret named: on all of them. */
  public record SecretRole(String principalId, Optional<String> secretName) {}

  /** A key of the vault. */
  public record Key(String name) {}

  /** A data action on keys. */
  public enum KeyAction {
    /** {@code Microsoft.KeyVault/vaults/keys/read}: the public part. */
    READ,
    /** {@code Microsoft.KeyVault/vaults/keys/sign/action}. */
    SIGN
  }

  /** Data actions of a principal on one key; no key named: on all of them. */
  public record KeyRole(String principalId, Optional<String> keyName, Set<KeyAction> actions) {}
}
