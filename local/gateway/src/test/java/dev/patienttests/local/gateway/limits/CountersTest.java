package dev.patienttests.local.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.limits.QuotaCounters.Exceeded;
import dev.patienttests.local.gateway.limits.QuotaCounters.Period;
import dev.patienttests.local.gateway.limits.RateCounters.Decision;
import dev.patienttests.local.gateway.limits.RateCounters.Limit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Counters of limits: their windows, and what happens when there are too many keys. */
class CountersTest {
  private static final Limit TWO_IN_TEN = new Limit(2, 10_000);
  private static final Instant START = Instant.parse("2026-03-14T09:26:53Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final InstantSource clock = now::get;

  private void after(long millis) {
    now.set(START.plusMillis(millis));
  }

  @Test
  void aWindowSlides() {
    RateCounters counters = new RateCounters(clock);
    assertThat(counters.take("a", TWO_IN_TEN, 1)).isEqualTo(new Decision(true, 1, 0));
    after(4_000);
    assertThat(counters.take("a", TWO_IN_TEN, 1)).isEqualTo(new Decision(true, 0, 0));
    assertThat(counters.take("a", TWO_IN_TEN, 1)).isEqualTo(new Decision(false, 0, 6));
    after(9_999);
    assertThat(counters.take("a", TWO_IN_TEN, 1)).isEqualTo(new Decision(false, 0, 1));
    after(10_000);
    assertThat(counters.take("a", TWO_IN_TEN, 1).allowed()).isTrue();
    assertThat(counters.take("a", TWO_IN_TEN, 1)).isEqualTo(new Decision(false, 0, 4));
  }

  @Test
  void aHeavyCallWaitsUntilThereIsRoomForAllOfIt() {
    RateCounters counters = new RateCounters(clock);
    counters.take("a", new Limit(10, 10_000), 6);
    after(3_000);
    counters.take("a", new Limit(10, 10_000), 2);
    assertThat(counters.take("a", new Limit(10, 10_000), 5)).isEqualTo(new Decision(false, 0, 7));
    assertThat(counters.take("a", new Limit(10, 10_000), 9)).isEqualTo(new Decision(false, 0, 10));
  }

  @Test
  void limitsOfDifferentLengthShareAKey() {
    RateCounters counters = new RateCounters(clock);
    Limit hundred = new Limit(3, 100_000);
    counters.take("a", TWO_IN_TEN, 1);
    counters.take("a", hundred, 1);
    after(20_000);
    assertThat(counters.look("a", TWO_IN_TEN, 1).allowed()).isTrue();
    assertThat(counters.take("a", hundred, 1).allowed()).isTrue();
    assertThat(counters.take("a", hundred, 1)).isEqualTo(new Decision(false, 0, 80));
    assertThat(counters.take("a", TWO_IN_TEN, 1).allowed()).isTrue();
    assertThat(counters.look("a", TWO_IN_TEN, 1)).isEqualTo(new Decision(false, 0, 10));
  }

  @Test
  void manyCallsAreNeverMoreThanTheLimitAndHardlyFewer() {
    Limit limit = new Limit(10_000, 60_000);
    RateCounters counters = new RateCounters(clock);
    Random random = new Random(7);
    Deque<Long> allowed = new ArrayDeque<>();
    long time = 0;
    int refusedTooEarly = 0;
    for (int i = 0; i < 60_000; i++) {
      time += random.nextInt(9);
      after(time);
      long oldest = time - 60_000;
      while (!allowed.isEmpty() && allowed.peekFirst() <= oldest) {
        allowed.removeFirst();
      }
      if (counters.take("a", limit, 1).allowed()) {
        allowed.addLast(time);
        assertThat(allowed.size()).isLessThanOrEqualTo(10_000);
      } else if (allowed.size() < 9_800) {
        refusedTooEarly++;
      }
    }
    assertThat(refusedTooEarly).isZero();
  }

  @Test
  void aFullTableOfRatesLetsNoNewKeyInAndKeepsThoseThatLive() {
    RateCounters counters = new RateCounters(clock, 3);
    IntStream.range(0, 3).forEach(i -> counters.take("key" + i, TWO_IN_TEN, 1));
    assertThat(counters.take("new", TWO_IN_TEN, 1)).isEqualTo(new Decision(false, 0, 10));
    assertThat(counters.take("key0", TWO_IN_TEN, 1).remaining()).isZero();
    after(10_000);
    assertThat(counters.take("new", TWO_IN_TEN, 1).allowed()).isTrue();
  }

  @Test
  void aLongKeyIsKeptShortAndIsStillItself() {
    RateCounters counters = new RateCounters(clock);
    String key = "k".repeat(30_000);
    counters.take(key + "1", TWO_IN_TEN, 2);
    assertThat(counters.take(key + "1", TWO_IN_TEN, 1).allowed()).isFalse();
    assertThat(counters.take(key + "2", TWO_IN_TEN, 1).allowed()).isTrue();
    assertThat(CounterKey.of(key)).hasSize(71);
  }

  @Test
  void aQuotaBeginsAnewWithEachWindow() {
    QuotaCounters counters = new QuotaCounters(clock);
    Period hour = new Period(Instant.parse("0001-01-01T00:00:00Z"), Duration.ofHours(1));
    QuotaCounters.Limit one = new QuotaCounters.Limit(OptionalLong.of(1), OptionalLong.empty());
    assertThat(counters.take("a", hour, one, 1).exceeded()).isEqualTo(Exceeded.NOTHING);
    QuotaCounters.Decision refused = counters.take("a", hour, one, 1);
    assertThat(refused.exceeded()).isEqualTo(Exceeded.CALLS);
    assertThat(refused.replenished()).contains(Duration.ofMinutes(33).plusSeconds(7));
    now.set(Instant.parse("2026-03-14T10:00:00Z"));
    assertThat(counters.take("a", hour, one, 1).exceeded()).isEqualTo(Exceeded.NOTHING);
  }

  @Test
  void aFullTableOfQuotasLetsNoNewKeyInAndKeepsThoseThatLive() {
    QuotaCounters counters = new QuotaCounters(clock, 2);
    Period hour = new Period(START, Duration.ofHours(1));
    Period always = new Period(START, Duration.ZERO);
    QuotaCounters.Limit one = new QuotaCounters.Limit(OptionalLong.of(1), OptionalLong.empty());
    QuotaCounters.Limit bytes = new QuotaCounters.Limit(OptionalLong.empty(), OptionalLong.of(1));
    counters.take("a", hour, one, 1);
    counters.take("b", always, one, 1);
    assertThat(counters.take("c", hour, one, 1).exceeded()).isEqualTo(Exceeded.CALLS);
    assertThat(counters.take("c", hour, bytes, 1).exceeded()).isEqualTo(Exceeded.BYTES);
    now.set(START.plus(Duration.ofHours(1)));
    assertThat(counters.take("c", hour, one, 1).exceeded()).isEqualTo(Exceeded.NOTHING);
    assertThat(counters.take("d", hour, one, 1).exceeded()).isEqualTo(Exceeded.CALLS);
    assertThat(counters.take("b", always, one, 1).exceeded()).isEqualTo(Exceeded.CALLS);
  }
}
