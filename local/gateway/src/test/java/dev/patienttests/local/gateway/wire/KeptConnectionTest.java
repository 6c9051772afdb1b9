package dev.patienttests.local.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.RequestUrl;
import dev.patienttests.local.gateway.model.Response;
import dev.patienttests.local.gateway.policy.OutboundCalls.Call;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a connection to a backend is kept for the next call, and when it is not. */
class KeptConnectionTest extends WithBackendClient {
  @Test
  void aConnectionIsKeptForTheNextCall() throws Exception {
    try (ScriptedServer server = new ScriptedServer(OK, OK)) {
      assertThat(client.send(call(server, "GET", new Headers())).status()).isEqualTo(200);
      assertThat(client.send(call(server, "GET", new Headers())).status()).isEqualTo(200);
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void aRequestWhoseConnectionBreaksIsNotSentAgain() throws Exception {
    try (ScriptedServer server = new ScriptedServer(OK, "", OK)) {
      client.send(call(server, "POST", new Headers()));
      assertThat(failure(call(server, "POST", new Headers())).reason())
          .isEqualTo("BackendConnectionFailure");
      assertThat(server.requests()).hasSize(2);
      assertThat(client.send(call(server, "POST", new Headers())).status()).isEqualTo(200);
    }
  }

  @Test
  void anUnusedConnectionGoesBeforeAnyServerOfTheStackClosesIt() {
    assertThat(BackendClient.IDLE).isLessThan(Duration.ofMinutes(2));
  }

  @Test
  void whatComesWithAnAnswerIsNoAnswerToTheNextCall() throws Exception {
    try (ScriptedServer server = new ScriptedServer(OK + OK.replace("ok", "no"), OK)) {
      // In a loop the next call begins where the answer comes.
      CompletableFuture<Response> second =
          CompletableFuture.supplyAsync(() -> begun(server), loop.loop())
              .thenCompose(first -> first)
              .thenCompose(first -> begun(server));
      assertThat(new String(second.get().body().orElseThrow().content(), StandardCharsets.US_ASCII))
          .isEqualTo("ok");
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void anAnswerIsOneWhateverComesWithIt() throws Exception {
    try (ScriptedServer server = new ScriptedServer(OK + "no answer\r\n\r\n", OK)) {
      assertThat(client.send(call(server, "GET", new Headers())).status()).isEqualTo(200);
      assertThat(client.send(call(server, "GET", new Headers())).status()).isEqualTo(200);
    }
  }

  @Test
  void whatBeginsWithAnAnswerIsNoneToTheNextCall() throws Exception {
    try (ScriptedServer server = new ScriptedServer(OK + OK.substring(0, OK.indexOf("ok")), OK)) {
      assertThat(client.send(call(server, "GET", new Headers())).status()).isEqualTo(200);
      assertThat(client.send(call(server, "GET", new Headers())).status()).isEqualTo(200);
      assertThat(server.requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1 200 OK\r\nX: ", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 2", "\r\n"})
  void notEvenHalfAHeadWithAnAnswerIsLeftToTheNextCall(String half) throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(OK + half, OK.replace("200 OK", "201 Created"))) {
      assertThat(client.send(call(server, "GET", new Headers())).status()).isEqualTo(200);
      assertThat(client.send(call(server, "GET", new Headers())).status()).isEqualTo(201);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void aBodyWhereNoneBelongsIsNotLeftToTheNextCall() throws Exception {
    String none = "HTTP/1.1 204 No Content\r\n\r\nok";
    try (ScriptedServer server = new ScriptedServer(OK, OK, none, OK)) {
      assertThat(client.send(call(server, "HEAD", new Headers())).body()).isEmpty();
      assertThat(client.send(call(server, "GET", new Headers())).body()).isPresent();
      assertThat(client.send(call(server, "GET", new Headers())).status()).isEqualTo(204);
      assertThat(client.send(call(server, "GET", new Headers())).status()).isEqualTo(200);
      assertThat(server.connections()).isEqualTo(3);
    }
  }

  @Test
  void aConnectionIsKeptAfterAnAnswerThatHasNoBody() throws Exception {
    String head = OK.substring(0, OK.indexOf("ok"));
    String hints = "HTTP/1.1 103 Early Hints\r\n\r\n";
    String none = "HTTP/1.1 204 No Content\r\n\r\n";
    try (ScriptedServer server = new ScriptedServer(hints + head, none, OK)) {
      assertThat(client.send(call(server, "HEAD", new Headers())).status()).isEqualTo(200);
      assertThat(client.send(call(server, "GET", new Headers())).status()).isEqualTo(204);
      assertThat(client.send(call(server, "GET", new Headers())).body()).isPresent();
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  /** The rest of the request would be the begin of the next. */
  @Test
  void aConnectionWhoseRequestWasAnsweredBeforeItWasSentIsNotUsedAgain() throws Exception {
    try (ServerSocket early = new ServerSocket()) {
      early.setReceiveBufferSize(4 * 1024);
      early.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      List<Socket> connections = new CopyOnWriteArrayList<>();
      Thread server = new Thread(() -> answerEarly(early, connections), "early-server");
      server.setDaemon(true);
      server.start();
      Call call =
          new Call(
              "POST",
              RequestUrl.parse("http://127.0.0.1:" + early.getLocalPort()),
              new Headers(),
              Optional.of(new byte[BackendClient.MAX_RESPONSE_BYTES]),
              Duration.ofSeconds(20));
      assertThat(client.send(call).status()).isEqualTo(200);
      assertThat(client.send(call).status()).isEqualTo(200);
      assertThat(connections).hasSize(2);
    }
  }

  private CompletionStage<Response> begun(ScriptedServer server) {
    return client.begin(call(server, "GET", new Headers())).orElseThrow();
  }

  private static void answerEarly(ServerSocket server, List<Socket> connections) {
    try {
      while (true) {
        Socket connection = server.accept();
        connections.add(connection);
        connection.getInputStream().read();
        connection.getOutputStream().write(OK.getBytes(StandardCharsets.ISO_8859_1));
      }
    } catch (IOException e) {
      // The end of the test.
    }
  }
}
