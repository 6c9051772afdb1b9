package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.Stub.Answer;
import dev.patienttests.local.gateway.http.RequestBody;
import dev.patienttests.local.net.ListenerSettings;
import dev.patienttests.local.net.TrustedClients;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the public listener takes, byte by byte. */
class ListenerTest {
  private static ListenerSettings settings;
  private static Stub backend;
  private static Gateway gateway;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    settings = Configs.listener(directory);
    backend = new Stub(r -> Answer.of(200, "backend"));
    Configs configs = new Configs();
    configs.listener = Optional.of(settings);
    configs.serviceUrl = backend.url() + "/base";
    gateway = Gateway.start(configs.build(), InstantSource.system());
  }

  @AfterAll
  static void stop() {
    gateway.close();
    backend.close();
  }

  @BeforeEach
  void forget() {
    backend.received().clear();
  }

  private static String send(String request) throws IOException {
    int port = gateway.ports().publicPort().orElseThrow();
    try (Socket socket =
        TrustedClients.sslContext(settings).getSocketFactory().createSocket("localhost", port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      // A connection that asked to be a tunnel stays open after it was refused.
      return request.startsWith("CONNECT ")
          ? new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1)
          : new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static String request(String line, String... headers) {
    return line
        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        + Engine.KEY
        + ": clinic-demo-key-1\r\n"
        + String.join("", headers)
        + "\r\n";
  }

  private static int status(String answer) {
    return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
  }

  @Test
  void anOrdinaryRequestIsServed() throws IOException {
    String answer = send(request("GET /shop/v1/things"));
    assertThat(status(answer)).isEqualTo(200);
    assertThat(answer).endsWith("\r\n\r\nbackend").contains("x-pattern-trace: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/shop/v1/things/../../../admin",
        "/shop/v1/things/..",
        "/shop/v1/things/%2e%2e",
        "/shop/v1/things/%2e%2e/%2e%2e/admin",
        "/shop/v1/things/..%2fadmin",
        "/shop/v1/things/%2f",
        "/shop/v1/things/..;/admin",
        "/shop/v1/things/;x=1",
        "/shop/v1/things/%5c..%5cadmin",
        "/shop/v1/things/..\\admin",
        "/shop/v1/things/%252e%252e",
        "/shop/v1/things/%00",
        "/shop/v1/things/%u002e%u002e",
        "/shop/v1//things",
        "//shop/v1/things",
        "/shop/v1/things/%c0%ae%c0%ae",
        "shop/v1/things",
        "*"
      })
  void noPathLeavesItsApi(String path) throws IOException {
    assertThat(status(send(request("GET " + path)))).isIn(400, 404);
    assertThat(backend.received()).isEmpty();
  }

  @Test
  void absoluteFormMustNameTheGatewayTwice() throws IOException {
    assertThat(status(send(request("GET https://localhost/shop/v1/things")))).isEqualTo(200);
    assertThat(backend.received()).hasSize(1);
    assertThat(status(send(request("GET https://patient.example/shop/v1/things")))).isIn(400, 421);
    assertThat(backend.received()).hasSize(1);
  }

  @Test
  void theGatewayIsNoProxy() throws IOException {
    assertThat(status(send(request("CONNECT patient.example:443")))).isIn(400, 404, 421);
    assertThat(status(send(request("CONNECT localhost:443")))).isIn(400, 404, 421);
    assertThat(backend.received()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%zz", "a=%4", "a|b", "a=\"b\"", "a={b}", "a=\\b"})
  void aMalformedQueryIsABadRequestAndReachesNoBackEnd(String query) throws IOException {
    assertThat(status(send(request("GET /shop/v1/things?" + query)))).isEqualTo(400);
    assertThat(backend.received()).isEmpty();
  }

  @Test
  void whatTheServerItselfRefusesRepeatsNothingAndIsTraced() throws IOException {
    String answer = send(request("GET /shop/v1/things?canary=%zz"));
    assertThat(answer)
        .contains("application/problem+json")
        .containsIgnoringCase("x-pattern-trace: ")
        .doesNotContain("canary");
  }

  @Test
  void anotherHostIsMisdirected() throws IOException {
    String start = "GET /shop/v1/things HTTP/1.1\r\nConnection: close\r\n";
    assertThat(status(send(start + "Host: patient.example\r\n\r\n"))).isEqualTo(421);
    assertThat(status(send(start + "Host: " + Configs.HOST + "\r\n\r\n"))).isEqualTo(401);
    assertThat(status(send(start + "Host: localhost\r\nHost: localhost\r\n\r\n"))).isEqualTo(400);
    assertThat(status(send(start + "\r\n"))).isEqualTo(400);
    assertThat(backend.received()).isEmpty();
  }

  @Test
  void lengthAndTransferEncodingTogetherAreRefused() throws IOException {
    String answer =
        send(
            request(
                    "POST /shop/v1/things",
                    "Content-Length: 4\r\n",
                    "Transfer-Encoding: chunked\r\n")
                + "0\r\n\r\nGET /shop/v1/things HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertThat(status(answer)).isEqualTo(400);
    assertThat(
            status(
                send(
                    request(
                            "POST /shop/v1/things",
                            "Content-Length: 4\r\n",
                            "Content-Length: 5\r\n")
                        + "abcde")))
        .isEqualTo(400);
    assertThat(
            status(
                send(
                    request("POST /shop/v1/things", "Transfer-Encoding: xchunked\r\n")
                        + "0\r\n\r\n")))
        .isIn(400, 501);
    assertThat(backend.received()).isEmpty();
  }

  @Test
  void aChunkedBodyReachesTheBackendWithItsLength() throws IOException {
    String answer =
        send(
            request("POST /shop/v1/things", "Transfer-Encoding: chunked\r\n")
                + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
    assertThat(status(answer)).isEqualTo(200);
    assertThat(backend.last().body()).isEqualTo("abcde");
    assertThat(backend.last().header("Content-Length")).isEqualTo("5");
  }

  @Test
  void aBodyThatIsTooLongIs413() throws IOException {
    int tooLong = RequestBody.MAX_BYTES + 1;
    assertThat(status(send(request("POST /shop/v1/things", "Content-Length: " + tooLong + "\r\n"))))
        .isEqualTo(413);
    assertThat(backend.received()).isEmpty();
  }

  @Test
  void headersThatAreTooLongAre431() throws IOException {
    String answer = send(request("GET /shop/v1/things", "x: " + "a".repeat(40_000) + "\r\n"));
    assertThat(status(answer)).isEqualTo(431);
    assertThat(backend.received()).isEmpty();
  }

  @Test
  void connectionHeadersOfTheClientDoNotPass() throws IOException {
    send(
        "GET /shop/v1/things HTTP/1.1\r\nHost: localhost\r\nConnection: close, x-hop\r\n"
            + Engine.KEY
            + ": clinic-demo-key-1\r\nX-Hop: 1\r\nTE: trailers\r\nProxy-Authorization: a\r\n"
            + "X-Kept: 1\r\n\r\n");
    Stub.Received received = backend.last();
    assertThat(received.header("X-Kept")).isEqualTo("1");
    assertThat(received.header("X-Hop")).isEmpty();
    assertThat(received.header("TE")).isEmpty();
    assertThat(received.header("Proxy-Authorization")).isEmpty();
  }
}
