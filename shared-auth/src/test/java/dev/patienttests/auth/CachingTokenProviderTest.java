package dev.patienttests.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patienttests.testing.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CachingTokenProviderTest {
  private static final String API = "api://tenant/audit-api";

  private final ManualClock clock = new ManualClock();
  private final AtomicInteger asked = new AtomicInteger();
  private final List<Runnable> background = new ArrayList<>();
  private boolean away;

  private final CachingTokenProvider cache =
      new CachingTokenProvider(this::issue, clock, background::add);

  private BearerToken issue(String applicationIdUri) {
    int number = asked.incrementAndGet();
    if (away) {
      throw new TokenUnavailableException(new IllegalStateException("away"));
    }
    return new BearerToken(
        applicationIdUri + "#" + number, clock.instant().plus(Duration.ofHours(1)));
  }

  @Test
  void keepsATokenPerApplication() {
    assertThat(cache.tokenFor(API).value()).isEqualTo(API + "#1");
    assertThat(cache.tokenFor("api://tenant/other").value()).isEqualTo("api://tenant/other#2");
    assertThat(cache.tokenFor(API).value()).isEqualTo(API + "#1");
    assertThat(asked).hasValue(2);
  }

  @Test
  void replacesATokenBeforeItsEndWithoutLettingTheCallerWait() {
    cache.tokenFor(API);
    clock.advance(Duration.ofMinutes(55));

    assertThat(cache.tokenFor(API).value()).endsWith("#1");
    assertThat(cache.tokenFor(API).value()).endsWith("#1");
    assertThat(background).hasSize(1);
    background.get(0).run();

    assertThat(cache.tokenFor(API).value()).endsWith("#2");
    assertThat(background).hasSize(1);
  }

  @Test
  void goesOnWithAValidTokenWhenAReplacementFailsAndPausesBeforeTheNext() {
    cache.tokenFor(API);
    clock.advance(Duration.ofMinutes(56));
    away = true;
    cache.tokenFor(API);
    background.remove(0).run();

    assertThat(cache.tokenFor(API).value()).endsWith("#1");
    assertThat(background).isEmpty();

    clock.advance(CachingTokenProvider.PAUSE_AFTER_FAILURE);
    assertThat(cache.tokenFor(API).value()).endsWith("#1");
    assertThat(background).hasSize(1);
  }

  @Test
  void failsWhenTheTokenHasExpiredAndNoneIsToBeHadThenTriesAgain() {
    cache.tokenFor(API);
    clock.advance(Duration.ofMinutes(60));
    away = true;
    assertThatThrownBy(() -> cache.tokenFor(API)).isInstanceOf(TokenUnavailableException.class);

    away = false;
    assertThat(cache.tokenFor(API).value()).endsWith("#3");
  }

  @Test
  void goesOnWhenTheBackgroundTakesNoMoreWork() {
    CachingTokenProvider refused =
        new CachingTokenProvider(
            this::issue,
            clock,
            task -> {
              throw new IllegalStateException("full");
            });
    refused.tokenFor(API);
    clock.advance(Duration.ofMinutes(56));

    assertThat(refused.tokenFor(API).value()).endsWith("#1");
    assertThat(refused.tokenFor(API).value()).endsWith("#1");
  }

  @Test
  void asksOnceForManyCallersAtTheSameTime() throws Exception {
    CountDownLatch asking = new CountDownLatch(1);
    CountDownLatch mayAnswer = new CountDownLatch(1);
    CachingTokenProvider slow =
        new CachingTokenProvider(
            uri -> {
              asking.countDown();
              await(mayAnswer);
              return issue(uri);
            },
            clock,
            background::add);
    ExecutorService threads = Executors.newFixedThreadPool(9);
    try {
      Callable<String> call = () -> slow.tokenFor(API).value();
      List<Future<String>> answers = new ArrayList<>();
      answers.add(threads.submit(call));
      asking.await();
      for (int i = 0; i < 8; i++) {
        answers.add(threads.submit(call));
      }
      mayAnswer.countDown();
      for (Future<String> answer : answers) {
        assertThat(answer.get()).endsWith("#1");
      }
      assertThat(asked).hasValue(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void neverShowsATokenInText() {
    BearerToken token = new BearerToken("canary-token", clock.instant());
    assertThat(token.toString()).doesNotContain("canary").contains("2026-01-01");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
