package dev.patienttests.auth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patienttests.secrets.Secrets;
import dev.patienttests.settings.Settings;
import dev.patienttests.testing.LoopbackServer;
import dev.patienttests.testing.LoopbackServer.Answer;
import dev.patienttests.testing.ManualClock;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of good, bad, slow and absent answers; over http:, as Core Tools would have it. */
class AnswerHandlingTest {
  private static final ClientLimits LIMITS =
      new ClientLimits(Duration.ofSeconds(30), Duration.ofMillis(300), 1000);

  private static AuthorizedApiClient client(int port, ClientLimits limits) {
    Settings settings =
        Settings.of(
            Map.of(
                "FUNCTIONS_CORETOOLS_ENVIRONMENT",
                "true",
                "AUDIT_API_URL",
                "http://127.0.0.1:" + port + "/api"));
    Secrets secrets =
        new Secrets(
            settings,
            uri -> {
              throw new AssertionError("No host key is asked for over loopback.");
            },
            new ManualClock());
    return new AuthorizedApiClient(
        ApiTarget.fromSettings(settings, secrets, "AUDIT_API"),
        uri -> {
          throw new AssertionError("No token is asked for over loopback.");
        },
        limits,
        HttpClient.newBuilder());
  }

  /** Long enough for a machine that is busy with other things. */
  static ClientLimits patient() {
    return new ClientLimits(Duration.ofSeconds(30), Duration.ofSeconds(30), 1000);
  }

  @Test
  void callsLoopbackWithoutTokenAndHostKey() throws Exception {
    try (LoopbackServer server =
        LoopbackServer.http(request -> Answer.json(201, "{\"id\":\"1\"}"))) {
      assertThat(client(server.port(), patient()).call(AuthorizedApiClientTest.call()).status())
          .isEqualTo(201);
      assertThat(server.received().get(0).headers())
          .doesNotContainKeys("authorization", "x-functions-key")
          .containsKey("traceparent");
    }
  }

  @Test
  void needsNoIdentitySettingsForLoopback() throws Exception {
    try (LoopbackServer server =
        LoopbackServer.http(request -> Answer.json(200, "{\"id\":\"1\"}"))) {
      Settings settings =
          Settings.of(
              Map.of(
                  "FUNCTIONS_CORETOOLS_ENVIRONMENT",
                  "true",
                  "AUDIT_API_URL",
                  "http://localhost:" + server.port()));
      Secrets secrets = new Secrets(settings, uri -> "unused", new ManualClock());
      assertThat(
              AuthorizedApiClient.forEnvironment(
                      settings, ApiTarget.fromSettings(settings, secrets, "AUDIT_API"), patient())
                  .call(AuthorizedApiClientTest.call())
                  .body())
          .isEqualTo(new AuthorizedApiClientTest.Created("1"));
    }
  }

  @Test
  void refusesAnAnswerThatIsNotAsAgreed() throws Exception {
    Map<String, String> json = Map.of("Content-Type", "application/json");
    Map<Answer, String> reasons = new LinkedHashMap<>();
    reasons.put(new Answer(201, Map.of(), "{\"id\":\"1\"}"), "not application/json");
    reasons.put(
        new Answer(201, Map.of("Content-Type", "text/html"), "{\"id\":\"1\"}"),
        "not application/json");
    reasons.put(new Answer(201, json, "{\"id\":"), "not valid JSON");
    reasons.put(new Answer(201, json, "{\"id\":\"1\"} x"), "not valid JSON");
    reasons.put(new Answer(201, json, "{\"id\":\"1\",\"id\":\"1\"}"), "not valid JSON");
    reasons.put(new Answer(201, json, "[".repeat(400)), "not valid JSON");
    reasons.put(new Answer(201, json, "[]"), "not a JSON object");
    reasons.put(new Answer(201, json, "{}"), "not of the agreed schema");
    reasons.put(new Answer(201, json, "{\"id\":null}"), "not of the agreed schema");
    reasons.put(new Answer(201, json, "{\"id\":1}"), "not of the agreed schema");
    reasons.put(new Answer(201, json, "{\"id\":true}"), "not of the agreed schema");
    reasons.put(new Answer(201, json, "{\"id\":\"1\",\"x\":1}"), "not of the agreed schema");
    reasons.put(new Answer(201, json, "{\"id\":\"" + "x".repeat(1000) + "\"}"), "too large");

    AtomicReference<Answer> next = new AtomicReference<>();
    try (LoopbackServer server = LoopbackServer.http(request -> next.get())) {
      AuthorizedApiClient client = client(server.port(), patient());
      reasons.forEach(
          (answer, reason) -> {
            next.set(answer);
            assertThatThrownBy(() -> client.call(AuthorizedApiClientTest.call()))
                .isInstanceOf(ApiCallException.InvalidAnswer.class)
                .hasMessageContaining(reason);
          });
      assertThat(server.received()).hasSameSizeAs(reasons.keySet());
    }
  }

  @Test
  @Timeout(20)
  void givesUpWhenNoHeadComesInTime() throws Exception {
    assertNoAnswerTo("");
  }

  @Test
  @Timeout(20)
  void givesUpWhenTheBodyStopsHalfWay() throws Exception {
    assertNoAnswerTo(
        "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{");
  }

  @Test
  @Timeout(20)
  void givesUpWhenItsThreadIsInterruptedAndLeavesTheThreadSo() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      AuthorizedApiClient client = client(listener.getLocalPort(), LIMITS);
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> client.call(AuthorizedApiClientTest.call()))
          .isInstanceOf(ApiCallException.NoAnswer.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static void assertNoAnswerTo(String begun) throws Exception {
    CompletableFuture<Void> server;
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server = CompletableFuture.runAsync(() -> answerOnceAndHold(listener, begun));
      AuthorizedApiClient client = client(listener.getLocalPort(), LIMITS);
      assertThatThrownBy(() -> client.call(AuthorizedApiClientTest.call()))
          .isInstanceOf(ApiCallException.NoAnswer.class);
    }
    // Ends because the client closed its connection or, having given up early, never made one.
    server.get(20, TimeUnit.SECONDS);
  }

  private static void answerOnceAndHold(ServerSocket listener, String begun) {
    try (Socket socket = listener.accept();
        InputStream in = socket.getInputStream();
        OutputStream out = socket.getOutputStream()) {
      out.write(begun.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      in.transferTo(OutputStream.nullOutputStream());
    } catch (java.io.IOException e) {
      // The client has gone, which is what the test wants.
      assertThat(e).isNotNull();
    }
  }

  @Test
  void givesUpAtOnceWhenNobodyListens() throws Exception {
    int free;
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = listener.getLocalPort();
    }
    AuthorizedApiClient client = client(free, patient());
    assertThatThrownBy(() -> client.call(AuthorizedApiClientTest.call()))
        .isInstanceOf(ApiCallException.NoAnswer.class);
  }
}
