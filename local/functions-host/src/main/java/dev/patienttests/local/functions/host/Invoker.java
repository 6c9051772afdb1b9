package dev.patienttests.local.functions.host;

import dev.patienttests.local.functions.http.Answer;
import dev.patienttests.local.functions.worker.FunctionMethod;
import dev.patienttests.local.functions.worker.Invocation;
import dev.patienttests.local.functions.worker.InvocationException;
import java.time.Duration;
import java.util.Optional;
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
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs invocations on a cached pool, as the Java worker does: nothing bounds how many run at once.
 * One that exceeds functionTimeout is answered with 500 and interrupted; the real host would also
 * restart the worker and with it end its other invocations.
 */
final class Invoker implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger("host");
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
      LOG.log(Level.SEVERE, name + " " + invocation.id() + ": " + e.getMessage(), e.getCause());
      return Answer.empty(500);
    } catch (RuntimeException | Error e) {
      LOG.log(Level.SEVERE, name + " " + invocation.id() + ": failed outside the function", e);
      return Answer.empty(500);
    }
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
