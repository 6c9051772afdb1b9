package dev.patienttests.local.gateway;

import static dev.patienttests.local.gateway.RawGateway.request;
import static dev.patienttests.local.gateway.RawGateway.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.wire.Listener;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the public listener takes, byte by byte. */
class ListenerTest extends WithRawGateway {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String TRACEPARENT = "traceparent: 00-" + TRACE + "-00f067aa0ba902b7-01\r\n";

  private Stub backend() {
    return gateway.backend();
  }

  private String send(String request) throws IOException {
    return gateway.send(request);
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
    assertThat(backend().received()).isEmpty();
  }

  @Test
  void absoluteFormMustNameTheGatewayTwice() throws IOException {
    assertThat(status(send(request("GET https://localhost/shop/v1/things")))).isEqualTo(200);
    assertThat(backend().received()).hasSize(1);
    assertThat(status(send(request("GET https://patient.example/shop/v1/things")))).isIn(400, 421);
    assertThat(backend().received()).hasSize(1);
  }

  @Test
  void theGatewayIsNoProxy() throws IOException {
    assertThat(status(send(request("CONNECT patient.example:443")))).isIn(400, 404, 421);
    assertThat(status(send(request("CONNECT localhost:443")))).isIn(400, 404, 421);
    assertThat(backend().received()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%zz", "a=%4", "a|b", "a=\"b\"", "a={b}", "a=\\b"})
  void aMalformedQueryIsABadRequestAndReachesNoBackEnd(String query) throws IOException {
    assertThat(status(send(request("GET /shop/v1/things?" + query)))).isEqualTo(400);
    assertThat(backend().received()).isEmpty();
  }

  @Test
  void whatTheServerItselfRefusesRepeatsNothingAndIsTraced() throws IOException {
    String answer = send(request("GET /shop/v1/things?canary=%zz"));
    assertThat(answer)
        .contains("application/problem+json")
        .containsIgnoringCase("x-pattern-trace: ")
        .doesNotContain("canary");
  }

  /** Refused by the listener itself or by what reads the body, with their status. */
  private static Stream<Arguments> refusals() {
    String line = "GET /shop/v1/things";
    return Stream.of(
        Arguments.of(400, request(line + "?%zz", TRACEPARENT)),
        Arguments.of(400, request("GET /shop/v1/%2f", TRACEPARENT)),
        Arguments.of(421, request(line, TRACEPARENT).replace("localhost", "patient.example")),
        Arguments.of(413, request("POST /a", TRACEPARENT, "Content-Length: 99999999\r\n")));
  }

  /** Refused by the parser: no header of theirs was read to be believed. */
  private static Stream<Arguments> unreadable() {
    String line = "GET /shop/v1/things";
    return Stream.of(
        Arguments.of(400, request(line, TRACEPARENT, "Host: localhost\r\n")),
        Arguments.of(400, request("POST /a", TRACEPARENT, "Content-Length: 4, 5\r\n")),
        Arguments.of(431, request(line, TRACEPARENT, "x: " + "a".repeat(40_000) + "\r\n")));
  }

  private static String traceId(String answer) {
    Matcher found = Pattern.compile("\"traceId\":\"([0-9a-f]{32})\"").matcher(answer);
    assertThat(found.find()).as(answer).isTrue();
    return found.group(1);
  }

  /** The trace id that stands for the answer where its request has none. */
  private static String ownTraceId(String answer) {
    Matcher found = Pattern.compile("(?i)\r\nx-pattern-trace: ([0-9a-f-]{36})\r\n").matcher(answer);
    assertThat(found.find()).as(answer).isTrue();
    return found.group(1).replace("-", "");
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whatTheServerItselfRefusesKeepsTheTraceOfItsRequest(int status, String request)
      throws IOException {
    String answer = send(request);
    assertThat(status(answer)).isEqualTo(status);
    assertThat(traceId(answer)).isEqualTo(TRACE);
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void whatIsNoRequestIsRefusedWithATraceOfItsOwn(int status, String request) throws IOException {
    String answer = send(request);
    assertThat(status(answer)).isEqualTo(status);
    assertThat(answer).contains("application/problem+json");
    assertThat(traceId(answer)).isEqualTo(ownTraceId(answer));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "traceparent: 00-00000000000000000000000000000000-00f067aa0ba902b7-01\r\n",
        "traceparent: 00-\"canary\"\r\n",
        TRACEPARENT + "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4737-00f067aa0ba902b7-01\r\n",
      })
  void whereARequestHasNoUsableTraceTheRefusalHasThatOfItsAnswer(String header) throws IOException {
    String answer = send(request("GET /shop/v1/things?%zz", header));
    assertThat(traceId(answer)).isEqualTo(ownTraceId(answer));
    assertThat(answer).doesNotContain("canary");
  }

  @Test
  void anotherHostIsMisdirected() throws IOException {
    String start = "GET /shop/v1/things HTTP/1.1\r\nConnection: close\r\n";
    assertThat(status(send(start + "Host: patient.example\r\n\r\n"))).isEqualTo(421);
    assertThat(status(send(start + "Host: " + Configs.HOST + "\r\n\r\n"))).isEqualTo(401);
    assertThat(status(send(start + "Host: localhost\r\nHost: localhost\r\n\r\n"))).isEqualTo(400);
    assertThat(status(send(start + "\r\n"))).isEqualTo(400);
    assertThat(backend().received()).isEmpty();
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
    assertThat(backend().received()).isEmpty();
  }

  @Test
  void aChunkedBodyReachesTheBackendWithItsLength() throws IOException {
    String answer =
        send(
            request("POST /shop/v1/things", "Transfer-Encoding: chunked\r\n")
                + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
    assertThat(status(answer)).isEqualTo(200);
    assertThat(backend().last().body()).isEqualTo("abcde");
    assertThat(backend().last().header("Content-Length")).isEqualTo("5");
  }

  @Test
  void aBodyThatIsTooLongIs413() throws IOException {
    int tooLong = Listener.MAX_BODY_BYTES + 1;
    assertThat(status(send(request("POST /shop/v1/things", "Content-Length: " + tooLong + "\r\n"))))
        .isEqualTo(413);
    assertThat(backend().received()).isEmpty();
  }

  @Test
  void whoIsStillSendingLearnsThatItIsTooLong() throws IOException {
    String head = request("POST /shop/v1/things", "Content-Length: 16777216\r\n");
    assertThat(status(send(head + "a".repeat(16_777_216)))).isEqualTo(413);
    assertThat(backend().received()).isEmpty();
  }

  @Test
  void headersThatAreTooLongAre431() throws IOException {
    String answer = send(request("GET /shop/v1/things", "x: " + "a".repeat(40_000) + "\r\n"));
    assertThat(status(answer)).isEqualTo(431);
    assertThat(backend().received()).isEmpty();
  }

  @Test
  void connectionHeadersOfTheClientDoNotPass() throws IOException {
    send(
        "GET /shop/v1/things HTTP/1.1\r\nHost: localhost\r\nConnection: close, x-hop\r\n"
            + Engine.KEY
            + ": clinic-demo-key-1\r\nX-Hop: 1\r\nTE: trailers\r\nProxy-Authorization: a\r\n"
            + "X-Kept: 1\r\n\r\n");
    Stub.Received received = backend().last();
    assertThat(received.header("X-Kept")).isEqualTo("1");
    assertThat(received.header("X-Hop")).isEmpty();
    assertThat(received.header("TE")).isEmpty();
    assertThat(received.header("Proxy-Authorization")).isEmpty();
  }
}
