package dev.patienttests.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patienttests.settings.SettingsException;
import dev.patienttests.testkit.Call;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditAppTest {
  private static Map<String, String> environment() {
    return new HashMap<>(
        Map.of(
            "FUNCTIONS_CORETOOLS_ENVIRONMENT", "true",
            "CALLER_AUTHENTICATION", "core-tools",
            "TOKEN_PROVIDER", "azure-cli",
            "COSMOS_CONNECTION_STRING", "AccountEndpoint=http://localhost:1/;AccountKey=canary==;",
            "COSMOS_DATABASE", "audit"));
  }

  @Test
  void isHealthyOnceItsSecretHasAValue() {
    AuditApp app = AuditApp.forEnvironment(environment());
    Call.Answer answer = new Call().to(new HealthFunction(() -> app)::run);

    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.content()).isEmpty();
  }

  @Test
  void refusesMissingSettingsByNameAndWithoutValues() {
    Map<String, String> environment = environment();
    environment.remove("COSMOS_DATABASE");
    assertThatThrownBy(() -> AuditApp.forEnvironment(environment))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("COSMOS_DATABASE")
        .hasMessageNotContaining("canary");
  }

  @Test
  void answers503WhileItIsNotConfigured() {
    Map<String, String> environment = environment();
    environment.remove("COSMOS_CONNECTION_STRING");
    Call call = new Call();
    Call.Answer answer =
        call.to(new HealthFunction(() -> AuditApp.forEnvironment(environment))::run);

    assertThat(answer.getStatusCode()).isEqualTo(503);
    assertThat(answer.text()).doesNotContain("COSMOS");
    assertThat(call.logged()).anyMatch(line -> line.contains("COSMOS_CONNECTION_STRING"));
  }
}
