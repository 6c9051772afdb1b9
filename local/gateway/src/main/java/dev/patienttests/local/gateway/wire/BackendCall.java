package dev.patienttests.local.gateway.wire;

import dev.patienttests.local.gateway.model.Response;
import dev.patienttests.local.gateway.policy.OutboundCalls.Call;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.pool.ChannelPool;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.util.concurrent.Future;
import java.net.ConnectException;
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
  private Optional<Response> answer = Optional.empty();
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
                fail(connectionFailure(reasonOf(found.cause())));
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
            sent -> {
              if (!sent.isSuccess()) {
                failed(sent.cause());
              }
            });
  }

  /** The whole answer is there. A further one is for nobody, and its connection of no more use. */
  void answered(Response response, boolean keptAlive) {
    usable = keptAlive && answer.isEmpty();
    answer = answer.or(() -> Optional.of(response));
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
      fail(connectionFailure(reasonOf(cause)));
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

  private PolicyFailure connectionFailure(String why) {
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
