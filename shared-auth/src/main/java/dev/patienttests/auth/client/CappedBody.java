package dev.patienttests.auth.client;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Collects an answer's body up to a limit and a deadline; the deadline of a {@code HttpRequest}
 * ends with the head of the answer.
 */
public final class CappedBody implements BodySubscriber<Optional<byte[]>> {
  private final int limit;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<Optional<byte[]>> result;
  private final CompletionStage<Optional<byte[]>> body;
  private final AtomicReference<Flow.Subscription> subscription = new AtomicReference<>();
  private volatile boolean ended;

  /**
   * Collects one body.
   *
   * @param limit in bytes
   * @param deadline until its end
   */
  public CappedBody(int limit, Duration deadline) {
    this.limit = limit;
    this.result =
        new CompletableFuture<Optional<byte[]>>()
            .orTimeout(Math.max(0, deadline.toMillis()), TimeUnit.MILLISECONDS);
    this.body = result.whenComplete((bytes, failure) -> cancel());
  }

  /** Stops what is still coming; an answer at its end is left alone. */
  private void cancel() {
    Flow.Subscription given = subscription.get();
    if (given != null && !ended) {
      given.cancel();
    }
  }

  /** The body, or empty when it is larger than the limit. */
  @Override
  public CompletionStage<Optional<byte[]>> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    if (!subscription.compareAndSet(null, given) || result.isDone()) {
      given.cancel();
      return;
    }
    given.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      if (result.isDone()) {
        return;
      }
      if (bytes.size() + buffer.remaining() > limit) {
        result.complete(Optional.empty());
        return;
      }
      byte[] part = new byte[buffer.remaining()];
      buffer.get(part);
      bytes.writeBytes(part);
    }
  }

  @Override
  public void onError(Throwable failure) {
    ended = true;
    result.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    ended = true;
    result.complete(Optional.of(bytes.toByteArray()));
  }
}
