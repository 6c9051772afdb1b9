package dev.patienttests.auth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** When an answer's body is cut off: not once it has ended, since its connection is kept then. */
class CappedBodyTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final AtomicInteger cancelled = new AtomicInteger();
  private final Flow.Subscription subscription =
      new Flow.Subscription() {
        @Override
        public void request(long n) {
          assertThat(n).isPositive();
        }

        @Override
        public void cancel() {
          cancelled.incrementAndGet();
        }
      };

  private static List<ByteBuffer> part(String text) {
    return List.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static CompletableFuture<Optional<byte[]>> result(CappedBody body) {
    return body.getBody().toCompletableFuture();
  }

  @Test
  void aBodyOfTheLimitIsGivenAndItsConnectionLeftAlone() {
    CappedBody body = new CappedBody(4, LONG);
    body.onSubscribe(subscription);
    body.onNext(part("ab"));
    body.onNext(part("cd"));
    body.onComplete();

    assertThat(result(body).join()).hasValueSatisfying(bytes -> assertThat(bytes).hasSize(4));
    assertThat(cancelled).hasValue(0);
  }

  @Test
  void aBodyOverTheLimitIsCutOffAtTheFirstByteTooMany() {
    CappedBody body = new CappedBody(4, LONG);
    body.onSubscribe(subscription);
    body.onNext(part("abc"));
    body.onNext(part("de"));

    assertThat(result(body)).isCompletedWithValue(Optional.empty());
    assertThat(cancelled).hasValue(1);
  }

  @Test
  void aBodyThatDoesNotEndInTimeIsCutOff() {
    CappedBody body = new CappedBody(4, Duration.ZERO);
    body.onSubscribe(subscription);

    assertThatThrownBy(() -> result(body).join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(TimeoutException.class);
    assertThat(cancelled).hasPositiveValue();
  }

  @Test
  void aBodyThatBreaksOffFailsAndHasNothingToCancel() {
    CappedBody body = new CappedBody(4, LONG);
    body.onSubscribe(subscription);
    body.onError(new java.io.IOException("reset"));

    assertThatThrownBy(() -> result(body).join()).hasCauseInstanceOf(java.io.IOException.class);
    assertThat(cancelled).hasValue(0);
  }
}
