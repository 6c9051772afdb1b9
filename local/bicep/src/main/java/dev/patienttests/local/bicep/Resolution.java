package dev.patienttests.local.bicep;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * A deployment without anything unknown in it.
 *
 * @param resources in order of deployment
 * @param outputs outputs of the main file
 */
public record Resolution(List<ResolvedResource> resources, Map<String, JsonNode> outputs) {

  /** Names what there is: values may be secret. */
  @Override
  public String toString() {
    return resources + " outputs " + outputs.keySet();
  }
}
