package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.model.Response;
import dev.patienttests.local.gateway.policy.OutboundCalls.Call;
import dev.patienttests.local.gateway.testing.Answers;
import dev.patienttests.local.gateway.testing.Coverage;
import dev.patienttests.local.gateway.testing.GatewayFixture;
import dev.patienttests.local.gateway.testing.TestRequest;
import dev.patienttests.local.gateway.testing.TestRun;
import dev.patienttests.local.gateway.testing.TestService;

/** The pattern's documents, for unit tests of them: whole, or one of them among others. */
final class PatternService {
  static final String PATIENT = "/patient/3f2c8a52-0b1e-4d68-9c27-5e8a41d0b6f3";
  static final String VAULT = "https://vault.example";
  private static final String CLINIC_KEY = "clinic-demo-key-1";

  private PatternService() {}

  static GatewayConfig config() {
    return new PatternConfig().build();
  }

  /** All documents together; Key Vault knows the host key. */
  static GatewayFixture all(Coverage coverage) {
    return GatewayFixture.of(config(), coverage).on(VAULT, PatternService::hostKey);
  }

  /** Global policy, fragments and named values; API and products are the test's own. */
  static TestService global() {
    GatewayConfig pattern = config();
    TestService service =
        new TestService()
            .global(pattern.globalPolicy().orElseThrow())
            .namedValues(pattern.namedValues());
    pattern.fragments().forEach(f -> service.fragment(f.id(), f.document()));
    return service;
  }

  /** A request with the key of a subscription to {@code clinic}. */
  static TestRequest clinic(TestRequest request) {
    return request.header(TestService.KEY, CLINIC_KEY);
  }

  static Response hostKey(Call call) {
    return Answers.of(200, "{\"value\":\"host-key-a\"}");
  }

  /** The answer is problem details of this status, and no backend was called. */
  static void isProblem(TestRun run, int status) {
    assertThat(run.status()).isEqualTo(status);
    assertThat(run.header("Content-Type")).contains("application/problem+json");
    assertThat(run.body()).contains("\"status\":" + status + ",", "\"traceId\":");
    assertThat(run.forwarded()).isEmpty();
  }
}
