package dev.patienttests.local.functions.host;

import dev.patienttests.local.functions.http.Answer;
import dev.patienttests.local.functions.worker.FunctionMethod;
import dev.patienttests.local.functions.worker.Invocation;
import dev.patienttests.local.functions.worker.InvocationException;
import dev.patienttests.local.net.Daemons;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs each invocation on the thread that asks for it. One that exceeds functionTimeout is answered
 * with 500 and interrupted; the real host would also restart the worker and with it end its other
 * invocations.
 */
final class Invoker implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger("host");
  private static final int COMPLETED = 204;
  private static final int LONGEST = 20_000;
  private static final long LONGEST_PERIOD_MS = 1_000;
  private static final int CHECKS_PER_TIMEOUT = 20;

  private final Set<Run> runs = ConcurrentHashMap.newKeySet();

  /** Looks at all runs now and then: an alarm for each would wake a thread for each. */
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Daemons.named("functionTimeout"));

  private final Optional<Future<?>> checks;

  Invoker(Optional<Duration> timeout) {
    this.checks = timeout.map(this::checking);
  }

  private Future<?> checking(Duration limit) {
    long period = Math.min(LONGEST_PERIOD_MS, limit.toMillis() / CHECKS_PER_TIMEOUT + 1);
    return clock.scheduleWithFixedDelay(
        () -> runs.forEach(run -> run.expireAfter(limit)), period, period, TimeUnit.MILLISECONDS);
  }

  /** Runs an invocation to its end; {@code done} gets the one answer, on whatever thread. */
  void invoke(String name, FunctionMethod method, Invocation invocation, Consumer<Answer> done) {
    Run run = new Run(name, method, invocation, done);
    runs.add(run);
    try {
      run.task.run();
    } finally {
      runs.remove(run);
      // An interrupt that came too late for the function must not hit what this thread does next.
      Thread.interrupted();
    }
  }

  private static final class Run {
    private final String name;
    private final Invocation invocation;
    private final Consumer<Answer> done;
    private final FutureTask<Void> task;
    private final long start = System.nanoTime();
    private final AtomicBoolean answered = new AtomicBoolean();

    Run(String name, FunctionMethod method, Invocation invocation, Consumer<Answer> done) {
      this.name = name;
      this.invocation = invocation;
      this.done = done;
      this.task = new FutureTask<>(() -> answer(Invoker.answer(name, method, invocation)), null);
    }

    private void answer(Answer answer) {
      if (answered.compareAndSet(false, true)) {
        done.accept(answer);
      }
    }

    void expireAfter(Duration limit) {
      if (System.nanoTime() - start > limit.toNanos() && !answered.get()) {
        LOG.severe(name + " " + invocation.id() + ": functionTimeout exceeded");
        task.cancel(true);
        try {
          answer(Answer.empty(500));
        } catch (RuntimeException e) {
          // Whoever asked is gone; the look at all other runs must go on.
          LOG.log(Level.WARNING, name + " " + invocation.id() + ": no answer could be sent", e);
        }
      }
    }
  }

  /** The same for a function without an answer: waits, and tells whether it completed. */
  boolean run(String name, FunctionMethod method, Invocation invocation) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    invoke(name, method, invocation, answer::complete);
    return answer.join().status() == COMPLETED;
  }

  private static Answer answer(String name, FunctionMethod method, Invocation invocation) {
    try {
      return ResultAnswer.of(method.invoke(invocation));
    } catch (InvocationException e) {
      LOG.severe(name + " " + invocation.id() + ": " + e.getMessage() + places(e.getCause()));
      return Answer.empty(500);
    } catch (RuntimeException | Error e) {
      LOG.severe(name + " " + invocation.id() + ": failed outside the function" + places(e));
      return Answer.empty(500);
    }
  }

  /** What was thrown and where; its messages may hold data of a request, so they are left out. */
  private static String places(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    for (Throwable each = thrown; each != null && text.length() < LONGEST; each = each.getCause()) {
      text.append(System.lineSeparator()).append(each.getClass().getName());
      for (StackTraceElement place : each.getStackTrace()) {
        text.append(System.lineSeparator()).append("\tat ").append(place);
      }
    }
    return text.toString();
  }

  @Override
  public void close() {
    checks.ifPresent(each -> each.cancel(false));
    clock.shutdownNow();
  }
}
