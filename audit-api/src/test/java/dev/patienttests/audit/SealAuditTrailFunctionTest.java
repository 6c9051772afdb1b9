package dev.patienttests.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patienttests.http.UnavailableException;
import dev.patienttests.settings.SettingsException;
import dev.patienttests.testkit.Call;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SealAuditTrailFunctionTest {
  private static Map<String, String> coreTools() {
    return new HashMap<>(
        Map.of(
            "FUNCTIONS_CORETOOLS_ENVIRONMENT", "true",
            "CALLER_AUTHENTICATION", "core-tools",
            "TOKEN_PROVIDER", "azure-cli",
            "COSMOS_CONNECTION_STRING", "AccountEndpoint=http://localhost:1/;AccountKey=canary==;",
            "COSMOS_DATABASE", "audit"));
  }

  private static Map<String, String> sealing() {
    Map<String, String> settings = coreTools();
    settings.put("SEAL_KEY_ID", "https://kv-test.vault.azure.net/keys/audit-seal");
    settings.put("SEALS_URL", "https://sttest.blob.core.windows.net/audit-seals");
    return settings;
  }

  private static void run(Call call, Map<String, String> settings) {
    AuditApp app = AuditApp.forEnvironment(settings);
    new SealAuditTrailFunction(() -> app).run("{}", call);
  }

  @Test
  void saysUnderCoreToolsThatSealingIsOff() {
    Call call = new Call();
    run(call, coreTools());
    assertThat(call.logged()).anyMatch(line -> line.contains("Sealing is off"));
  }

  @Test
  void takesCompleteSettingsEverywhere() {
    assertThat(AuditApp.forEnvironment(sealing()).sealer()).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "SEAL_KEY_ID, ''",
    "SEALS_URL, ''",
    "SEAL_KEY_ID, http://kv-test.vault.azure.net/keys/audit-seal",
    "SEAL_KEY_ID, https://kv-test.vault.azure.net/keys/audit-seal/v1",
    "SEAL_KEY_ID, https://kv-test.vault.azure.net/secrets/audit-seal",
    "SEALS_URL, http://sttest.blob.core.windows.net/audit-seals",
    "SEALS_URL, https://sttest.blob.core.windows.net/audit-seals/",
    "SEALS_URL, https://sttest.blob.core.windows.net/",
  })
  void refusesAnIncompleteOrMalformedSettingByName(String name, String value) {
    Map<String, String> settings = sealing();
    settings.put(name, value);
    assertThatThrownBy(() -> AuditApp.forEnvironment(settings))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(name);
  }

  @Test
  void refusesToRunWithoutSealsOutsideOfCoreTools() {
    Map<String, String> settings = coreTools();
    settings.remove("FUNCTIONS_CORETOOLS_ENVIRONMENT");
    settings.remove("CALLER_AUTHENTICATION");
    settings.remove("COSMOS_CONNECTION_STRING");
    settings.put("COSMOS_CONNECTION_STRING_URI", "https://v.vault.azure.net/secrets/s");
    assertThatThrownBy(() -> AuditApp.forEnvironment(settings))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("SEAL_KEY_ID");
  }

  @Test
  void failsForTheHostWithoutAnotherPartsWords() {
    Call call = new Call();
    assertThatThrownBy(
            () ->
                new SealAuditTrailFunction(
                        () -> {
                          throw new UnavailableException("canary");
                        })
                    .run("{}", call))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("UnavailableException")
        .hasMessageNotContaining("canary")
        .hasNoCause();
  }
}
