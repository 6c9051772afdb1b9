package dev.patienttests.local.stack.deploy;

import dev.patienttests.local.net.Subnet;
import dev.patienttests.local.platform.PlatformConfig.Identity;
import dev.patienttests.local.stack.project.UserError;
import java.util.List;
import java.util.Optional;

/**
 * The auditor as the Bicep declares it: present where the deployment has {@code id-auditor}.
 *
 * @param subnetId the subnet that the auditor calls from
 */
public record AuditorPlan(Identity identity, String subnetId) {
  /** Secret of the auditor's host key at audit-api. */
  public static final String HOST_KEY_SECRET = "auditor-host-key";

  private static final String IDENTITY = "id-auditor";
  private static final String SUBNET = "snet-auditor";

  static Optional<AuditorPlan> of(List<Identity> identities, List<Subnet> subnets) {
    return identities.stream()
        .filter(identity -> identity.name().equals(IDENTITY))
        .findFirst()
        .map(identity -> new AuditorPlan(identity, subnet(subnets).id()));
  }

  private static Subnet subnet(List<Subnet> subnets) {
    return subnets.stream()
        .filter(subnet -> subnet.name().equals(SUBNET))
        .findFirst()
        .orElseThrow(
            () -> new UserError("the deployment has " + IDENTITY + " and no subnet " + SUBNET));
  }
}
