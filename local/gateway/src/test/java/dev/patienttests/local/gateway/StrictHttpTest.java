package dev.patienttests.local.gateway;

import static dev.patienttests.local.gateway.RawGateway.request;
import static dev.patienttests.local.gateway.RawGateway.status;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the listener makes of other protocols, of requests in one row, and of those cut in pieces.
 */
class StrictHttpTest extends WithRawGateway {
  private static final String HEADERS =
      "Host: localhost\r\n" + Engine.KEY + ": clinic-demo-key-1\r\n";
  private static final String LAST = "Connection: close\r\n\r\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET  /shop/v1/things HTTP/1.1\r\n",
        "GET /shop/v1/things  HTTP/1.1\r\n",
        "GET\t/shop/v1/things HTTP/1.1\r\n",
        "GET /shop/v1/things\tHTTP/1.1\r\n",
        " GET /shop/v1/things HTTP/1.1\r\n",
        "GET /shop/v1/things HTTP/1.1 \r\n",
        "GET /shop/v1/things HTTP/1.1\n",
        "GET /shop/v1/things\r\n",
        "GET /shop/v1/things HTTP/1.2\r\n",
        "GET /shop/v1/things HTTP/2.0\r\n",
        "GET /shop/v1/things http/1.1\r\n",
        "GET /shop/v1/things HTTP/1.01\r\n",
        "GET /shop/v1/things HTTP/01.1\r\n",
        "GET /shop/v1/th\u00e4ngs HTTP/1.1\r\n",
        "G(T /shop/v1/things HTTP/1.1\r\n",
        "PRI * HTTP/2.0\r\n",
      })
  void anotherRequestLineIsRefused(String line) throws IOException {
    assertThat(status(gateway.send(line + HEADERS + LAST))).isIn(400, 505);
    assertThat(gateway.backend().received()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-A: b\nX-B: c\r\n", "X-A: b\u0001c\r\n", "X-A: b\u007fc\r\n"})
  void aHeaderWithAControlCharacterIsRefused(String header) throws IOException {
    assertThat(status(gateway.send(request("GET /shop/v1/things", header)))).isEqualTo(400);
    assertThat(gateway.backend().received()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQ\r\n",
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n",
      })
  void anUpgradeIsNotMade(String headers) throws IOException {
    String answer = gateway.send(request("GET /shop/v1/things", headers));
    assertThat(status(answer)).isEqualTo(200);
    assertThat(gateway.backend().last().header("Upgrade")).isEmpty();
  }

  @Test
  void aBodyThatNoLengthTellsIsRefused() throws IOException {
    String old = "Upgrade: websocket\r\nSec-WebSocket-Key1: 1\r\nSec-WebSocket-Key2: 2\r\n";
    assertThat(status(gateway.send(request("GET /shop/v1/things", old) + "12345678")))
        .isEqualTo(400);
    assertThat(gateway.backend().received()).isEmpty();
  }

  @Test
  void anOlderRequestHasNoChunks() throws IOException {
    String head = "POST /shop/v1/things HTTP/1.0\r\n" + HEADERS;
    assertThat(status(gateway.send(head + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n")))
        .isEqualTo(400);
    assertThat(gateway.backend().received()).isEmpty();
  }

  @Test
  void anOlderRequestHasOneLengthToo() throws IOException {
    String head = "POST /shop/v1/things HTTP/1.0\r\n" + HEADERS;
    String lengths = "Content-Length: 3\r\nContent-Length: 4\r\n\r\n";
    assertThat(status(gateway.send(head + lengths + "abcd"))).isEqualTo(400);
    assertThat(gateway.backend().received()).isEmpty();
  }

  @Test
  void aConnectionOfAnOlderRequestEndsWithItsAnswer() throws IOException {
    String answer = gateway.send("GET /shop/v1/things HTTP/1.0\r\n" + HEADERS + "\r\n");
    assertThat(status(answer)).isEqualTo(200);
    assertThat(answer).containsIgnoringCase("\nconnection: close");
  }

  @Test
  void aTrailerIsPassedOver() throws IOException {
    String answer =
        gateway.send(
            request("POST /shop/v1/things", "Transfer-Encoding: chunked\r\n")
                + "3\r\nabc\r\n0\r\nX-Trailer: 1\r\n\r\n");
    assertThat(status(answer)).isEqualTo(200);
    assertThat(gateway.backend().last().body()).isEqualTo("abc");
    assertThat(gateway.backend().last().header("X-Trailer")).isEmpty();
  }

  private static String chunked(String body) {
    return request("POST /shop/v1/things", "Transfer-Encoding: chunked\r\n") + body;
  }

  @Test
  void chunksWithMoreAroundThemThanDataAreRefused() throws IOException {
    String many = "a".repeat(40_000);
    for (String body :
        new String[] {
          "3;a=b\r\nabc\r\n0\r\n\r\n",
          "3;" + many + "\r\nabc\r\n0\r\n\r\n",
          "0".repeat(40_000) + "3\r\nabc\r\n0\r\n\r\n",
          "000000003\r\nabc\r\n0\r\n\r\n",
          " 3\r\nabc\r\n0\r\n\r\n",
          "3 \r\nabc\r\n0\r\n\r\n",
          "3\nabc\n0\n\n",
          "3\r\nabcd\r\n0\r\n\r\n",
          "3\r\nabc\n0\r\n\r\n",
          "3\r\nabc\r\n0\r\nX: " + many + "\r\n\r\n",
        }) {
      assertThat(status(gateway.send(chunked(body)))).as(body.substring(0, 8)).isIn(400, 431);
    }
    assertThat(gateway.backend().received()).isEmpty();
  }

  @Test
  void requestsInOneRowAreAnsweredInTheirOrder() throws IOException {
    String one = "GET /shop/v1/things HTTP/1.1\r\n" + HEADERS + "\r\n";
    String unknown = "GET /unknown HTTP/1.1\r\n" + HEADERS + "\r\n";
    String body = "POST /shop/v1/things HTTP/1.1\r\n" + HEADERS + "Content-Length: 3\r\n\r\nabc";
    String last = "GET /shop/v1/things HTTP/1.1\r\n" + HEADERS + LAST;
    String[] answers = gateway.send(one + unknown + body + one + last).split("HTTP/1\\.1 ", -1);
    assertThat(answers).hasSize(6);
    assertThat(IntStream.range(1, 6).mapToObj(i -> answers[i].substring(0, 3)))
        .containsExactly("200", "404", "200", "200", "200");
    assertThat(gateway.backend().received()).hasSize(4);
  }

  @Test
  void nothingAfterARefusedRequestIsRead() throws IOException {
    String refused = "GET /shop/v1/things?%zz HTTP/1.1\r\n" + HEADERS + "\r\n";
    String answer = gateway.send(refused + request("GET /shop/v1/things"));
    assertThat(status(answer)).isEqualTo(400);
    assertThat(answer.split("HTTP/1\\.1 ", -1)).hasSize(2);
    assertThat(gateway.backend().received()).isEmpty();
  }

  @Test
  void aLongRowOfRequestsIsAnsweredWithoutEnd() throws IOException {
    int count = 5_000;
    // While the back end is asked, the others pile up.
    String first = "GET /shop/v1/things HTTP/1.1\r\n" + HEADERS + "\r\n";
    String one = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    String last = "GET / HTTP/1.1\r\nHost: localhost\r\n" + LAST;
    try (Socket socket = gateway.connect()) {
      Thread writer =
          new Thread(
              () -> {
                try {
                  String row = first + one.repeat(count) + last;
                  socket.getOutputStream().write(row.getBytes(StandardCharsets.ISO_8859_1));
                } catch (IOException e) {
                  // What is read tells.
                }
              });
      writer.setDaemon(true);
      writer.start();
      byte[] all = socket.getInputStream().readAllBytes();
      String answers = new String(all, StandardCharsets.ISO_8859_1);
      assertThat(answers.split("HTTP/1\\.1 404", -1)).hasSize(count + 2);
    }
  }

  @Test
  void aRequestThatComesInPiecesIsOne() throws IOException {
    byte[] bytes =
        chunked("3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
    try (Socket socket = gateway.connect()) {
      for (byte b : bytes) {
        socket.getOutputStream().write(b);
        socket.getOutputStream().flush();
      }
      InputStream in = socket.getInputStream();
      assertThat(status(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1))).isEqualTo(200);
    }
    assertThat(gateway.backend().last().body()).isEqualTo("abcde");
  }

  @Test
  void aClientIsAskedForTheBodyThatItWaitsWith() throws IOException {
    try (Socket socket = gateway.connect()) {
      String head =
          request("POST /shop/v1/things", "Expect: 100-continue\r\nContent-Length: 3\r\n");
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = socket.getInputStream();
      String asked = "HTTP/1.1 100 Continue\r\n\r\n";
      assertThat(new String(in.readNBytes(asked.length()), StandardCharsets.ISO_8859_1))
          .isEqualTo(asked);
      socket.getOutputStream().write("abc".getBytes(StandardCharsets.ISO_8859_1));
      assertThat(status(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1))).isEqualTo(200);
    }
    assertThat(gateway.backend().last().body()).isEqualTo("abc");
  }

  @Test
  void nobodyIsAskedForABodyThatIsNotTaken() throws IOException {
    String head = "Expect: 100-continue\r\nContent-Length: 99999999\r\n";
    assertThat(status(gateway.send(request("POST /shop/v1/things", head)))).isEqualTo(413);
    assertThat(status(gateway.send(request("POST /shop/v1/things", "Expect: more\r\n"))))
        .isEqualTo(417);
    assertThat(gateway.backend().received()).isEmpty();
  }

  @Test
  void headersAloneAreAnsweredWithoutBody() throws IOException {
    String answer = gateway.send(request("HEAD /shop/v1/things?%zz"));
    assertThat(status(answer)).isEqualTo(400);
    assertThat(answer).containsIgnoringCase("\ncontent-length: ").endsWith("\r\n\r\n");
  }

  @Test
  void noAnswerTellsWhichServerMadeIt() throws IOException {
    assertThat(gateway.send(request("GET /shop/v1/things")))
        .doesNotContainIgnoringCase("\nserver:");
  }
}
