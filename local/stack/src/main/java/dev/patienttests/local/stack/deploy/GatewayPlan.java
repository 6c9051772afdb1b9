package dev.patienttests.local.stack.deploy;

import dev.patienttests.local.gateway.GatewayConfig;
import dev.patienttests.local.gateway.GatewayConfig.Api;
import dev.patienttests.local.gateway.GatewayConfig.Backend;
import dev.patienttests.local.gateway.GatewayConfig.Fragment;
import dev.patienttests.local.gateway.GatewayConfig.KeyVaultValue;
import dev.patienttests.local.gateway.GatewayConfig.PolicyDocument;
import dev.patienttests.local.gateway.GatewayConfig.Product;
import dev.patienttests.local.gateway.GatewayConfig.Schema;
import dev.patienttests.local.gateway.GatewayConfig.Subscription;
import dev.patienttests.local.net.IdentityEndpointSettings;
import dev.patienttests.local.net.ListenerSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The API Management service as the Bicep declares it. */
public record GatewayPlan(
    String serviceName,
    String location,
    String subnetId,
    List<String> identityIds,
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

  /** Its Azure host name. */
  public String hostName() {
    return AzureHosts.apiManagement(serviceName);
  }

  /** The configuration of a gateway that listens and calls out in these ways. */
  public GatewayConfig config(
      ListenerSettings listener,
      int publicPort,
      String egressProxy,
      IdentityEndpointSettings identity) {
    return config(listener, publicPort, egressProxy, identity, subscriptions);
  }

  /**
   * The same, once the service is older than its deployment.
   *
   * @param current its subscriptions as they are now
   */
  public GatewayConfig config(
      ListenerSettings listener,
      int publicPort,
      String egressProxy,
      IdentityEndpointSettings identity,
      List<Subscription> current) {
    return new GatewayConfig(
        listener,
        serviceName,
        location,
        hostName(),
        publicPort,
        egressProxy,
        identity,
        namedValues,
        globalPolicy,
        fragments,
        products,
        apis,
        current,
        schemas,
        backends,
        keyVaultValues,
        secretNames);
  }

  /** Names the service alone: its subscriptions have keys. */
  @Override
  public String toString() {
    return "API Management " + serviceName;
  }
}
