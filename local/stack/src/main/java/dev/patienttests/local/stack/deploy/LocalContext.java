package dev.patienttests.local.stack.deploy;

import dev.patienttests.local.bicep.DeploymentContext;
import java.nio.file.Path;
import java.util.Map;

/**
 * The subscription, tenant and place that the stack pretends to deploy to; the committed snapshots
 * are made with the same ones.
 */
public record LocalContext(String tenantId, String subscriptionId, String location) {
  private static final String ZEROS = "00000000-0000-0000-0000-000000000000";

  /** Subscription and tenant of zeros, in West Europe. */
  public static final LocalContext DEFAULT = new LocalContext(ZEROS, ZEROS, "westeurope");

  /** The context for an evaluation that reads only below a root folder. */
  public DeploymentContext of(Path root, Map<String, String> environment) {
    return DeploymentContext.of(root)
        .withTenant(tenantId)
        .withSubscription(subscriptionId)
        .withLocation(location)
        .withEnvironment(environment);
  }
}
