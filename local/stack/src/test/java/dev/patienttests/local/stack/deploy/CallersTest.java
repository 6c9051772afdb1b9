package dev.patienttests.local.stack.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.patienttests.local.platform.PlatformConfig.AppRole;
import dev.patienttests.local.platform.PlatformConfig.Assignment;
import dev.patienttests.local.platform.PlatformConfig.FederatedCredential;
import dev.patienttests.local.platform.PlatformConfig.Registration;
import dev.patienttests.local.stack.project.Project;
import dev.patienttests.local.stack.project.StateDirectory;
import dev.patienttests.local.stack.project.UserError;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may call the gateway, as the Bicep declares it. */
class CallersTest {
  private static final String METADATA = "external-id-openid-configuration";
  private static final String TENANT = "00000000-0000-0000-0000-0000000e7e01";
  private static final String URL =
      "https://partners.ciamlogin.com/" + TENANT + "/v2.0/.well-known/openid-configuration";

  @TempDir static Path directory;

  @Test
  void eachClientHoldsTheRoleThatItNeedsAndNoOther() {
    StackPlan plan =
        Deployment.evaluate(Project.locate(), "external", new StateDirectory(directory).create())
            .plan();

    assertThat(rolesOf(plan, "clinic-desk")).containsExactly("Patient.ReadWrite");
    assertThat(rolesOf(plan, "clinic-viewer")).containsExactly("Patient.Read");
    assertThat(rolesOf(plan, "partner-client")).containsExactly("Partner.Call");
    assertThat(registration(plan, "clinic-desk").federatedCredentials()).isEmpty();
    assertThat(registration(plan, "partner-client").federatedCredentials())
        .containsExactly(
            new FederatedCredential(
                "https://issuer.partner.example",
                "partner-batch",
                List.of("api://AzureADTokenExchange")));
    assertThat(plan.issuerHostNames())
        .contains("issuer.partner.example")
        .anyMatch(host -> host.endsWith(".ciamlogin.com"));
    assertThat(plan.issuerNames())
        .containsExactly("entra", "external-id", "issuer.partner.example");
  }

  @Test
  void namedValuesSayWhichExternalTenantThereIs() {
    assertThat(PlatformTranslation.externalId(Map.of())).isEmpty();
    assertThat(
            PlatformTranslation.externalId(Map.of(METADATA, URL, "external-id-audience", "client"))
                .orElseThrow()
                .hostNames())
        .containsExactly("partners.ciamlogin.com", TENANT + ".ciamlogin.com");
  }

  @Test
  void externalTenantThatCannotBeStoodForIsRefused() {
    for (Map<String, String> values :
        List.of(
            Map.of(METADATA, "https://login.example.com/x/.well-known/openid-configuration"),
            Map.of(METADATA, URL, "external-id-issuer", "https://partners.ciamlogin.com/v2.0"))) {
      assertThatExceptionOfType(UserError.class)
          .isThrownBy(() -> PlatformTranslation.externalId(values))
          .withMessageContaining("external-id-");
    }
  }

  private static Registration registration(StackPlan plan, String name) {
    return plan.registrations().stream()
        .filter(registration -> registration.displayName().endsWith(" " + name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> rolesOf(StackPlan plan, String client) {
    Registration gateway = registration(plan, "gateway");
    List<String> ids =
        gateway.assignments().stream()
            .filter(one -> one.principalId().equals(registration(plan, client).principalId()))
            .map(Assignment::appRoleId)
            .toList();
    return gateway.appRoles().stream()
        .filter(role -> ids.contains(role.id()))
        .map(AppRole::value)
        .toList();
  }
}
