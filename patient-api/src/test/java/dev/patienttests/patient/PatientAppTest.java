package dev.patienttests.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patienttests.auth.client.ApiCallException;
import dev.patienttests.http.TraceContext;
import dev.patienttests.settings.Lazy;
import dev.patienttests.settings.SettingsException;
import dev.patienttests.testkit.Call;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatientAppTest {
  private static final String KEY = "canarycanarycanarycanarycanarycanarycanaryA=";

  private static Map<String, String> environment() {
    return new HashMap<>(
        Map.of(
            "FUNCTIONS_CORETOOLS_ENVIRONMENT", "true",
            "CALLER_AUTHENTICATION", "core-tools",
            "TOKEN_PROVIDER", "azure-cli",
            "AUDIT_API_URL", "http://localhost:7072/api",
            "COSMOS_CONNECTION_STRING", "AccountEndpoint=http://localhost:1/;AccountKey=canary==;",
            "COSMOS_DATABASE", "patient",
            "SEARCH_HMAC_KEY", KEY,
            "CONTINUATION_KEY", KEY,
            "IDEMPOTENCY_KEY", KEY));
  }

  @Test
  void isHealthyOnceItsSecretsHaveValues() {
    PatientApp app = PatientApp.forEnvironment(environment());
    Call.Answer answer = new Call().to(new HealthFunction(() -> app)::run);

    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.content()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AUDIT_API_URL",
        "COSMOS_CONNECTION_STRING",
        "COSMOS_DATABASE",
        "SEARCH_HMAC_KEY",
        "CONTINUATION_KEY",
        "IDEMPOTENCY_KEY"
      })
  void refusesAMissingSettingByNameAndWithoutValues(String name) {
    Map<String, String> environment = environment();
    environment.remove(name);
    assertThatThrownBy(() -> PatientApp.forEnvironment(environment))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(name)
        .hasMessageNotContaining("canary");
  }

  @Test
  void refusesAnUnprotectedAuditOutsideOfCoreTools() {
    Map<String, String> environment = environment();
    environment.remove("FUNCTIONS_CORETOOLS_ENVIRONMENT");
    environment.put("COSMOS_CONNECTION_STRING_URI", "https://v.vault.azure.net/secrets/s");
    assertThatThrownBy(() -> PatientApp.forEnvironment(environment))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("AUDIT_API_URL");
  }

  @Test
  void buildsItsPartsOnceForConcurrentCalls() throws Exception {
    List<PatientApp> built = Collections.synchronizedList(new ArrayList<>());
    Lazy<PatientApp> shared =
        new Lazy<>(
            () -> {
              built.add(PatientApp.forEnvironment(environment()));
              return built.get(0);
            });
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      Callable<PatientApp> get = shared::get;
      Set<PatientApp> seen = new HashSet<>();
      for (Future<PatientApp> each : pool.invokeAll(Collections.nCopies(50, get))) {
        seen.add(each.get());
      }
      assertThat(seen).hasSize(1);
      assertThat(built).hasSize(1);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void triesAgainAfterAFailureToBuild() {
    List<Integer> tries = new ArrayList<>();
    Lazy<String> part =
        new Lazy<>(
            () -> {
              tries.add(1);
              if (tries.size() == 1) {
                throw new IllegalStateException("not yet");
              }
              return "built";
            });
    assertThatThrownBy(part::get).isInstanceOf(IllegalStateException.class);
    assertThat(part.get()).isEqualTo("built");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SEARCH_HMAC_KEY", "CONTINUATION_KEY", "IDEMPOTENCY_KEY"})
  void isNotHealthyWithAKeyThatIsNone(String name) {
    for (String bad : new String[] {"canary", "Y2FuYXJ5", "canary!canary"}) {
      Map<String, String> environment = environment();
      environment.put(name, bad);
      PatientApp app = PatientApp.forEnvironment(environment);
      Call call = new Call();

      assertThat(call.to(new HealthFunction(() -> app)::run).getStatusCode()).isEqualTo(503);
      assertThat(call.logged().toString()).contains(name).doesNotContain(bad);
    }
  }

  @Test
  void failsWhenNoAuditAnswers() {
    Map<String, String> environment = environment();
    environment.put("AUDIT_API_URL", "http://127.0.0.1:1/api");
    PatientApp app = PatientApp.forEnvironment(environment);
    RequestOrigin origin =
        new RequestOrigin(Map.of(), Optional.empty(), TraceContext.start(), "gateway");

    assertThatThrownBy(() -> app.patients().load("0b7f2c7e-4a55-4c39-8a39-0f4d5a1b2c3d", origin))
        .isInstanceOf(ApiCallException.class);
  }
}
