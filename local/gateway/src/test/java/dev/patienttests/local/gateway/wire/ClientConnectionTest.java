package dev.patienttests.local.gateway.wire;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.ApiGateway;
import dev.patienttests.local.gateway.GatewayConfig;
import dev.patienttests.local.gateway.policy.PolicyServices;
import dev.patienttests.local.gateway.testing.FakeClock;
import dev.patienttests.local.gateway.testing.TestService;
import dev.patienttests.local.gateway.trace.Tracing;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpResponseEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client that is slow, or reads nothing, byte by byte and with a time of the test's own. */
class ClientConnectionTest {
  private static final String GET = "GET /test/a HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final String HEAD = "HEAD /test/a HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final String POST =
      "POST /test/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n";

  private EmbeddedChannel channel = answering("<set-body>answer</set-body>");

  /** A connection to a gateway that gives this answer to everything. */
  private static EmbeddedChannel answering(String answer) {
    String document =
        "<policies><inbound><return-response>"
            + answer
            + "</return-response></inbound><backend><base /></backend><outbound><base /></outbound>"
            + "<on-error><base /></on-error></policies>";
    GatewayConfig config = new TestService().api(TestService.text("api.xml", document)).build();
    FakeClock clock = new FakeClock();
    GatewaySite site =
        GatewaySite.of(
            new ApiGateway(config, PolicyServices.unused(clock)),
            TestService.HOST,
            Tracing.of(config, clock),
            Runnable::run);
    return new EmbeddedChannel(
        new StrictRequestDecoder(32 * 1024), new HttpResponseEncoder(), new ClientConnection(site));
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  private void send(String bytes) {
    channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1));
  }

  private void pass(long seconds) {
    channel.advanceTimeBy(seconds, SECONDS);
    channel.runPendingTasks();
  }

  private void reads(boolean does) {
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, does);
    channel.runPendingTasks();
  }

  /** What was answered since it was asked for last. */
  private String answers() {
    StringBuilder all = new StringBuilder();
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      all.append(part.toString(StandardCharsets.ISO_8859_1));
      part.release();
    }
    return all.toString();
  }

  @Test
  void aBodyThatDoesNotComeInTimeIs408HoweverManyPiecesCome() {
    send(POST);
    pass(ClientConnection.BODY_SECONDS - 1);
    send("a");
    assertThat(answers()).isEmpty();

    pass(1);

    assertThat(answers())
        .startsWith("HTTP/1.1 408 ")
        .containsIgnoringCase("\r\nconnection: close\r\n")
        .contains("application/problem+json");
    send("bcdefghi" + GET);
    assertThat(answers()).isEmpty();
  }

  @Test
  void aBodyThatComesInTimeIsTaken() {
    send(POST);
    pass(ClientConnection.BODY_SECONDS - 1);
    send("abcdefghi");
    assertThat(answers()).startsWith("HTTP/1.1 200 ").endsWith("answer");
    pass(ClientConnection.BODY_SECONDS);
    assertThat(channel.isActive()).isTrue();
  }

  @Test
  void aHeadThatDoesNotComeInTimeEndsTheConnectionHoweverManyPiecesCome() {
    send("GET /test/a HTTP/1.1\r\n");
    pass(ClientConnection.HEAD_SECONDS - 1);
    send("a: b\r\n");
    assertThat(channel.isActive()).isTrue();

    pass(1);

    assertThat(channel.isActive()).isFalse();
    assertThat(answers()).isEmpty();
  }

  @Test
  void eachAnswerGivesTimeForTheNextRequest() {
    for (int i = 0; i < 3; i++) {
      pass(ClientConnection.HEAD_SECONDS - 1);
      send(GET);
      assertThat(answers()).startsWith("HTTP/1.1 200 ");
    }
    pass(ClientConnection.HEAD_SECONDS);
    assertThat(channel.isActive()).isFalse();
  }

  @Test
  void aClientThatWasRefusedHasALittleTimeToStop() {
    send(GET.replace("localhost", "patient.example"));
    assertThat(answers()).startsWith("HTTP/1.1 421 ");
    pass(ClientConnection.LINGER_SECONDS - 1);
    assertThat(channel.isActive()).isTrue();
    pass(1);
    assertThat(channel.isActive()).isFalse();
  }

  @Test
  void nothingIsReadForAClientThatDoesNotReadItsAnswers() {
    reads(false);
    send(GET + GET.replace("/test", "/other"));
    assertThat(answers()).isEmpty();
    assertThat(channel.config().isAutoRead()).isFalse();

    reads(true);

    assertThat(answers()).containsSubsequence("HTTP/1.1 200 ", "HTTP/1.1 404 ");
    assertThat(channel.config().isAutoRead()).isTrue();
  }

  @Test
  void aClientThatDoesNotReadItsAnswersIsLeft() {
    send(GET);
    reads(false);
    send(GET);
    pass(ClientConnection.HEAD_SECONDS);
    assertThat(channel.isActive()).isFalse();
  }

  @Test
  void anAnswerToHeadSaysNoLengthThatNobodyKnows() {
    send(HEAD);
    assertThat(answers()).containsIgnoringCase("\r\ncontent-length: 6\r\n").endsWith("\r\n\r\n");

    channel.finishAndReleaseAll();
    channel = answering("<set-status code=\"200\" />");
    send(HEAD);
    assertThat(answers()).startsWith("HTTP/1.1 200 ").doesNotContainIgnoringCase("content-length");
    send(GET);
    assertThat(answers()).containsIgnoringCase("\r\ncontent-length: 0\r\n");
  }

  @Test
  void aStatusThatIsNoAnswersIsAFault() {
    channel.finishAndReleaseAll();
    channel = answering("<set-status code=\"100\" />");
    send(GET);
    assertThat(answers()).startsWith("HTTP/1.1 500 ");
  }
}
