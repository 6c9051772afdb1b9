package dev.patienttests.local.bicep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A run time in which everything has some value. */
final class Answers implements RuntimeValues {
  @Override
  public Optional<JsonNode> reference(String resourceId, String apiVersion, boolean full) {
    ObjectNode state = JsonNodeFactory.instance.objectNode();
    return Optional.of(state.put("appId", resourceId + "-appId"));
  }

  @Override
  public Optional<JsonNode> list(String function, String resourceId, String apiVersion) {
    ObjectNode keys = JsonNodeFactory.instance.objectNode();
    keys.putArray("keys").addObject().put("value", "k");
    return Optional.of(keys);
  }

  @Override
  public Optional<JsonNode> environment() {
    ObjectNode environment = JsonNodeFactory.instance.objectNode();
    environment.putObject("suffixes").put("x", "s");
    return Optional.of(environment);
  }
}
