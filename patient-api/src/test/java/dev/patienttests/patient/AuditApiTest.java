package dev.patienttests.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.patienttests.auth.client.ApiCallException;
import dev.patienttests.auth.client.ApiTarget;
import dev.patienttests.auth.client.AuthorizedApiClient;
import dev.patienttests.auth.client.ClientLimits;
import dev.patienttests.http.UnavailableException;
import dev.patienttests.patient.AuditEvent.Code;
import dev.patienttests.patient.AuditEvent.Kind;
import dev.patienttests.patient.AuditEvent.Outcome;
import dev.patienttests.patient.OpenAttempts.Batch;
import dev.patienttests.patient.OpenAttempts.OpenAttempt;
import dev.patienttests.secrets.Secrets;
import dev.patienttests.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as recorded, over HTTP. */
class AuditApiTest {
  private static final String ATTEMPT = "1f0a7b52-7e0c-4f4e-9d0a-3f2b8a1c5d6e";
  private static final AuditEvent CLOSING =
      AuditEvent.closing(
          ATTEMPT,
          Kind.OUTCOME,
          Operation.CREATE_PATIENT,
          Target.patient("p1"),
          Optional.of(Outcome.of(Code.SUCCESS)),
          RequestOrigin.ofThisApp());

  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final List<JsonNode> sent = Collections.synchronizedList(new ArrayList<>());
  private volatile int status = 201;
  private volatile String answer = "";
  private final CountDownLatch gate = new CountDownLatch(1);
  private volatile boolean gated;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          byte[] body = exchange.getRequestBody().readAllBytes();
          if (body.length > 0) {
            sent.add(new ObjectMapper().readTree(body));
          }
          if (gated) {
            try {
              gate.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
          byte[] bytes =
              (answer.isEmpty()
                      ? "{\"eventId\":\""
                          + sent.get(sent.size() - 1).path("eventId").asText()
                          + "\",\"recordedAt\":\"2026-01-02T03:04:05.678Z\"}"
                      : answer)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    gate.countDown();
    server.stop(0);
  }

  private AuthorizedApiClient client() {
    Settings settings =
        Settings.of(
            Map.of(
                "FUNCTIONS_CORETOOLS_ENVIRONMENT",
                "true",
                "AUDIT_API_URL",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/api"));
    return AuthorizedApiClient.forEnvironment(
        settings,
        ApiTarget.fromSettings(settings, Secrets.forEnvironment(settings), "AUDIT_API"),
        ClientLimits.standard());
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201})
  void isRecordedWhenTheAuditSaysSoAboutThisEvent(int recorded) {
    status = recorded;
    new AuditApiTrail(client()).record(CLOSING);
    assertThat(asked).containsExactly("POST /api/auditrecord");
    assertThat(sent.get(0)).isEqualTo(AuditEventJson.write(CLOSING));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"eventId\":\"other\",\"recordedAt\":\"2026-01-02T03:04:05.678Z\"}",
      })
  void isNotRecordedByAnAnswerAboutSomethingElse(String other) {
    answer = other;
    AuditApiTrail trail = new AuditApiTrail(client());
    assertThatThrownBy(() -> trail.record(CLOSING)).isInstanceOf(UnavailableException.class);
    assertThatThrownBy(() -> trail.close(CLOSING)).isInstanceOf(UnavailableException.class);
  }

  @Test
  void isClosedWhenAnotherEventHasClosedItButThenNotRecorded() {
    status = 409;
    AuditApiTrail trail = new AuditApiTrail(client());
    trail.close(CLOSING);
    assertThatThrownBy(() -> trail.record(CLOSING)).isInstanceOf(ApiCallException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 500, 503})
  void isNotClosedByAnyOtherRefusal(int refusal) {
    status = refusal;
    AuditApiTrail trail = new AuditApiTrail(client());
    assertThatThrownBy(() -> trail.close(CLOSING)).isInstanceOf(UnavailableException.class);
  }

  @Test
  void whatIsOnlyBetterOnRecordIsWaitedForAShortTimeOnly() {
    gated = true;
    AuthorizedApiClient hurried =
        client().within(new ClientLimits(Duration.ofSeconds(2), Duration.ofMillis(50), 1024));
    assertThatThrownBy(() -> new AuditApiTrail(hurried).record(CLOSING))
        .isInstanceOf(ApiCallException.NoAnswer.class);
  }

  @Test
  void readsOpenAttempts() {
    status = 200;
    answer =
        ("{'attempts':[{'eventId':'"
                + ATTEMPT
                + "','resource':{'type':'Test','id':'t1','operation':'CreateTest'},"
                + "'patientId':'p1','kind':'attempt','action':'create','chain':'07'}],"
                + "'through':'2026-01-02T03:04:05.678Z','more':true}")
            .replace('\'', '"');
    Batch batch = new AuditApiOpenAttempts(client()).since(Instant.EPOCH);

    assertThat(asked).containsExactly("GET /api/auditrecord/open?from=1970-01-01T00:00:00.000Z");
    assertThat(batch)
        .isEqualTo(
            new Batch(
                List.of(
                    new OpenAttempt(
                        ATTEMPT,
                        "Test",
                        Optional.of("t1"),
                        Optional.of("p1"),
                        "CreateTest",
                        "create")),
                Instant.parse("2026-01-02T03:04:05.678Z"),
                true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'attempts':[],'through':'x','more':false}",
        "{'attempts':[],'through':'2026-01-02T03:04:05.678Z'}",
        "{'attempts':[{}],'through':'2026-01-02T03:04:05.678Z','more':false}"
      })
  void refusesAnAnswerThatDoesNotSayHowFarItGoes(String bad) {
    status = 200;
    answer = bad.replace('\'', '"');
    AuditApiOpenAttempts open = new AuditApiOpenAttempts(client());
    assertThatThrownBy(() -> open.since(Instant.EPOCH))
        .isInstanceOf(ApiCallException.InvalidAnswer.class);
  }
}
