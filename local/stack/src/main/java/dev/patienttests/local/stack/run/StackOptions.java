package dev.patienttests.local.stack.run;

import dev.patienttests.local.stack.project.Project;

/**
 * What to start.
 *
 * @param gatewayPort port of the gateway, 0 for any free one
 * @param edgePort port of the edge, 0 for any free one
 */
public record StackOptions(Project project, String variant, int gatewayPort, int edgePort) {
  /** Where the gateway listens unless told otherwise; the edge is one above. */
  public static final int DEFAULT_PORT = 8443;
}
