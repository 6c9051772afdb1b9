package dev.patienttests.local.gateway.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.RequestUrl;
import dev.patienttests.local.gateway.model.Response;
import dev.patienttests.local.gateway.policy.OutboundCalls.Call;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.pool.ChannelPool;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a connection goes back to its pool, and when it does not stay there. */
class BackendCallTest {
  private static final Call CALL =
      new Call(
          "GET",
          RequestUrl.parse("https://backend.example/a"),
          new Headers(),
          Optional.empty(),
          Duration.ofSeconds(20));

  private final List<Channel> released = new ArrayList<>();
  private final List<ChannelPromise> closing = new ArrayList<>();
  private final EmbeddedChannel channel = new EmbeddedChannel(new SlowToClose());
  private final CompletableFuture<Response> outcome = new CompletableFuture<>();
  private final BackendCall call = new BackendCall(CALL, new OneChannel(), outcome);

  /** As TLS is, which says goodbye first. */
  private final class SlowToClose extends ChannelOutboundHandlerAdapter {
    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
      closing.add(promise);
    }
  }

  private final class OneChannel implements ChannelPool {
    @Override
    public Future<Channel> acquire() {
      return channel.eventLoop().newSucceededFuture(channel);
    }

    @Override
    public Future<Channel> acquire(Promise<Channel> promise) {
      return promise.setSuccess(channel);
    }

    @Override
    public Future<Void> release(Channel given) {
      released.add(given);
      return given.eventLoop().newSucceededFuture(null);
    }

    @Override
    public Future<Void> release(Channel given, Promise<Void> promise) {
      released.add(given);
      return promise.setSuccess(null);
    }

    @Override
    public void close() {
      // Nothing to close.
    }
  }

  @AfterEach
  void release() {
    channel.releaseOutbound();
  }

  @Test
  void aConnectionThatIsGivenUpGoesBackWhenItHasGone() {
    call.begin(channel.eventLoop());
    channel.advanceTimeBy(20, SECONDS);
    channel.runPendingTasks();

    assertThat(outcome).isCompletedExceptionally();
    assertThat(closing).hasSize(1);
    assertThat(released).as("the next call might get it").isEmpty();

    closing.get(0).setSuccess();

    assertThat(released).containsExactly(channel);
  }

  @Test
  void aKeptConnectionWhoseServerSaysGoodbyeIsClosed() {
    EmbeddedChannel kept = new EmbeddedChannel(new BackendAnswers());
    kept.pipeline().fireUserEventTriggered(SslCloseCompletionEvent.SUCCESS);
    assertThat(kept.isActive()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1 200 OK\r\nX: ", "H"})
  void aKeptConnectionWhoseServerBeginsToSpeakIsClosed(String half) {
    EmbeddedChannel kept = new EmbeddedChannel();
    kept.pipeline()
        .addLast(
            new AnswerDecoder(new HttpDecoderConfig(), kept.attr(BackendAnswers.CALL)),
            new BackendAnswers());
    kept.writeInbound(Unpooled.copiedBuffer(half, US_ASCII));
    assertThat(kept.isActive()).isFalse();
  }

  @Test
  void whatAClosingConnectionStillBringsIsNoAnswerToTheNextCall() {
    channel
        .pipeline()
        .addLast(
            new AnswerDecoder(new HttpDecoderConfig(), channel.attr(BackendAnswers.CALL)),
            new BackendAnswers());
    channel.writeInbound(Unpooled.copiedBuffer("H", US_ASCII));
    assertThat(closing).hasSize(1);

    call.begin(channel.eventLoop());
    channel.writeInbound(
        Unpooled.copiedBuffer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", US_ASCII));

    assertThat(outcome).isNotDone();
    assertThat(released).isEmpty();
  }

  @Test
  void aServerThatSaysGoodbyeMayHaveAnswered() {
    EmbeddedChannel used = new EmbeddedChannel(new BackendAnswers());
    used.attr(BackendAnswers.CALL).set(call);
    used.pipeline().fireUserEventTriggered(SslCloseCompletionEvent.SUCCESS);
    assertThat(used.isActive()).isTrue();
  }
}
