package dev.patienttests.local.stack.run;

import dev.patienttests.local.net.IdentityEndpointSettings;
import dev.patienttests.local.net.ListenerSettings;
import dev.patienttests.local.stack.deploy.AuditorPlan;
import dev.patienttests.local.stack.deploy.SitePlan;
import dev.patienttests.local.stack.deploy.StackPlan;
import dev.patienttests.local.stack.project.UserError;

/**
 * What the auditor's machine has: a place in the auditor's subnet, the endpoint of the auditor's
 * managed identity, and the addresses of what the auditor may reach.
 *
 * @param trust trusts the development CA
 * @param egressProxy speaks as the auditor's subnet
 * @param hostKeyUri secret that holds the auditor's host key at audit-api
 * @param auditApiUrl base URL of audit-api's routes
 * @param auditApiAudience what a token for audit-api is asked for
 * @param sealKeyId identifier of the key that signs seals, without a version
 * @param sealsUrl the container that keeps them
 */
public record AuditorAccess(
    ListenerSettings trust,
    String egressProxy,
    IdentityEndpointSettings identity,
    String clientId,
    String hostKeyUri,
    String auditApiUrl,
    String auditApiAudience,
    String sealKeyId,
    String sealsUrl) {

  /**
   * The auditor's place in a running stack.
   *
   * @throws UserError when the deployment has no auditor
   */
  static AuditorAccess in(StackPlan plan, StackNetwork network, ProcessPlans plans) {
    AuditorPlan auditor =
        plan.auditor()
            .orElseThrow(() -> new UserError("this variant has no auditor (auditorAccess)"));
    SitePlan auditApi = plan.site(StackProcesses.AUDIT_API);
    return new AuditorAccess(
        plans.trust(),
        network.egressOf(auditor.subnetId()),
        plans.identity(StackProcesses.AUDITOR),
        auditor.identity().clientId(),
        "https://" + plan.vault().hostName() + "/secrets/" + AuditorPlan.HOST_KEY_SECRET,
        "https://" + auditApi.hostName() + "/api",
        plan.audienceOf(StackProcesses.AUDIT_API),
        auditApi.appSettings().getOrDefault("SEAL_KEY_ID", ""),
        auditApi.appSettings().getOrDefault("SEALS_URL", ""));
  }

  /** Names no secret: the header of the identity endpoint is one. */
  @Override
  public String toString() {
    return "access to " + auditApiUrl;
  }
}
