package dev.patienttests.local.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.RequestUrl;
import dev.patienttests.local.gateway.model.Response;
import dev.patienttests.local.gateway.policy.OutboundCalls.Call;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls over a real socket, to a server that answers with given bytes. */
class BackendClientTest extends WithBackendClient {
  @Test
  void aCallOfAGatewayThatHasClosedIsAFailure() throws Exception {
    try (ScriptedServer server = new ScriptedServer(OK)) {
      loop.close();
      assertThat(failure(call(server, "GET", new Headers()))).hasMessageContaining("closes");
    }
  }

  @Test
  void aBackendMayBeCalledByItsName() throws Exception {
    try (ScriptedServer server = new ScriptedServer(OK)) {
      Call call =
          new Call(
              "GET",
              RequestUrl.parse("http://localhost:" + server.url().port() + "/a"),
              new Headers(),
              Optional.empty(),
              Duration.ofSeconds(20));
      assertThat(client.send(call).status()).isEqualTo(200);
    }
  }

  @Test
  void aLoopMustNotWaitForItself() throws Exception {
    try (ScriptedServer server = new ScriptedServer(OK)) {
      assertThat(loop.loop().submit(() -> failsToWait(server)).get()).isTrue();
      assertThat(server.requests()).isEmpty();
    }
  }

  private boolean failsToWait(ScriptedServer server) {
    try {
      client.send(call(server, "GET", new Headers()));
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  @Test
  void anAnswerMayFollowAnInformationalOneAndEndWithItsConnection() throws Exception {
    String answer =
        "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";
    try (ScriptedServer server = new ScriptedServer(answer, OK)) {
      assertThat(client.send(call(server, "GET", new Headers())).status()).isEqualTo(200);
    }
  }

  @Test
  void aLengthWithoutContentIsNotTooLong() throws Exception {
    String length = "\r\nContent-Length: " + (BackendClient.MAX_RESPONSE_BYTES + 1) + "\r\n\r\n";
    try (ScriptedServer server =
        new ScriptedServer("HTTP/1.1 200 OK" + length, "HTTP/1.1 304 Not Modified" + length)) {
      assertThat(client.send(call(server, "HEAD", new Headers())).status()).isEqualTo(200);
      assertThat(client.send(call(server, "GET", new Headers())).status()).isEqualTo(304);
    }
  }

  @Test
  void nobodyHasAskedForAnotherProtocol() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n")) {
      assertThat(failure(call(server, "GET", new Headers())).reason())
          .isEqualTo("BackendConnectionFailure");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/2.0 200",
        "HTTP/1.2 200",
        "HTTP/0.9 200",
        "ICY/1.1 200",
        "HTTP/1.1 99",
        "HTTP/1.1 1000"
      })
  void aStatusLineOfAnotherProtocolIsAFailure(String line) throws Exception {
    try (ScriptedServer server = new ScriptedServer(OK.replace("HTTP/1.1 200", line))) {
      assertThat(failure(call(server, "GET", new Headers())).reason())
          .isEqualTo("BackendConnectionFailure");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.0 200", "HTTP/1.1 200", "HTTP/1.1 999"})
  void aStatusLineMayHaveAnyStatusThatIsOne(String line) throws Exception {
    try (ScriptedServer server = new ScriptedServer(OK.replace("HTTP/1.1 200", line))) {
      assertThat(client.send(call(server, "GET", new Headers())).body()).isPresent();
    }
  }

  @Test
  void aHeaderThatIsNoneIsNotSent() throws Exception {
    try (ScriptedServer server = new ScriptedServer(OK)) {
      Headers headers = new Headers();
      headers.add("a", "b\r\nc: d");
      assertThat(failure(call(server, "GET", headers)).getMessage()).doesNotContain("c: d");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void headersOfTheConnectionStayWithIt() throws Exception {
    String answer =
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: x-hop\r\nX-Hop: 1\r\nETag: 2\r\n\r\n";
    try (ScriptedServer server = new ScriptedServer(answer)) {
      Headers sent = new Headers();
      sent.add("Host", "elsewhere");
      sent.add("Content-Length", "7");
      sent.add("X-Kept", "1");
      Response response = client.send(call(server, "POST", sent));
      assertThat(response.headers().lines()).extracting(Headers.Line::name).containsExactly("ETag");
      assertThat(server.requests().get(0))
          .contains("X-Kept: 1\n", "Content-Length: 0\n", "Host: 127.0.0.1:")
          .doesNotContain("elsewhere", "User-Agent");
    }
  }

  @Test
  void redirectsChallengesAndEncodingsAreAnswersLikeAnyOther() throws Exception {
    String redirect =
        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n";
    String challenge = "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n";
    String encoded = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\nxx";
    try (ScriptedServer server = new ScriptedServer(redirect, challenge, encoded)) {
      assertThat(client.send(call(server, "GET", new Headers())).status()).isEqualTo(302);
      assertThat(client.send(call(server, "GET", new Headers())).status()).isEqualTo(401);
      Response last = client.send(call(server, "GET", new Headers()));
      assertThat(last.headers().first("Content-Encoding")).contains("gzip");
      assertThat(last.body().orElseThrow().content()).hasSize(2);
    }
  }

  @Test
  void anAnswerThatIsTooLongIsAFailure() throws Exception {
    String announced =
        "HTTP/1.1 200 OK\r\nContent-Length: " + (BackendClient.MAX_RESPONSE_BYTES + 1) + "\r\n\r\n";
    String sent = "HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(BackendClient.MAX_RESPONSE_BYTES + 1);
    try (ScriptedServer server = new ScriptedServer(announced, sent)) {
      for (int i = 0; i < 2; i++) {
        PolicyFailure failure = failure(call(server, "GET", new Headers()));
        assertThat(failure.reason()).isEqualTo("BackendConnectionFailure");
        assertThat(failure).hasMessageContaining("TooLong");
      }
    }
  }

  @Test
  void noAnswerInTimeIsATimeout() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Call call =
          new Call(
              "GET",
              RequestUrl.parse("http://127.0.0.1:" + silent.getLocalPort()),
              new Headers(),
              Optional.empty(),
              Duration.ofMillis(50));
      assertThat(failure(call).reason()).isEqualTo("Timeout");
    }
  }

  @Test
  void aFailureNamesTheHostAndNothingOfTheRequest() throws Exception {
    try (ScriptedServer server = new ScriptedServer("")) {
      Headers headers = new Headers();
      headers.add("Authorization", "Bearer secret-token");
      RequestUrl url = server.url().with("/secret-path", "key=secret-key");
      PolicyFailure failure =
          failure(new Call("GET", url, headers, Optional.empty(), Duration.ofSeconds(20)));
      assertThat(failure.getMessage()).contains(url.authority()).doesNotContain("secret");
    }
  }
}
