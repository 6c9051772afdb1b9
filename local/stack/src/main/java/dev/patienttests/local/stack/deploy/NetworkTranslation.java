package dev.patienttests.local.stack.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patienttests.local.net.Subnet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the subnets out of the deployed virtual networks. */
final class NetworkTranslation {
  private NetworkTranslation() {}

  static List<Subnet> subnets(DeployedResources resources) {
    List<Subnet> subnets = new ArrayList<>();
    for (DeployedResource network : resources.ofType("Microsoft.Network/virtualNetworks")) {
      List<JsonNode> items = network.items("/properties/subnets");
      for (int i = 0; i < items.size(); i++) {
        subnets.add(subnet(network, "/properties/subnets/" + i));
      }
    }
    return subnets;
  }

  private static Subnet subnet(DeployedResource network, String pointer) {
    Set<String> endpoints = new HashSet<>();
    for (JsonNode endpoint : network.items(pointer + "/properties/serviceEndpoints")) {
      endpoints.add(endpoint.path("service").asText());
    }
    String name = network.text(pointer + "/name");
    return new Subnet(
        network.id() + "/subnets/" + name,
        name,
        network
            .optionalText(pointer + "/properties/addressPrefix")
            .orElseGet(() -> network.text(pointer + "/properties/addressPrefixes/0")),
        endpoints);
  }
}
