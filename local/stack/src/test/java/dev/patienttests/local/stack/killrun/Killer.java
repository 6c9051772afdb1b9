package dev.patienttests.local.stack.killrun;

import dev.patienttests.local.stack.run.Stack;
import dev.patienttests.local.stack.run.StackStatus.ProcessState;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/**
 * Kills processes of a stack by chance, without a warning. The supervisor starts them again, as
 * Azure would.
 */
final class Killer {
  private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(5);
  private static final int LONGEST_DELAY_MILLIS = 40;

  private final Stack stack;
  private final Random random;
  private final List<String> killed = new ArrayList<>();

  Killer(Stack stack, long seed) {
    this.stack = stack;
    this.random = new Random(seed);
  }

  /**
   * Kills until enough is done.
   *
   * @param kills how many processes, spread evenly over the operations
   */
  void run(int kills, int operations, IntSupplier done) {
    for (int i = 1; i <= kills; i++) {
      int at = operations * i / (kills + 1);
      while (done.getAsInt() < at) {
        LockSupport.parkNanos(LOOK);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(LONGEST_DELAY_MILLIS)));
      kill();
    }
  }

  /** The names of what was killed, in order. */
  List<String> killed() {
    return killed;
  }

  private void kill() {
    List<ProcessState> victims =
        stack.status().processes().stream()
            .filter(process -> !process.name().equals("platform") && process.pid().isPresent())
            .toList();
    if (!victims.isEmpty()) {
      ProcessState victim = victims.get(random.nextInt(victims.size()));
      ProcessHandle.of(victim.pid().orElseThrow()).ifPresent(ProcessHandle::destroyForcibly);
      killed.add(victim.name());
    }
  }
}
