package dev.patienttests.auth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patienttests.secrets.Secrets;
import dev.patienttests.settings.Settings;
import dev.patienttests.settings.SettingsException;
import dev.patienttests.testing.ManualClock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiTargetTest {
  private final Map<String, String> settings =
      new HashMap<>(
          Map.of(
              "AUDIT_API_URL", "https://func-audit.azurewebsites.net/api",
              "AUDIT_API_APPLICATION_ID_URI", "api://tenant/audit-api",
              "AUDIT_API_HOST_KEY", "key",
              "AUDIT_API_HOST_KEY_URI", "https://v.vault.azure.net/secrets/audit-host-key"));

  private ApiTarget target() {
    Settings read = Settings.of(settings);
    return ApiTarget.fromSettings(
        read, new Secrets(read, uri -> "key", new ManualClock()), "AUDIT_API");
  }

  @Test
  void readsAnApiBehindTls() {
    assertThat(target()).isInstanceOf(ApiTarget.Secured.class);
    assertThat(target().toString()).doesNotContain("key,");
  }

  @Test
  void wantsEverySettingOfASecuredApi() {
    for (String setting : List.of("AUDIT_API_URL", "AUDIT_API_APPLICATION_ID_URI")) {
      String value = settings.remove(setting);
      assertRefused(setting);
      settings.put(setting, value);
    }
    settings.remove("AUDIT_API_HOST_KEY_URI");
    assertRefused("AUDIT_API_HOST_KEY_URI");
  }

  @Test
  void refusesAnApplicationIdUriThatIsAScopeOrNone() {
    for (String value :
        List.of("api://tenant/audit-api/.default", "tenant/audit-api", "api://x y", "api://x/")) {
      settings.put("AUDIT_API_APPLICATION_ID_URI", value);
      assertRefused("AUDIT_API_APPLICATION_ID_URI");
    }
  }

  @Test
  void acceptsHttpOnlyToLoopbackUnderCoreTools() {
    for (String url :
        List.of("http://localhost:7072/api", "http://127.0.0.1:7072/api", "http://[::1]:7072")) {
      settings.put("AUDIT_API_URL", url);
      settings.remove("FUNCTIONS_CORETOOLS_ENVIRONMENT");
      settings.remove("WEBSITE_SITE_NAME");
      assertRefused("AUDIT_API_URL");
      settings.put("FUNCTIONS_CORETOOLS_ENVIRONMENT", "true");
      assertThat(target()).isInstanceOf(ApiTarget.Loopback.class);
      settings.put("WEBSITE_SITE_NAME", "func-patient");
      assertRefused("AUDIT_API_URL");
    }
  }

  @Test
  void refusesHttpToAnotherMachineUnderCoreTools() {
    settings.put("FUNCTIONS_CORETOOLS_ENVIRONMENT", "true");
    for (String url :
        List.of(
            "http://func-audit.azurewebsites.net/api",
            "http://127.0.0.1.example.com/api",
            "http://localhost.example.com/api",
            "http://127.0.0.999/api",
            "http://10.0.0.1/api",
            "ftp://localhost/api",
            "http://localhost/api/",
            "http://localhost/api?code=x")) {
      settings.put("AUDIT_API_URL", url);
      assertRefused("AUDIT_API_URL");
    }
  }

  private void assertRefused(String named) {
    assertThatThrownBy(this::target)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("Setting " + named + " ");
  }
}
