package dev.patienttests.local.stack.run;

import dev.patienttests.local.net.ListenerSettings;
import dev.patienttests.local.platform.ExternalIdTenant;
import dev.patienttests.local.platform.PlatformConfig.AppRole;
import dev.patienttests.local.platform.PlatformConfig.Assignment;
import dev.patienttests.local.platform.PlatformConfig.FederatedCredential;
import dev.patienttests.local.platform.PlatformConfig.Registration;
import dev.patienttests.local.stack.deploy.StackPlan;
import dev.patienttests.local.stack.project.UserError;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What callers of the gateway have: a place on the internet, and their registrations. What proves
 * who they are lies in the platform's data directory.
 *
 * @param trust trusts the development CA
 * @param internetProxy speaks as the internet
 * @param tokenUrl where the tenant gives out tokens
 * @param audience what a token for the gateway is asked for
 * @param clients those who hold a role on the gateway
 * @param externalId absent where the gateway trusts no External ID tenant
 * @param platformData the platform's data directory
 */
public record CallerAccess(
    ListenerSettings trust,
    String internetProxy,
    String tokenUrl,
    String audience,
    List<Client> clients,
    Optional<ExternalIdTenant> externalId,
    Path platformData) {

  /**
   * A client of the gateway.
   *
   * @param name the last word of its display name
   * @param federatedCredentials what proves who it is; none: a secret does
   */
  public record Client(
      String name,
      String clientId,
      List<String> roles,
      List<FederatedCredential> federatedCredentials) {}

  static CallerAccess in(
      StackPlan plan, StackNetwork network, ListenerSettings trust, Path platformData) {
    String audience = "api://" + plan.tenantId() + "/gateway";
    Registration gateway =
        plan.registrations().stream()
            .filter(registration -> registration.identifierUris().contains(audience))
            .findFirst()
            .orElseThrow(() -> new UserError("the deployment has no registration " + audience));
    List<Client> clients =
        plan.registrations().stream()
            .map(registration -> client(registration, gateway))
            .filter(client -> !client.roles().isEmpty())
            .toList();
    return new CallerAccess(
        trust,
        network.internet(),
        "https://" + StackProcesses.LOGIN_HOST + "/" + plan.tenantId() + "/oauth2/v2.0/token",
        audience,
        clients,
        plan.externalId(),
        platformData);
  }

  private static Client client(Registration registration, Registration gateway) {
    List<String> roleIds =
        gateway.assignments().stream()
            .filter(assignment -> assignment.principalId().equals(registration.principalId()))
            .map(Assignment::appRoleId)
            .toList();
    String displayName = registration.displayName();
    return new Client(
        displayName.substring(displayName.lastIndexOf(' ') + 1),
        registration.clientId(),
        gateway.appRoles().stream()
            .filter(role -> roleIds.contains(role.id()))
            .map(AppRole::value)
            .toList(),
        registration.federatedCredentials());
  }
}
