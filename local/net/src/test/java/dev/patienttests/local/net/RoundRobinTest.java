package dev.patienttests.local.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

class RoundRobinTest {
  private final AtomicInteger first = new AtomicInteger(1001);
  private final AtomicInteger second = new AtomicInteger(1002);
  private final RoundRobin ports =
      new RoundRobin(List.<IntSupplier>of(first::get, second::get, () -> 1003));

  @Test
  void takesEachInItsTurn() {
    assertThat(ports()).containsExactly(1001, 1002, 1003, 1001, 1002, 1003);
  }

  @Test
  void leavesOutWhatDoesNotRunUntilItRunsAgain() {
    first.set(0);
    assertThat(ports()).contains(1002, 1003).doesNotContain(0, 1001);
    first.set(1005);
    assertThat(ports()).contains(1005);
  }

  @Test
  void hasNoPortWhileNothingRuns() {
    assertThat(new RoundRobin(List.<IntSupplier>of(() -> 0, () -> -1)).getAsInt()).isZero();
  }

  private List<Integer> ports() {
    return List.of(
        ports.getAsInt(),
        ports.getAsInt(),
        ports.getAsInt(),
        ports.getAsInt(),
        ports.getAsInt(),
        ports.getAsInt());
  }
}
