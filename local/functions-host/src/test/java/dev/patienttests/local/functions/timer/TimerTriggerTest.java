package dev.patienttests.local.functions.timer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which instance runs which occurrence. */
class TimerTriggerTest {
  @TempDir private Path shared;
  private final List<String> runs = new ArrayList<>();

  private TimerTrigger at(String time, TimerTrigger.TimedFunction function) {
    return new TimerTrigger(
        "Tick",
        CronSchedule.parse("0 */5 * * * *"),
        shared,
        Clock.fixed(Instant.parse(time), ZoneOffset.UTC),
        function);
  }

  private TimerTrigger at(String time) {
    return at(time, runs::add);
  }

  @Test
  void anOccurrenceRunsOnceWhoeverLooksFirst() throws IOException {
    assertThat(at("2026-01-01T00:01:00Z").runIfDue()).isFalse();
    assertThat(at("2026-01-01T00:04:59Z").runIfDue()).isFalse();
    assertThat(at("2026-01-01T00:05:00Z").runIfDue()).isTrue();
    assertThat(at("2026-01-01T00:05:01Z").runIfDue()).isFalse();
    assertThat(at("2026-01-01T00:10:00Z").runIfDue()).isTrue();
    assertThat(runs)
        .containsExactly(
            "{\"Schedule\":{\"AdjustForDST\":true},\"ScheduleStatus\":{\"Last\":"
                + "\"2026-01-01T00:05Z\",\"Next\":\"2026-01-01T00:10Z\",\"LastUpdated\":"
                + "\"2026-01-01T00:05Z\"},\"IsPastDue\":false}",
            "{\"Schedule\":{\"AdjustForDST\":true},\"ScheduleStatus\":{\"Last\":"
                + "\"2026-01-01T00:10Z\",\"Next\":\"2026-01-01T00:15Z\",\"LastUpdated\":"
                + "\"2026-01-01T00:10Z\"},\"IsPastDue\":false}");
  }

  @Test
  void whatWasMissedRunsOnceAndSaysThatItIsLate() throws IOException {
    at("2026-01-01T00:01:00Z").runIfDue();

    assertThat(at("2026-01-01T02:00:01Z").runIfDue()).isTrue();
    assertThat(at("2026-01-01T02:00:02Z").runIfDue()).isFalse();
    assertThat(runs).singleElement().asString().contains("\"IsPastDue\":true");
  }

  @Test
  void whileOneRunsNoOtherDoes() throws Exception {
    at("2026-01-01T00:01:00Z").runIfDue();
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch gate = new CountDownLatch(1);
    TimerTrigger slow =
        at(
            "2026-01-01T00:05:00Z",
            info -> {
              entered.countDown();
              return passed(gate);
            });
    CompletableFuture<Boolean> running = CompletableFuture.supplyAsync(() -> ran(slow));
    assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();

    assertThat(at("2026-01-01T00:10:00Z").runIfDue()).isFalse();
    CompletableFuture<Boolean> now =
        CompletableFuture.supplyAsync(() -> ranNow(at("2026-01-01T00:10:00Z")));
    assertThat(runs).isEmpty();
    gate.countDown();

    assertThat(running.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(now.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(runs).hasSize(1);
  }

  private static boolean passed(CountDownLatch gate) {
    try {
      return gate.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean ran(TimerTrigger trigger) {
    try {
      return trigger.runIfDue();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean ranNow(TimerTrigger trigger) {
    try {
      return trigger.runNow();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
