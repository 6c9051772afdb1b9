package dev.patienttests.local.stack.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patienttests.local.platform.PlatformConfig.Registration;
import dev.patienttests.local.stack.deploy.Deployment;
import dev.patienttests.local.stack.deploy.StackPlan;
import dev.patienttests.local.stack.project.StateDirectory;
import dev.patienttests.local.stack.project.UserError;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who changes what is declared about callers sees the effect, or a refusal that names the file. */
class CallerDeclarationsTest {
  private static final String CLIENTS = "infra/entra/clients.bicep";

  @TempDir private Path folder;

  @Test
  void aProviderThatTheStackCannotStandForIsRefusedByFileAndProperty() {
    ProjectCopy copy =
        ProjectCopy.declarationsIn(folder)
            .change(CLIENTS + "param", "https://issuer.partner.example", "https://id.example.com");
    assertThatThrownBy(() -> evaluate(copy))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("clients.bicepparam:")
        .hasMessageContaining("issuer of ")
        .hasMessageContaining("partner.example");
  }

  @Test
  void aFederatedCredentialWithAPropertyThatIsNotKnownIsRefused() {
    ProjectCopy copy =
        ProjectCopy.declarationsIn(folder)
            .change(CLIENTS, "  subject: partnerSubject", "  subjects: [partnerSubject]");
    assertThatThrownBy(() -> evaluate(copy))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("clients.bicep")
        .hasMessageContaining("subjects");
  }

  @Test
  void aRoleThatIsAssignedToNobodyIsHeldByNobody() {
    ProjectCopy copy =
        ProjectCopy.declarationsIn(folder)
            .change(CLIENTS, "appRoleId: partnerCallRoleId", "appRoleId: patientReadRoleId");
    Registration gateway = registration(evaluate(copy), "gateway");
    String role =
        gateway.appRoles().stream()
            .filter(each -> each.value().equals("Partner.Call"))
            .findFirst()
            .orElseThrow()
            .id();
    assertThat(gateway.assignments()).hasSize(3).noneMatch(each -> each.appRoleId().equals(role));
  }

  private StackPlan evaluate(ProjectCopy copy) {
    StateDirectory state = new StateDirectory(folder.resolve("state")).create();
    return Deployment.evaluate(copy.project(), "external", state).plan();
  }

  private static Registration registration(StackPlan plan, String name) {
    return plan.registrations().stream()
        .filter(registration -> registration.displayName().endsWith(" " + name))
        .findFirst()
        .orElseThrow();
  }
}
