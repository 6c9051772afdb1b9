package dev.patienttests.local.bicep;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * What a deployment would learn while it runs. An empty answer makes the evaluation fail with a
 * message that names the expression and its place.
 */
public interface RuntimeValues {

  /**
   * The state of a resource.
   *
   * @param resourceId its id, or the symbolic name of a resource of an extension
   * @param apiVersion may be empty for the latter
   * @param full whether the whole resource is asked for and not its {@code properties} alone
   */
  Optional<JsonNode> reference(String resourceId, String apiVersion, boolean full);

  /** The answer of a {@code list…} function, such as {@code listKeys}. */
  Optional<JsonNode> list(String function, String resourceId, String apiVersion);

  /** The answer of {@code environment()}. */
  default Optional<JsonNode> environment() {
    return Optional.empty();
  }

  /** The answer of {@code deployer()}. */
  default Optional<JsonNode> deployer() {
    return Optional.empty();
  }

  /** The answer of any other function of the run time, such as {@code resourceGroup()}. */
  default Optional<JsonNode> call(String function, List<JsonNode> arguments) {
    return Optional.empty();
  }
}
