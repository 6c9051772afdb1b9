package dev.patienttests.local.gateway;

import static dev.patienttests.local.gateway.PatternService.PATIENT;
import static dev.patienttests.local.gateway.PatternService.clinic;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.model.Response;
import dev.patienttests.local.gateway.policy.OutboundCalls.Call;
import dev.patienttests.local.gateway.testing.Answers;
import dev.patienttests.local.gateway.testing.Coverage;
import dev.patienttests.local.gateway.testing.GatewayFixture;
import dev.patienttests.local.gateway.testing.TestRequest;
import dev.patienttests.local.gateway.testing.TestRun;
import dev.patienttests.local.gateway.testing.TestService;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** {@code patient-api.xml} and {@code clinic.xml}, with all documents around them. */
@PatternDocuments
class PatientApiPolicyTest {
  private final GatewayFixture gateway;

  PatientApiPolicyTest(Coverage coverage) {
    gateway = PatternService.all(coverage);
  }

  private TestRun get() {
    return gateway.send(clinic(TestRequest.get(PATIENT)));
  }

  private static Function<Call, Response> takes(String hostKey) {
    return call ->
        call.headers().first("x-functions-key").filter(hostKey::equals).isPresent()
            ? Answers.of(200, "{}")
            : Answers.of(401, "inner");
  }

  private void vault(int status, String key) {
    gateway.on(PatternService.VAULT, call -> Answers.of(status, "{\"value\":\"" + key + "\"}"));
  }

  @Test
  void theCallGoesOnWithHostKeyTokenAndRequester() {
    TestRun run = get();
    assertThat(run.status()).isEqualTo(200);
    assertThat(run.sent("x-functions-key")).contains("host-key-a");
    assertThat(run.sent("Authorization")).contains("Bearer token-for-api://tenant/patient-api");
    assertThat(run.sent("x-requester-product")).contains("clinic");
    assertThat(run.sent("x-requester-address")).contains("203.0.113.7");
    assertThat(run.sent(TestService.KEY)).isEmpty();
    assertThat(get().callOuts()).as("the host key is cached").isEmpty();
  }

  @Test
  void aKeyOfTheApiAloneIsForbidden() {
    TestRun run = gateway.send(TestRequest.get(PATIENT).header(TestService.KEY, "api-only-key-1"));
    assertThat(run.status()).isEqualTo(403);
    assertThat(run.forwarded()).isEmpty();
  }

  @Test
  void aLongBodyIs413() {
    TestRun run = gateway.send(clinic(TestRequest.post("/patient", "x".repeat(65_537))));
    assertThat(run.status()).isEqualTo(413);
    assertThat(run.callOuts()).isEmpty();
  }

  @Test
  void aBodyIsMeasuredInBytesNotInCharacters() {
    String body = Bodies.PATIENT.replace("Ada", "\u00e9".repeat(40_000));
    TestRun run = gateway.send(clinic(TestRequest.post("/patient", body)));
    assertThat(run.status()).isEqualTo(413);
    assertThat(run.forwarded()).isEmpty();
  }

  @Test
  void aNewAddressIsOneOfTheGateway() {
    gateway.backend(call -> Answers.of(201, "{}", "Location", "/api" + PATIENT));
    assertThat(
            gateway.send(clinic(TestRequest.post("/patient", Bodies.PATIENT))).header("Location"))
        .contains(PATIENT);
  }

  @Test
  void whatTheBackendRefusesTheGatewayIs502() {
    gateway.backend(
        call ->
            Answers.of(403, "inner", "X-Inner", "1", "Content-Type", "application/problem+json"));
    TestRun run = get();
    assertThat(run.status()).isEqualTo(502);
    assertThat(run.body()).doesNotContain("inner");
    assertThat(run.header("X-Inner")).isEmpty();
  }

  @Test
  void aRotatedHostKeyIsReadOnceAndTheCallRepeated() {
    gateway.backend(takes("host-key-a"));
    get();
    gateway.backend(takes("host-key-b"));
    vault(200, "host-key-b");
    TestRun run = get();
    assertThat(run.status()).isEqualTo(200);
    assertThat(run.forwarded()).hasSize(2);
    assertThat(gateway.pauses()).isEmpty();
  }

  @Test
  void aHostKeyThatIsWithdrawnMeanwhileIs503() {
    get();
    gateway.backend(takes("another"));
    vault(403, "");
    TestRun run = get();
    assertThat(run.status()).isEqualTo(503);
    assertThat(run.forwarded()).hasSize(1);
  }

  @Test
  void withoutAHostKeyTheAnswerIs503() {
    vault(404, "");
    TestRun run = get();
    assertThat(run.status()).isEqualTo(503);
    assertThat(run.forwarded()).isEmpty();
  }

  @Test
  void theLastGoodHostKeyServesWhileKeyVaultIsAway() {
    get();
    gateway.clock().advance(Duration.ofSeconds(301));
    gateway.on(
        PatternService.VAULT,
        call -> {
          throw Answers.timeout();
        });
    assertThat(get().status()).isEqualTo(200);
  }

  @Test
  void aboveTheLimitTheAnswerIs429() {
    for (int i = 0; i < 5; i++) {
      assertThat(get().status()).isEqualTo(200);
    }
    TestRun refused = get();
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Retry-After")).contains("10");
    assertThat(refused.forwarded()).isEmpty();
  }
}
