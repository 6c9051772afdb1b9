package dev.patienttests.local.gateway;

import static dev.patienttests.local.gateway.RawGateway.request;
import static dev.patienttests.local.gateway.RawGateway.status;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests that two readers might understand in two ways (RFC 9112, sections 5 to 7, 11) reach no
 * back end; what a client sends makes no header of its own.
 */
class MalformedRequestTest {
  private static final String SMUGGLED =
      "0\r\n\r\nGET /shop/v1/things HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static RawGateway gateway;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    Configs configs = new Configs();
    String echo =
        "<set-header name=\"x-echo\"><value>@(context.Request.OriginalUrl.Query"
            + ".GetValueOrDefault(\"v\", \"\"))</value></set-header>";
    configs.api =
        Optional.of(Configs.page("<base/>" + echo, "<base/>", "<base/>" + echo, "<base/>"));
    gateway = RawGateway.start(directory, configs);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void forget() {
    backend().received().clear();
  }

  private static Stub backend() {
    return gateway.backend();
  }

  private static String send(String line, String headers, String body) throws IOException {
    return gateway.send(request(line, headers) + body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
        "Content-Length: 4\r\nContent-Length: 5\r\n",
        "Content-Length: 4, 5\r\n",
        "Content-Length: +4\r\n",
        "Content-Length: -1\r\n",
        "Content-Length: 0x4\r\n",
        "Content-Length: 4 4\r\n",
        "Content-Length: 99999999999999999999\r\n",
        "Content-Length : 4\r\n",
        "Transfer-Encoding: xchunked\r\n",
        "Transfer-Encoding: chunked, identity\r\n",
        "Transfer-Encoding: identity\r\n",
        "Transfer-Encoding : chunked\r\n",
        "Transfer-Encoding:\u000bchunked\r\n",
        "X-A: b\r\n Transfer-Encoding: chunked\r\n",
        "X-A: b\r\n\tfolded\r\n",
        "X A: b\r\n",
        ": b\r\n",
        "X-A: b\u0000c\r\n",
        "X-A: b\rX-B: c\r\n",
        "no colon\r\n",
      })
  void aHeaderThatMayBeReadInTwoWaysIsRefused(String header) throws IOException {
    assertThat(status(send("POST /shop/v1/things", header, SMUGGLED))).isIn(400, 413, 501);
    assertThat(backend().received()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\r\nabc\r\n0\r\n\r\n",
        "-3\r\nabc\r\n0\r\n\r\n",
        "0x3\r\nabc\r\n0\r\n\r\n",
        "g\r\nabc\r\n0\r\n\r\n",
        "ffffffffffffffff3\r\nabc\r\n0\r\n\r\n",
        "3 3\r\nabc\r\n0\r\n\r\n",
      })
  void aChunkThatIsNoneIsRefused(String body) throws IOException {
    String answer = send("POST /shop/v1/things", "Transfer-Encoding: chunked\r\n", body);
    assertThat(status(answer)).isEqualTo(400);
    assertThat(backend().received()).isEmpty();
  }

  @Test
  void aBodyThatEndsTooEarlyReachesNoBackend() throws IOException {
    try (Socket socket = gateway.connect()) {
      String request =
          "POST /shop/v1/things HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n"
              + Engine.KEY
              + ": clinic-demo-key-1\r\n\r\nabc";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      socket.getInputStream().readAllBytes();
    } catch (IOException e) {
      // The gateway may break the connection instead of answering.
    }
    assertThat(backend().received()).isEmpty();
  }

  @Test
  void whatIsTooLongIsRefused() throws IOException {
    String many = "X-A: b\r\n".repeat(8_000);
    assertThat(status(send("GET /shop/v1/things", many, ""))).isEqualTo(431);
    String longPath = "GET /shop/v1/things/" + "a".repeat(40_000);
    assertThat(status(send(longPath, "", ""))).isIn(414, 431);
    assertThat(backend().received()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%0d%0aX-Injected:%201", "a%0aX-Injected:%201", "a%00b", "a%0d"})
  void aValueOfTheClientMakesNoHeader(String value) throws IOException {
    String answer = send("GET /shop/v1/things?v=" + value, "", "");
    assertThat(answer.toLowerCase(Locale.ROOT)).doesNotContain("\nx-injected");
    assertThat(answer).doesNotContain("\u0000");
    assertThat(backend().received()).allMatch(r -> r.header("x-injected").isEmpty());
  }
}
