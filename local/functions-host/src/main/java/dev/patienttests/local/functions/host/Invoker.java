package dev.patienttests.local.functions.host;

import dev.patienttests.local.functions.http.Answer;
import dev.patienttests.local.functions.worker.FunctionMethod;
import dev.patienttests.local.functions.worker.Invocation;
import dev.patienttests.local.functions.worker.InvocationException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.logging.Logger;

/**
 * Runs invocations on a cached pool, as the Java worker does: nothing bounds how many run at once.
 * One that exceeds functionTimeout is answered with 500 and interrupted; the real host would also
 * restart the worker and with it end its other invocations.
 */
final class Invoker implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger("host");
  private static final int COMPLETED = 204;
  private static final int LONGEST = 20_000;
  private final Optional<Duration> timeout;
  private final ExecutorService pool = Executors.newCachedThreadPool(daemons("invocation"));
  private final ScheduledThreadPoolExecutor clock =
      new ScheduledThreadPoolExecutor(1, daemons("functionTimeout"));

  Invoker(Optional<Duration> timeout) {
    this.timeout = timeout;
    clock.setRemoveOnCancelPolicy(true);
  }

  void invoke(String name, FunctionMethod method, Invocation invocation, Consumer<Answer> done) {
    AtomicBoolean answered = new AtomicBoolean();
    Consumer<Answer> once =
        answer -> {
          if (answered.compareAndSet(false, true)) {
            done.accept(answer);
          }
        };
    AtomicReference<Runnable> disarm = new AtomicReference<>(() -> {});
    FutureTask<Void> running =
        new FutureTask<>(
            () -> {
              Answer answer = answer(name, method, invocation);
              disarm.get().run();
              once.accept(answer);
            },
            null);
    timeout.ifPresent(
        limit -> {
          Future<?> alarm =
              clock.schedule(
                  () -> expire(name, invocation, running, answered, once),
                  limit.toMillis(),
                  TimeUnit.MILLISECONDS);
          disarm.set(() -> alarm.cancel(false));
        });
    pool.execute(running);
  }

  /** The same for a function without an answer: waits, and tells whether it completed. */
  boolean run(String name, FunctionMethod method, Invocation invocation) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    invoke(name, method, invocation, answer::complete);
    return answer.join().status() == COMPLETED;
  }

  private static void expire(
      String name,
      Invocation invocation,
      Future<?> running,
      AtomicBoolean answered,
      Consumer<Answer> once) {
    if (!answered.get()) {
      LOG.severe(name + " " + invocation.id() + ": functionTimeout exceeded");
      running.cancel(true);
      once.accept(Answer.empty(500));
    }
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

  private static ThreadFactory daemons(String name) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public void close() {
    clock.shutdownNow();
    pool.shutdown();
  }
}
