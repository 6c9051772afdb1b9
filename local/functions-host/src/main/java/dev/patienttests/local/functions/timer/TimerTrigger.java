package dev.patienttests.local.functions.timer;

import dev.patienttests.local.functions.shared.DirectoryLock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The timer of one function, shared by the instances of its site: each occurrence is run at most
 * once, and never two at a time. An occurrence that falls into a run is left out.
 */
public final class TimerTrigger {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private final CronSchedule schedule;
  private final Path lock;
  private final Path status;
  private final Semaphore turn = new Semaphore(1);
  private final Clock clock;
  private final TimedFunction function;

  /** What a timer runs. */
  public interface TimedFunction {
    /**
     * Runs to its end.
     *
     * @return whether it completed
     */
    boolean run(String timerInfo);
  }

  /**
   * A timer.
   *
   * @param directory that the instances of the site share
   * @param function what it runs
   */
  public TimerTrigger(
      String name, CronSchedule schedule, Path directory, Clock clock, TimedFunction function) {
    this.schedule = schedule;
    this.lock = directory.resolve("timers").resolve(name + ".lock");
    this.status = directory.resolve("timers").resolve(name + ".json");
    this.clock = clock;
    this.function = function;
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  /** When the timer is to be looked at next. */
  public OffsetDateTime next() {
    return schedule
        .next(now())
        .orElseThrow(() -> new IllegalStateException(schedule + " has no occurrence left"));
  }

  /**
   * Runs the occurrence that is due, unless another instance runs or has run it.
   *
   * @return whether the function ran here
   */
  @SuppressWarnings("try") // the lock is held, not used
  public boolean runIfDue() throws IOException {
    if (!turn.tryAcquire()) {
      return false;
    }
    try {
      Optional<DirectoryLock> held = DirectoryLock.tryAcquire(lock);
      if (held.isEmpty()) {
        return false;
      }
      try (DirectoryLock mine = held.get()) {
        return runDueOccurrence();
      }
    } finally {
      turn.release();
    }
  }

  private boolean runDueOccurrence() throws IOException {
    OffsetDateTime now = now();
    Optional<TimerStatus> before = TimerStatus.read(status, schedule);
    if (before.isEmpty()) {
      status(Optional.empty()).write(status);
      return false;
    }
    OffsetDateTime due = before.get().next();
    if (due.isAfter(now)) {
      return false;
    }
    boolean pastDue = due.plusMinutes(1).isBefore(now);
    TimerStatus after = status(Optional.of(pastDue ? now : due));
    after.write(status);
    function.run(after.timerInfo(pastDue));
    return true;
  }

  /**
   * Runs the function now, once no other instance runs it.
   *
   * @return whether it completed
   */
  @SuppressWarnings("try") // the lock is held, not used
  public boolean runNow() throws IOException, InterruptedException {
    if (!turn.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      return false;
    }
    try {
      Optional<DirectoryLock> held = DirectoryLock.acquire(lock, PATIENCE);
      if (held.isEmpty()) {
        return false;
      }
      try (DirectoryLock mine = held.get()) {
        TimerStatus current =
            TimerStatus.read(status, schedule).orElseGet(() -> status(Optional.empty()));
        return function.run(current.timerInfo(false));
      }
    } finally {
      turn.release();
    }
  }

  private TimerStatus status(Optional<OffsetDateTime> last) {
    return new TimerStatus(schedule.toString(), last, next(), now());
  }
}
