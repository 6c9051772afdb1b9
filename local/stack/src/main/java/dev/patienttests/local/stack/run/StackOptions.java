package dev.patienttests.local.stack.run;

import dev.patienttests.local.stack.project.Project;
import java.util.Set;

/**
 * What to start.
 *
 * @param gatewayPort port of the gateway, 0 for any free one
 * @param edgePort port of the edge, 0 for any free one
 * @param instances how many processes run each app, 1 or 2
 * @param debug names of processes that a debugger can attach to
 */
public record StackOptions(
    Project project,
    String variant,
    int gatewayPort,
    int edgePort,
    int instances,
    Set<String> debug) {
  /** Where the gateway listens unless told otherwise; the edge is one above. */
  public static final int DEFAULT_PORT = 8443;

  /** How many instances of an app the stack runs at most. */
  public static final int MOST_INSTANCES = 2;

  /** One process for each app, and no debugger. */
  public StackOptions(Project project, String variant, int gatewayPort, int edgePort) {
    this(project, variant, gatewayPort, edgePort, 1, Set.of());
  }

  /** The same with another number of instances. */
  public StackOptions withInstances(int count) {
    return new StackOptions(project, variant, gatewayPort, edgePort, count, debug);
  }
}
