package dev.patienttests.local.gateway.wire;

import dev.patienttests.local.net.Daemons;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for requests that have to wait. They are made when they are needed; when all are taken,
 * so many more requests queue, and others are rejected.
 */
public final class WaitingThreads implements Executor, AutoCloseable {
  private static final int THREADS = 200;
  private static final int QUEUED = 1_024;
  private static final long KEPT_SECONDS = 60;

  private final ThreadPoolExecutor threads;

  /** None yet. */
  public WaitingThreads() {
    threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            KEPT_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUED),
            Daemons.named("waiting"));
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Runs a task in one of them.
   *
   * @throws java.util.concurrent.RejectedExecutionException when too many wait
   */
  @Override
  public void execute(Runnable task) {
    threads.execute(task);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
