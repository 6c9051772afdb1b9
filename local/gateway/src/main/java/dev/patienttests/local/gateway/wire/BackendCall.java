package dev.patienttests.local.gateway.wire;

import dev.patienttests.local.gateway.model.Response;
import dev.patienttests.local.gateway.policy.OutboundCalls.Call;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.pool.ChannelPool;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpContentException;
import io.netty.util.concurrent.Future;
import java.io.ByteArrayOutputStream;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/**
 * One call under way: waits for a connection, sends on it, and ends with an answer or a failure,
 * whichever comes first. All of it happens in the loop of its connection.
 */
// How it went with what a connection was told to do, its events say.
@SuppressWarnings("FutureReturnValueIgnored")
final class BackendCall {
  private final Call call;
  private final ChannelPool pool;
  private final CompletableFuture<Response> outcome;
  private Optional<Channel> connection = Optional.empty();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private Optional<HttpResponse> head = Optional.empty();
  private Optional<Response> answer = Optional.empty();
  private boolean sent;
  private boolean usable;

  /**
   * A call that has not begun.
   *
   * @param outcome gets the answer or the failure
   */
  BackendCall(Call call, ChannelPool pool, CompletableFuture<Response> outcome) {
    this.call = call;
    this.pool = pool;
    this.outcome = outcome;
  }

  /** In that loop, which is the pool's. */
  void begin(EventLoop loop) {
    Future<?> end =
        loop.schedule(
            () -> fail(timeout()), Math.max(1, call.timeout().toMillis()), TimeUnit.MILLISECONDS);
    outcome.whenComplete(
        (answer, e) -> {
          if (loop.inEventLoop()) {
            end.cancel(false);
          } else {
            // Whoever waited has been interrupted.
            loop.execute(
                () -> {
                  end.cancel(false);
                  leave(false);
                });
          }
        });
    FullHttpRequest request;
    try {
      request = BackendMessages.request(call);
    } catch (IllegalArgumentException e) {
      // What a policy has made is no request.
      failed(e);
      return;
    }
    pool.acquire()
        .addListener(
            (Future<Channel> found) -> {
              if (!found.isSuccess()) {
                fail(connectionFailure(call, reasonOf(found.cause())));
              } else if (outcome.isDone()) {
                pool.release(found.getNow());
              } else {
                send(request, found.getNow());
              }
            });
  }

  private void send(FullHttpRequest request, Channel channel) {
    connection = Optional.of(channel);
    channel.attr(BackendAnswers.CALL).set(this);
    channel
        .writeAndFlush(request)
        .addListener(
            written -> {
              sent = written.isSuccess();
              if (!sent) {
                failed(written.cause());
              }
            });
  }

  /** A head has come. The answer itself follows an informational one. */
  void began(HttpResponse begun) {
    if (!isOurs(begun) || begun.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
      failed(new ProtocolException());
    } else if (hasContent(begun)
        && HttpUtil.getContentLength(begun, 0L) > BackendClient.MAX_RESPONSE_BYTES) {
      failed(new TooLongHttpContentException());
    } else if (begun.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
      head = Optional.of(begun);
    }
  }

  /** The decoder takes any number for a version or a status (RFC 9112, section 4). */
  private static boolean isOurs(HttpResponse begun) {
    HttpVersion version = begun.protocolVersion();
    int status = begun.status().code();
    return (version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0))
        && status >= 100
        && status <= 999;
  }

  /** Then the answer has no body, whatever its headers say. */
  boolean asksForHead() {
    return call.method().equals("HEAD");
  }

  /** Others tell the length of what they do not send (RFC 9110, section 8.6). */
  private boolean hasContent(HttpResponse begun) {
    return !asksForHead() && !begun.status().equals(HttpResponseStatus.NOT_MODIFIED);
  }

  /** Some of a body has come, or its end. */
  void came(HttpContent content) {
    if (head.isEmpty()) {
      return;
    }
    if (body.size() + content.content().readableBytes() > BackendClient.MAX_RESPONSE_BYTES) {
      failed(new TooLongHttpContentException());
      return;
    }
    body.writeBytes(BackendMessages.bytes(content.content()));
    if (content instanceof LastHttpContent) {
      answered(head.get());
      head = Optional.empty();
    }
  }

  /** A connection that still sends the request is of no more use. */
  private void answered(HttpResponse last) {
    usable = HttpUtil.isKeepAlive(last) && sent;
    answer = Optional.of(BackendMessages.response(last, body.toByteArray()));
  }

  /** Whether the answer is whole: nothing may follow it. */
  boolean isAnswered() {
    return answer.isPresent();
  }

  /** Something did follow, or had come before the call: the connection is of no more use. */
  void tooMuchCame() {
    usable = false;
  }

  /** What came up to now has been seen. */
  void allRead() {
    if (answer.isPresent()) {
      leave(usable);
      outcome.complete(answer.get());
    }
  }

  /** Nothing more will come. */
  void failed(Throwable cause) {
    if (answer.isPresent()) {
      usable = false;
      allRead();
    } else {
      fail(connectionFailure(call, reasonOf(cause)));
    }
  }

  private void fail(PolicyFailure failure) {
    leave(false);
    outcome.completeExceptionally(failure);
  }

  private void leave(boolean forOthers) {
    if (connection.isPresent()) {
      Channel channel = connection.get();
      connection = Optional.empty();
      channel.attr(BackendAnswers.CALL).set(null);
      if (forOthers) {
        pool.release(channel);
      } else {
        // TLS says goodbye first: until then the pool would give it to the next call.
        channel.close().addListener(gone -> pool.release(channel));
      }
    }
  }

  private PolicyFailure timeout() {
    return PolicyFailure.fault("Timeout", "No answer from " + call.url().authority() + " in time");
  }

  /** Why a call has no answer; the text holds nothing of its request. */
  static PolicyFailure connectionFailure(Call call, String why) {
    return PolicyFailure.fault(
        "BackendConnectionFailure", "Call to " + call.url().authority() + " failed: " + why);
  }

  /** Only of these it is known that their text holds nothing of the request. */
  private static String reasonOf(Throwable cause) {
    if (cause instanceof ConnectException) {
      return "ConnectException, " + cause.getMessage();
    }
    String name = cause.getClass().getSimpleName();
    return cause instanceof SSLException ? name + ", " + cause.getMessage() : name;
  }
}
