package dev.patienttests.local.functions.timer;

import dev.patienttests.local.net.Daemons;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Looks at the timers of one instance whenever they may be due. */
public final class Timers implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger("host");
  private final Map<String, TimerTrigger> triggers;
  private final Clock clock;
  private final ScheduledThreadPoolExecutor threads;

  /** For timers by the name of their function. */
  public Timers(Map<String, TimerTrigger> triggers, Clock clock) {
    this.triggers = Map.copyOf(triggers);
    this.clock = clock;
    this.threads =
        new ScheduledThreadPoolExecutor(Math.max(1, triggers.size()), Daemons.named("timer"));
    threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Begins; what came due while no instance ran is run at once. */
  public void start() {
    triggers.forEach((name, trigger) -> threads.execute(() -> look(name, trigger)));
  }

  private void look(String name, TimerTrigger trigger) {
    try {
      trigger.runIfDue();
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.SEVERE, name + ": the timer failed", e);
    }
    Duration pause = Duration.between(clock.instant(), trigger.next().toInstant());
    try {
      var unused =
          threads.schedule(
              () -> look(name, trigger), Math.max(1, pause.toMillis() + 1), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // The site stops.
      return;
    }
  }

  /** The timer of a function. */
  public Optional<TimerTrigger> find(String function) {
    return triggers.entrySet().stream()
        .filter(each -> each.getKey().equalsIgnoreCase(function))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Begins no run any more; lets those under way end, at most for a second. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      threads.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
