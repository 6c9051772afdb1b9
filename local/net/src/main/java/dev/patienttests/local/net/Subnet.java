package dev.patienttests.local.net;

import java.util.Set;

/**
 * A subnet of the virtual network.
 *
 * @param id resource id
 * @param name name of the subnet
 * @param addressPrefix IPv4 CIDR block, such as {@code 10.0.1.0/24}
 * @param serviceEndpoints services that the subnet reaches as itself, such as {@code
 *     Microsoft.Web}; towards all others it appears under a public address
 */
public record Subnet(String id, String name, String addressPrefix, Set<String> serviceEndpoints) {

  /**
   * Checks the prefix.
   *
   * @throws IllegalArgumentException when it is no IPv4 CIDR block
   */
  public Subnet {
    serviceEndpoints = Set.copyOf(serviceEndpoints);
    Ipv4.addressInside(addressPrefix);
  }

  /** Whether the subnet has a service endpoint for a service. */
  public boolean reachesAsItself(String serviceName) {
    return serviceEndpoints.contains(serviceName);
  }
}
