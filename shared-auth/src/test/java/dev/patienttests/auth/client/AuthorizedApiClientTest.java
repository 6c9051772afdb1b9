package dev.patienttests.auth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.patienttests.auth.BearerToken;
import dev.patienttests.auth.TokenUnavailableException;
import dev.patienttests.http.ApiResponse;
import dev.patienttests.http.Endpoint;
import dev.patienttests.http.ProblemException;
import dev.patienttests.http.RequestLog;
import dev.patienttests.http.TraceContext;
import dev.patienttests.secrets.RefreshingSecret;
import dev.patienttests.secrets.SecretUnavailableException;
import dev.patienttests.secrets.Secrets;
import dev.patienttests.settings.Settings;
import dev.patienttests.testing.LoopbackServer;
import dev.patienttests.testing.LoopbackServer.Answer;
import dev.patienttests.testing.LoopbackServer.Received;
import dev.patienttests.testing.ManualClock;
import dev.patienttests.testing.TestTls;
import dev.patienttests.testkit.Call;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthorizedApiClientTest {
  private static final String VAULT = "https://v.vault.azure.net/secrets/audit-host-key";
  private static final TraceContext TRACE =
      TraceContext.parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01").orElseThrow();
  private static final Answer CREATED = Answer.json(201, "{\"id\":\"1\"}");

  private static TestTls tls;

  private final AtomicInteger vaultReads = new AtomicInteger();
  private String vaultKey = "key-b";
  private LoopbackServer server;

  /** What the test's API answers. */
  record Created(String id) {}

  @BeforeAll
  static void makeCertificate(@TempDir Path directory) throws Exception {
    tls = TestTls.create(directory);
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private AuthorizedApiClient client(Function<Received, Answer> behaviour) throws Exception {
    return client(behaviour, "key-a");
  }

  private AuthorizedApiClient client(Function<Received, Answer> behaviour, String key)
      throws Exception {
    server = LoopbackServer.https(tls, behaviour);
    return client(server.port(), key);
  }

  private AuthorizedApiClient client(int port, String key) {
    RefreshingSecret hostKey =
        new Secrets(
                Settings.of(Map.of("KEY", key, "KEY_URI", VAULT)),
                uri -> {
                  vaultReads.incrementAndGet();
                  if (vaultKey.isEmpty()) {
                    throw new IllegalStateException("Key Vault is away");
                  }
                  return vaultKey;
                },
                new ManualClock())
            .secret("KEY");
    return new AuthorizedApiClient(
        new ApiTarget.Secured(
            "audit-api",
            URI.create("https://localhost:" + port + "/api"),
            "api://tenant/audit-api",
            hostKey),
        uri -> new BearerToken("token-for-" + uri, Instant.MAX),
        AnswerHandlingTest.patient(),
        HttpClient.newBuilder().sslContext(tls.context()));
  }

  static ApiCall<Created> call() {
    return ApiCall.post(
        "/auditrecord",
        JsonNodeFactory.instance.objectNode().put("name", "Zoë"),
        TRACE,
        Set.of(200, 201),
        AnswerSchema.of(Created.class));
  }

  @Test
  void sendsTokenKeyTraceAndBody() throws Exception {
    ApiAnswer<Created> answer = client(request -> CREATED).call(call());

    assertThat(answer).isEqualTo(new ApiAnswer<>(201, new Created("1")));
    Received request = server.received().get(0);
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.target()).isEqualTo("/api/auditrecord");
    assertThat(request.header("authorization")).contains("Bearer token-for-api://tenant/audit-api");
    assertThat(request.header("x-functions-key")).contains("key-a");
    assertThat(request.header("traceparent")).contains(TRACE.traceparent());
    assertThat(request.header("content-type")).contains("application/json");
    assertThat(request.header("content-length")).isPresent();
    assertThat(request.body()).isEqualTo("{\"name\":\"Zoë\"}");
    assertThat(vaultReads).hasValue(0);
  }

  @Test
  void sendsASpanOfItsOwnAndTheRequestIdOfTheRequestThatItServes() throws Exception {
    AuthorizedApiClient client = client(request -> CREATED);
    Call request =
        new Call().header("traceparent", TRACE.traceparent()).header("x-correlation-id", "id-1");
    request.to(
        (message, context) ->
            Endpoint.answer(
                message,
                context,
                api -> {
                  RequestLog.believe(api);
                  return ApiResponse.empty(client.call(call()).status());
                }));

    Received sent = server.received().get(0);
    TraceContext span = TraceContext.parse(sent.header("traceparent").orElseThrow()).orElseThrow();
    assertThat(span.traceId()).isEqualTo(TRACE.traceId());
    assertThat(span.parentId()).isNotEqualTo(TRACE.parentId());
    assertThat(sent.header("x-correlation-id")).contains("id-1");
    assertThat(request.logged()).hasSize(2);
    assertThat(request.logged().get(0))
        .contains("\"spanId\":\"" + span.parentId() + "\"", "\"target\":\"audit-api\"");
  }

  @Test
  void takesAFreshKeyAfter401AndTriesOnceMore() throws Exception {
    AuthorizedApiClient client =
        client(
            request ->
                request.header("x-functions-key").equals(java.util.Optional.of("key-b"))
                    ? CREATED
                    : Answer.json(401, ""));

    assertThat(client.call(call()).status()).isEqualTo(201);
    assertThat(client.call(call()).status()).isEqualTo(201);
    assertThat(server.received()).hasSize(3);
    assertThat(vaultReads).hasValue(1);
  }

  @Test
  void failsAfterASecond401AndDoesNotAskForAKeyAgainWithinThirtySeconds() throws Exception {
    AuthorizedApiClient client = client(request -> Answer.json(401, ""));

    assertThatThrownBy(() -> client.call(call())).isInstanceOf(ApiCallException.Unauthorized.class);
    assertThat(server.received()).hasSize(2);
    assertThatThrownBy(() -> client.call(call())).isInstanceOf(ApiCallException.Unauthorized.class);
    assertThat(server.received()).hasSize(3);
    assertThat(vaultReads).hasValue(1);
  }

  @Test
  void doesNotTryAgainWhenKeyVaultIsAway() throws Exception {
    vaultKey = "";
    AuthorizedApiClient client = client(request -> Answer.json(401, ""));
    assertThatThrownBy(() -> client.call(call())).isInstanceOf(ApiCallException.Unauthorized.class);
    assertThat(server.received()).hasSize(1);
  }

  @Test
  void neverSendsAnUnresolvedReference() throws Exception {
    vaultKey = "";
    AuthorizedApiClient client =
        client(request -> CREATED, "@Microsoft.KeyVault(SecretUri=" + VAULT + ")");

    assertThatThrownBy(() -> client.call(call())).isInstanceOf(SecretUnavailableException.class);
    assertThat(server.received()).isEmpty();

    vaultKey = "key-b";
    assertThat(client.call(call()).status()).isEqualTo(201);
    assertThat(server.received().get(0).header("x-functions-key")).contains("key-b");
  }

  @Test
  void sendsNothingWithoutAToken() throws Exception {
    server = LoopbackServer.https(tls, request -> CREATED);
    AuthorizedApiClient client =
        new AuthorizedApiClient(
            new ApiTarget.Secured(
                "audit-api",
                URI.create("https://localhost:" + server.port()),
                "api://tenant/audit-api",
                new Secrets(
                        Settings.of(Map.of("KEY", "k", "KEY_URI", VAULT)),
                        uri -> "k",
                        new ManualClock())
                    .secret("KEY")),
            uri -> {
              throw ProblemException.forbidden("no token");
            },
            AnswerHandlingTest.patient(),
            HttpClient.newBuilder().sslContext(tls.context()));
    assertThatThrownBy(() -> client.call(call()))
        .isInstanceOf(ProblemException.class)
        .isNotInstanceOf(TokenUnavailableException.class);
    assertThat(server.received()).isEmpty();
  }

  @Test
  void retriesNothingElse() throws Exception {
    AtomicInteger status = new AtomicInteger();
    AuthorizedApiClient client = client(request -> Answer.json(status.get(), "{\"id\":\"1\"}"));
    int calls = 0;
    for (int each : new int[] {400, 403, 404, 409, 429, 500, 502, 503}) {
      status.set(each);
      assertThatThrownBy(() -> client.call(call()))
          .isInstanceOfSatisfying(
              ApiCallException.UnexpectedStatus.class,
              failure -> {
                assertThat(failure.answeredStatus()).hasValue(each);
                assertThat(failure.status()).isEqualTo(503);
              });
      assertThat(server.received()).hasSize(++calls);
    }
  }

  @Test
  void followsNoRedirect() throws Exception {
    AuthorizedApiClient client =
        client(request -> new Answer(307, Map.of("Location", "/elsewhere"), ""));
    assertThatThrownBy(() -> client.call(call()))
        .isInstanceOf(ApiCallException.UnexpectedStatus.class);
    assertThat(server.received()).hasSize(1);
  }

  @Test
  void saysNothingSecretWhenAKeyCannotBeSent() throws Exception {
    AuthorizedApiClient client = client(request -> CREATED, "canary\u0007key");
    assertThatThrownBy(() -> client.call(call()))
        .isInstanceOf(ApiCallException.class)
        .satisfies(
            failure -> {
              StringWriter text = new StringWriter();
              failure.printStackTrace(new PrintWriter(text));
              assertThat(text.toString()).doesNotContain("canary").doesNotContain("token-for");
            });
    assertThat(server.received()).isEmpty();
  }

  @Test
  void refusesACertificateThatItDoesNotTrust() throws Exception {
    server = LoopbackServer.https(tls, request -> CREATED);
    AuthorizedApiClient untrusting =
        new AuthorizedApiClient(
            new ApiTarget.Secured(
                "audit-api",
                URI.create("https://localhost:" + server.port()),
                "api://tenant/audit-api",
                new Secrets(
                        Settings.of(Map.of("KEY", "k", "KEY_URI", VAULT)),
                        uri -> "k",
                        new ManualClock())
                    .secret("KEY")),
            uri -> new BearerToken("t", Instant.MAX),
            AnswerHandlingTest.patient());
    assertThatThrownBy(() -> untrusting.call(call())).isInstanceOf(ApiCallException.NoAnswer.class);
    assertThat(server.received()).isEmpty();
  }
}
