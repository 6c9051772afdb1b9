package dev.patienttests.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patienttests.testing.ManualClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RefreshingSecretTest {
  private final ManualClock clock = new ManualClock();
  private final AtomicInteger reads = new AtomicInteger();
  private String stored = "stored";
  private boolean away;

  private RefreshingSecret secret(Optional<String> initial) {
    return new RefreshingSecret("HOST_KEY", initial, Optional.of(this::read), clock);
  }

  private String read() {
    reads.incrementAndGet();
    if (away) {
      throw new IllegalStateException("canary-from-the-store");
    }
    return stored;
  }

  @Test
  void usesWhatThePlatformGaveWithoutAskingTheStore() {
    assertThat(secret(Optional.of("given")).current().reveal()).isEqualTo("given");
    assertThat(reads).hasValue(0);
  }

  @Test
  void readsOnceWhenThePlatformGaveNothing() {
    RefreshingSecret secret = secret(Optional.empty());
    assertThat(secret.current().reveal()).isEqualTo("stored");
    assertThat(secret.current().reveal()).isEqualTo("stored");
    assertThat(reads).hasValue(1);
  }

  @Test
  void isUnavailableUntilTheStoreAnswersAndTriesAgainAtTheNextCall() {
    RefreshingSecret secret = secret(Optional.empty());
    away = true;
    assertThatThrownBy(secret::current)
        .isInstanceOfSatisfying(
            SecretUnavailableException.class,
            failure -> {
              assertThat(failure.status()).isEqualTo(503);
              assertThat(failure.setting()).isEqualTo("HOST_KEY");
              StringWriter text = new StringWriter();
              failure.printStackTrace(new PrintWriter(text));
              assertThat(text.toString()).doesNotContain("canary");
            });
    away = false;
    assertThat(secret.current().reveal()).isEqualTo("stored");
  }

  @Test
  void neverTakesAReferenceOrABlankForASecret() {
    RefreshingSecret secret = secret(Optional.empty());
    for (String unusable :
        List.of("", " ", "@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/n)")) {
      stored = unusable;
      assertThatThrownBy(secret::current).isInstanceOf(SecretUnavailableException.class);
    }
  }

  @Test
  void refreshesOnDemandAtMostOnceInThirtySeconds() {
    RefreshingSecret secret = secret(Optional.of("old"));
    SecretValue old = secret.current();
    SecretValue fresh = secret.refresh(old).orElseThrow();
    assertThat(fresh.reveal()).isEqualTo("stored");
    assertThat(secret.current()).isSameAs(fresh);

    clock.advance(Duration.ofSeconds(29));
    assertThat(secret.refresh(fresh)).isEmpty();
    assertThat(reads).hasValue(1);

    clock.advance(Duration.ofSeconds(1));
    assertThat(secret.refresh(fresh)).isPresent();
    assertThat(reads).hasValue(2);
  }

  @Test
  void givesANewerReadingWithoutAskingTheStoreAgain() {
    RefreshingSecret secret = secret(Optional.of("old"));
    SecretValue old = secret.current();
    SecretValue fresh = secret.refresh(old).orElseThrow();
    assertThat(secret.refresh(old)).containsSame(fresh);
    assertThat(reads).hasValue(1);
  }

  @Test
  void keepsTheOldValueWhileTheStoreIsAway() {
    RefreshingSecret secret = secret(Optional.of("old"));
    SecretValue old = secret.current();
    away = true;
    assertThat(secret.refresh(old)).isEmpty();
    assertThat(secret.current()).isSameAs(old);
    assertThat(secret.refresh(old)).isEmpty();
    assertThat(reads).hasValue(1);
  }

  @Test
  void cannotRefreshWithoutAStore() {
    RefreshingSecret plain =
        new RefreshingSecret("HOST_KEY", Optional.of("plain"), Optional.empty(), clock);
    assertThat(plain.refresh(plain.current())).isEmpty();
    assertThat(plain.current().reveal()).isEqualTo("plain");
  }

  @Test
  void readsOnceForManyCallersAtTheSameTime() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch mayAnswer = new CountDownLatch(1);
    Supplier<String> slow =
        () -> {
          reading.countDown();
          await(mayAnswer);
          return read();
        };
    RefreshingSecret secret =
        new RefreshingSecret("HOST_KEY", Optional.of("old"), Optional.of(slow), clock);
    SecretValue old = secret.current();
    ExecutorService threads = Executors.newFixedThreadPool(9);
    try {
      List<Future<Optional<SecretValue>>> answers = new ArrayList<>();
      answers.add(threads.submit(() -> secret.refresh(old)));
      reading.await();
      assertThat(secret.current()).isSameAs(old); // a reading in flight holds nobody up
      for (int i = 0; i < 8; i++) {
        answers.add(threads.submit(() -> secret.refresh(old)));
      }
      mayAnswer.countDown();
      for (Future<Optional<SecretValue>> answer : answers) {
        assertThat(answer.get().orElseThrow().reveal()).isEqualTo("stored");
      }
      assertThat(reads).hasValue(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void neverShowsAValueInText() {
    RefreshingSecret secret = secret(Optional.of("canary"));
    assertThat(secret.toString() + secret.current()).doesNotContain("canary").contains("HOST_KEY");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
