package dev.patienttests.local.bicep;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patienttests.local.bicep.eval.DeepStack;
import dev.patienttests.local.bicep.eval.Resolver;
import java.util.List;
import java.util.Map;

/**
 * What a deployment would do.
 *
 * @param resources the resources of the file and all its modules that would be created, in order of
 *     deployment; none whose condition is false
 * @param existing the resources that are referred to as {@code existing}
 * @param outputs outputs of the main file
 * @param leftOut which modules are not among the resources, because only the deployment knows
 *     whether, or how often, they are deployed
 * @param warnings what was found that does not keep the file from evaluation
 * @param targetScope target scope of the main file, as its {@code targetScope} calls it
 * @param origin where the main file begins
 */
public record Evaluation(
    List<Resource> resources,
    List<Resource> existing,
    Map<String, Value> outputs,
    List<Diagnostic> leftOut,
    List<Diagnostic> warnings,
    String targetScope,
    Origin origin) {

  /**
   * The resources in the format of {@code bicep snapshot}: JSON, two spaces of indentation, no
   * newline at the end.
   */
  public String snapshot() {
    return DeepStack.call(() -> Snapshot.write(this));
  }

  /**
   * What would change in the deployed resources, property by property.
   *
   * @param before an earlier {@link #snapshot()} of the same deployment
   */
  public List<ResourceChange> changesSince(JsonNode before) {
    return DeepStack.call(() -> SnapshotComparison.between(before, this));
  }

  /**
   * What would change in the outputs; nothing where the earlier snapshot tells none.
   *
   * @param before an earlier {@link #snapshot()} of the same deployment
   */
  public List<ResourceChange.Property> outputChangesSince(JsonNode before) {
    return DeepStack.call(() -> SnapshotComparison.outputs(before, this));
  }

  /**
   * Replaces everything that is still unknown.
   *
   * @throws BicepException naming each expression that stays unknown, and its place, and each
   *     module that is left out
   */
  public Resolution resolve(RuntimeValues runtime) throws BicepException {
    return Resolver.resolve(this, runtime);
  }
}
