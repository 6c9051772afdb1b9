package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.Stub.Answer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the pattern's own policy documents do with requests and answers. */
class PatternPoliciesTest extends PatternPoliciesFixture {
  @Test
  void aCallWithAProductKeyReachesThePatientApiWithHostKeyAndToken() {
    HttpResponse<String> response =
        client.post("/patient", Bodies.PATIENT, KEY, "clinic-demo-key-2");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"ok\":true}");
    assertThat(response.headers().firstValue("x-pattern-trace")).isPresent();
    assertThat(response.headers().firstValue("X-Powered-By")).isEmpty();
    Stub.Received sent = backend.last();
    assertThat(sent.method() + " " + sent.uri()).isEqualTo("POST /api/patient");
    assertThat(sent.body()).isEqualTo(Bodies.PATIENT);
    assertThat(sent.header("Authorization"))
        .isEqualTo("Bearer token-for-api%3A%2F%2Ftenant%2Fpatient-api");
    assertThat(sent.header("x-functions-key")).isEqualTo("host-key-a");
    assertThat(sent.header("x-requester-subscription-id")).isEqualTo("clinic-demo");
    assertThat(sent.header("x-requester-subscription-name"))
        .isEqualTo("clinic-demo%20name%20%E6%98%A5");
    assertThat(sent.header("x-requester-product")).isEqualTo("clinic");
    assertThat(sent.header("x-correlation-id"))
        .isEqualTo(response.headers().firstValue("x-pattern-trace").orElseThrow());
    assertThat(sent.header(KEY)).isEmpty();
  }

  @Test
  void aCallWithAnIdKeepsItsPath() {
    assertThat(load().statusCode()).isEqualTo(200);
    assertThat(backend.last().uri()).isEqualTo("/api" + ID);
  }

  @Test
  void everyPathOfTheApiIsKeptWithItsLastSlashAndItsHeaders() {
    clock.advance(Duration.ofMinutes(1));
    for (String path :
        new String[] {
          "/patient/search", "/patient/search/", ID + "/tests", ID + "/tests/", "/patient/"
        }) {
      HttpResponse<String> answer =
          client.post(
              path,
              Bodies.of(path),
              KEY,
              "clinic-demo-key-1",
              "Idempotency-Key",
              "order-1",
              "x-continuation",
              "token");
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      assertThat(backend.last().uri()).isEqualTo("/api" + path);
      assertThat(backend.last().header("Idempotency-Key")).isEqualTo("order-1");
      assertThat(backend.last().header("x-continuation")).isEqualTo("token");
      clock.advance(Duration.ofMinutes(1));
    }
  }

  @Test
  void theAddressOfWhatIsNewIsOneOfThisGateway() {
    for (String path : new String[] {ID, ID + "/tests/5c2d7a1e-8b3f-4d6a-9e0c-1f2a3b4c5d6e"}) {
      backend.behave(
          r -> new Answer(201, Map.of("Location", "/api" + path, "x-continuation", "t"), "{}"));
      HttpResponse<String> created =
          client.post(ID + "/tests", Bodies.TEST, KEY, "clinic-demo-key-1", "If-Match", "\"1\"");
      assertThat(created.headers().firstValue("Location")).contains(path);
      assertThat(created.headers().firstValue("x-continuation")).contains("t");
      assertThat(backend.last().header("If-Match")).isEqualTo("\"1\"");
    }
  }

  @Test
  void aBodyThatIsTooLongForThePatientApiStaysHere() {
    HttpResponse<String> refused =
        client.post("/patient", "x".repeat(65_537), KEY, "clinic-demo-key-1");
    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(refused.body()).contains("\"status\":413");
    assertThat(client.postChunked("/patient", "x".repeat(65_537), KEY, "clinic-demo-key-1"))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(413);
    assertThat(backend.received()).isEmpty();

    String longest = Bodies.PATIENT + " ".repeat(65_536 - Bodies.PATIENT.length());
    assertThat(client.post("/patient", longest, KEY, "clinic-demo-key-1").statusCode())
        .isEqualTo(200);
    assertThat(
            client.postChunked("/patient", Bodies.PATIENT, KEY, "clinic-demo-key-1").statusCode())
        .isEqualTo(200);
    assertThat(backend.last().body()).isEqualTo(Bodies.PATIENT);
  }

  @Test
  void headersThatOnlyTheGatewaySetsAreTakenFromClients() {
    load(
        "x-functions-key", "mine",
        "X-MS-CLIENT-PRINCIPAL", "mine",
        "x-requester-subject", "mine",
        "x-requester-product", "mine",
        "Authorization", "Bearer mine",
        "tracestate", "mine",
        "X-Forwarded-For", "203.0.113.9",
        "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    Stub.Received sent = backend.last();
    assertThat(sent.headers().toString()).doesNotContain("mine");
    assertThat(sent.header("X-Forwarded-For")).isEqualTo("127.0.0.1");
    String requestId = sent.header("x-correlation-id").replace("-", "");
    assertThat(sent.header("traceparent"))
        .isEqualTo("00-0af7651916cd43dd8448eb211c80319c-" + requestId.substring(16) + "-01");
  }

  @Test
  void refusedKeysGetTheSameAnswer() {
    for (String key :
        new String[] {"wrong", "suspended-key-1", "master-key-1", "other-api-key-1"}) {
      assertThat(client.get(ID, KEY, key).statusCode()).as(key).isEqualTo(401);
    }
    HttpResponse<String> missing = client.get(ID);
    assertThat(missing.statusCode()).isEqualTo(401);
    assertThat(missing.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(client.get(ID, KEY, "api-only-key-1").statusCode()).isEqualTo(403);
    assertThat(backend.received()).isEmpty();
  }

  @Test
  void theKeyMayComeAsAQueryParameterThatTheBackendDoesNotSee() {
    assertThat(client.get(ID + "?subscription-key=clinic-demo-key-1&a=1&code=x").statusCode())
        .isEqualTo(200);
    assertThat(backend.last().uri()).isEqualTo("/api" + ID);
  }

  @Test
  void aboveTheRateLimitTheAnswerIs429UntilTheWindowMoves() {
    for (int i = 0; i < 5; i++) {
      assertThat(load().statusCode()).isEqualTo(200);
    }
    HttpResponse<String> refused = load();
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("10");
    clock.advance(Duration.ofSeconds(10));
    assertThat(load().statusCode()).isEqualTo(200);
  }

  @Test
  void anUnknownOperationIs404AndABackendThatIsAway502() {
    assertThat(client.get("/patient/a/b/c", KEY, "clinic-demo-key-1").statusCode()).isEqualTo(404);
    assertThat(client.get("/nothing").statusCode()).isEqualTo(404);
    backend.close();
    assertThat(load().statusCode()).isEqualTo(502);
  }
}
