package dev.patienttests.local.stack.killrun;

import dev.patienttests.local.stack.run.Stack;
import dev.patienttests.local.stack.run.StackStatus.ProcessState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/**
 * Kills processes of a stack without a warning, each in turn, in an order and at moments that
 * chance decides. The supervisor starts them again, as Azure would.
 */
final class Killer {
  private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(5);
  private static final int LONGEST_DELAY_MILLIS = 40;

  private final Stack stack;
  private final Random random;
  private final List<String> killed = new ArrayList<>();
  private final Deque<String> next = new ArrayDeque<>();

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
    if (next.isEmpty()) {
      List<String> names =
          new ArrayList<>(stack.status().processes().stream().map(ProcessState::name).toList());
      names.remove("platform");
      Collections.shuffle(names, random);
      next.addAll(names);
    }
    String name = next.remove();
    stack.status().processes().stream()
        .filter(process -> process.name().equals(name) && process.pid().isPresent())
        .findFirst()
        .flatMap(process -> ProcessHandle.of(process.pid().getAsLong()))
        .ifPresent(
            process -> {
              process.destroyForcibly();
              killed.add(name);
            });
  }
}
