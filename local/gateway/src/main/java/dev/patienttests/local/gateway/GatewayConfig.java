package dev.patienttests.local.gateway;

import dev.patienttests.local.net.IdentityEndpointSettings;
import dev.patienttests.local.net.ListenerSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one API Management service consists of, as the evaluated Bicep says it.
 *
 * @param listener TLS material; the gateway also listens behind the virtual network
 * @param serviceName name of the API Management service
 * @param region location of the service
 * @param hostName the gateway's Azure host name
 * @param publicPort port on which clients reach it directly, 0 for any free one
 * @param egressProxy {@code host:port} of the CONNECT proxy that speaks as the gateway's subnet
 * @param identity managed-identity endpoint of the service
 * @param namedValues display name to value
 * @param backends entities that {@code set-backend-service} names
 * @param keyVaultValues named values that are read from Key Vault at start
 * @param secretNames those of {@code namedValues} that are marked as secret: no trace shows them
 */
public record GatewayConfig(
    ListenerSettings listener,
    String serviceName,
    String region,
    String hostName,
    int publicPort,
    String egressProxy,
    IdentityEndpointSettings identity,
    Map<String, String> namedValues,
    Optional<PolicyDocument> globalPolicy,
    List<Fragment> fragments,
    List<Product> products,
    List<Api> apis,
    List<Subscription> subscriptions,
    List<Schema> schemas,
    List<Backend> backends,
    List<KeyVaultValue> keyVaultValues,
    Set<String> secretNames) {

  /** A service without schemas of its own, backend entities, Key Vault and marked secrets. */
  public GatewayConfig(
      ListenerSettings listener,
      String serviceName,
      String region,
      String hostName,
      int publicPort,
      String egressProxy,
      IdentityEndpointSettings identity,
      Map<String, String> namedValues,
      Optional<PolicyDocument> globalPolicy,
      List<Fragment> fragments,
      List<Product> products,
      List<Api> apis,
      List<Subscription> subscriptions) {
    this(
        listener,
        serviceName,
        region,
        hostName,
        publicPort,
        egressProxy,
        identity,
        namedValues,
        globalPolicy,
        fragments,
        products,
        apis,
        subscriptions,
        List.of(),
        List.of(),
        List.of(),
        Set.of());
  }

  /**
   * A named value whose text is a secret in Key Vault.
   *
   * @param name display name
   * @param secretUri address of the secret, without version
   * @param clientId the identity of the service that reads it
   */
  public record KeyVaultValue(String name, String secretUri, String clientId) {}

  /**
   * A policy document as it is deployed.
   *
   * @param xml the text, format {@code rawxml} or {@code xml}
   * @param origin the file it came from, for messages
   */
  public record PolicyDocument(String xml, String origin) {}

  /**
   * A schema of the service, named by {@code schema-id}.
   *
   * @param isXml whether it is an XML schema; else it is a JSON schema
   * @param origin the file it came from, for messages
   */
  public record Schema(String id, boolean isXml, String text, String origin) {}

  /** A policy fragment, included by its id. */
  public record Fragment(String id, PolicyDocument document) {}

  /**
   * A product.
   *
   * @param apis ids of the APIs that it contains
   * @param subscriptionsLimit how many subscriptions a user may have
   * @param groups who sees it
   */
  public record Product(
      String id,
      String displayName,
      String state,
      boolean subscriptionRequired,
      boolean approvalRequired,
      Set<String> apis,
      Optional<PolicyDocument> policy,
      Optional<Integer> subscriptionsLimit,
      List<Group> groups) {

    /** A product of whose subscribers nothing is said. */
    public Product(
        String id,
        String displayName,
        String state,
        boolean subscriptionRequired,
        boolean approvalRequired,
        Set<String> apis,
        Optional<PolicyDocument> policy) {
      this(
          id,
          displayName,
          state,
          subscriptionRequired,
          approvalRequired,
          apis,
          policy,
          Optional.empty(),
          List.of());
    }
  }

  /** A group of users. */
  public record Group(String id, String name) {}

  /** A user, who may own subscriptions. */
  public record User(
      String id,
      String email,
      String firstName,
      String lastName,
      Optional<String> note,
      Instant registered,
      List<Group> groups) {}

  /**
   * An API.
   *
   * @param path public path prefix, without slashes at its ends
   * @param openApi OpenAPI 3 document (YAML or JSON) or Swagger 2 document (JSON) whose operations
   *     are routed
   * @param openApiOrigin the file it came from, for messages
   * @param operationPolicies operation id to policy
   * @param queryInTemplates whether required query parameters are part of URL templates ({@code
   *     translateRequiredQueryParameters})
   */
  public record Api(
      String id,
      String displayName,
      String path,
      String serviceUrl,
      boolean subscriptionRequired,
      String keyHeader,
      String keyQueryParameter,
      String openApi,
      String openApiOrigin,
      Optional<PolicyDocument> policy,
      Map<String, PolicyDocument> operationPolicies,
      boolean queryInTemplates) {

    /** An API whose required query parameters are part of its URL templates, as is the default. */
    public Api(
        String id,
        String displayName,
        String path,
        String serviceUrl,
        boolean subscriptionRequired,
        String keyHeader,
        String keyQueryParameter,
        String openApi,
        String openApiOrigin,
        Optional<PolicyDocument> policy,
        Map<String, PolicyDocument> operationPolicies) {
      this(
          id,
          displayName,
          path,
          serviceUrl,
          subscriptionRequired,
          keyHeader,
          keyQueryParameter,
          openApi,
          openApiOrigin,
          policy,
          operationPolicies,
          true);
    }
  }

  /**
   * A subscription. Scoped to a product, to an API, or to neither: then it opens all APIs, as the
   * built-in {@code master} does.
   */
  public record Subscription(
      String id,
      String displayName,
      Optional<String> product,
      Optional<String> api,
      String state,
      String primaryKey,
      String secondaryKey,
      Optional<Instant> start,
      Optional<Instant> end,
      Optional<User> owner) {

    /** A subscription that nobody owns and whose time is not told. */
    public Subscription(
        String id,
        String displayName,
        Optional<String> product,
        Optional<String> api,
        String state,
        String primaryKey,
        String secondaryKey) {
      this(
          id,
          displayName,
          product,
          api,
          state,
          primaryKey,
          secondaryKey,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }

    /** The same subscription in another state, with these keys. */
    public Subscription with(String newState, String newPrimaryKey, String newSecondaryKey) {
      return new Subscription(
          id,
          displayName,
          product,
          api,
          newState,
          newPrimaryKey,
          newSecondaryKey,
          start,
          end,
          owner);
    }
  }

  /**
   * A backend entity: one HTTP service with the credentials that it gets. Pools and circuit
   * breakers are not among what the gateway does; whoever reads them has to refuse them.
   *
   * @param url base URL, http or https
   * @param headers credentials that are sent as headers; values may name named values
   * @param query credentials that are sent as query parameters
   */
  public record Backend(
      String id, String url, Map<String, List<String>> headers, Map<String, List<String>> query) {}
}
