package dev.patienttests.local.stack.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patienttests.local.stack.deploy.Deployment;
import dev.patienttests.local.stack.project.StateDirectory;
import dev.patienttests.local.stack.project.UserError;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who changes a line of Bicep sees the effect, or a refusal that names the line. */
class ChangedBicepTest {
  @TempDir private Path folder;

  @Test
  void aResourceThatTheStackDoesNotKnowIsRefusedByFileLineAndType() {
    ProjectCopy copy =
        ProjectCopy.in(folder)
            .append(
                "infra/modules/vault.bicep",
                """
                resource queue 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
                  name: 'unknown-${name}'
                  location: location
                }
                """);
    assertThatThrownBy(() -> evaluate(copy))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("vault.bicep")
        .hasMessageContaining("Microsoft.ServiceBus/namespaces");
  }

  @Test
  void aSyntaxErrorIsRefusedByFileAndLine() {
    ProjectCopy copy =
        ProjectCopy.in(folder)
            .change("infra/modules/vault.bicep", "resource vault", "resorce vault");
    assertThatThrownBy(() -> evaluate(copy))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("vault.bicep:");
  }

  @Test
  void anAccessRestrictionByServiceTagIsRefusedByName() {
    ProjectCopy copy =
        ProjectCopy.in(folder)
            .change("infra/modules/function-app.bicep", "tag: 'Default'", "tag: 'ServiceTag'");
    assertThatThrownBy(() -> evaluate(copy))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("function-app.bicep:")
        .hasMessageContaining("tag");
  }

  @Test
  void withoutTheCallersRuleNobodyIsAdmitted() {
    ProjectCopy copy =
        ProjectCopy.in(folder)
            .change("infra/modules/function-app.bicep", "concat(callerRule, denyRule)", "denyRule");
    assertThat(evaluate(copy).plan().site("patient-api").main().rules())
        .noneMatch(rule -> rule.action().equals("Allow"));
  }

  private Deployment evaluate(ProjectCopy copy) {
    StateDirectory state = copy.project().state("external").create();
    return Deployment.evaluate(copy.project(), "external", state);
  }
}
