package dev.patienttests.local.stack.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patienttests.local.gateway.GatewayConfig.Backend;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the backend entities of an API Management service. Pools, circuit breakers and certificates
 * are refused before, as properties that are not known.
 */
final class GatewayBackends {
  private static final String CREDENTIALS = "/properties/credentials/";

  private GatewayBackends() {}

  static List<Backend> of(List<DeployedResource> backends) {
    return backends.stream().map(GatewayBackends::backend).toList();
  }

  private static Backend backend(DeployedResource backend) {
    return new Backend(
        backend.shortName(),
        backend.text("/properties/url"),
        credentials(backend, "header"),
        credentials(backend, "query"));
  }

  private static Map<String, List<String>> credentials(DeployedResource backend, String kind) {
    Map<String, List<String>> credentials = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : backend.at(CREDENTIALS + kind).properties()) {
      List<String> values = new ArrayList<>();
      for (JsonNode value : entry.getValue()) {
        if (!value.isTextual()) {
          throw backend.error(CREDENTIALS + kind, "must hold arrays of texts");
        }
        values.add(value.asText());
      }
      credentials.put(entry.getKey(), List.copyOf(values));
    }
    return credentials;
  }
}
