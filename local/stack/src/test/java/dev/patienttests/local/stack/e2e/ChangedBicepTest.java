package dev.patienttests.local.stack.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patienttests.local.stack.deploy.Deployment;
import dev.patienttests.local.stack.project.StateDirectory;
import dev.patienttests.local.stack.project.UserError;
import dev.patienttests.local.stack.run.Stack;
import dev.patienttests.local.stack.run.StackOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "function-app.bicep | clientAffinityEnabled: false | clientCertEnabled: true",
        "function-app.bicep | minTlsVersion: '1.2' | minTlsVersion: '1.0'",
        "function-app.bicep | remoteDebuggingEnabled: false | remoteDebuggingEnabled: true",
        "vault.bicep | bypass: 'None' | bypass: 'AzureServices'",
        "apim-patient-api.bicep | 'https' | 'http'",
        "apim.bicep | virtualNetworkType: 'External' | virtualNetworkType: 'Internal'",
      })
  void aPropertyThatTheStackWouldIgnoreIsRefusedByFileLineAndName(
      String file, String before, String after) {
    ProjectCopy copy = ProjectCopy.in(folder).change("infra/modules/" + file, before, after);
    assertThatThrownBy(() -> evaluate(copy))
        .isInstanceOf(UserError.class)
        .hasMessageMatching("(?s).*" + file + ":\\d+:\\d+: .* is (not )?known .*");
  }

  @Test
  void withoutTheCallersRuleNobodyIsAdmitted() {
    ProjectCopy copy =
        ProjectCopy.in(folder)
            .change(
                "infra/modules/function-app.bicep", "concat(callerRules, denyRule)", "denyRule");
    assertThat(evaluate(copy).plan().site("patient-api").main().rules())
        .noneMatch(rule -> rule.action().equals("Allow"));
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void aChangeThatAzureWouldRefuseIsRefusedByNameWithAWayOut() {
    ProjectCopy copy = ProjectCopy.in(folder);
    StackOptions options = new StackOptions(copy.project(), "external", 0, 0);
    Stack.start(options, line -> {}).close();
    copy.change("infra/modules/patient-api.bicep", "Key: '/id'", "Key: '/postCode'");
    assertThatThrownBy(() -> Stack.start(options, line -> {}))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("partition key")
        .hasMessageContaining("--fresh");
  }

  @Test
  void aPortThatSomebodyElseHasIsOneLine() throws IOException {
    ProjectCopy copy = ProjectCopy.in(folder);
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      StackOptions options = new StackOptions(copy.project(), "external", taken.getLocalPort(), 0);
      assertThatThrownBy(() -> Stack.start(options, line -> {}))
          .isInstanceOf(UserError.class)
          .hasMessage(
              "port %d is taken: stop what uses it, or choose others with --port",
              taken.getLocalPort());
    }
  }

  private Deployment evaluate(ProjectCopy copy) {
    StateDirectory state = copy.project().state("external").create();
    return Deployment.evaluate(copy.project(), "external", state);
  }
}
