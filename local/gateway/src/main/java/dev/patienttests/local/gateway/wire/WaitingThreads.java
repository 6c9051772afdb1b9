package dev.patienttests.local.gateway.wire;

import dev.patienttests.local.net.Daemons;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for requests that have to wait. They are made when they are needed; when all are taken, a
 * number of requests queue, and others are rejected.
 */
public final class WaitingThreads implements Executor, AutoCloseable {
  private static final int THREADS = 200;
  private static final int QUEUED = 1_024;
  private static final long KEPT_SECONDS = 60;

  private final ThreadPoolExecutor threads;

  /** As many as a gateway needs; there are none yet. */
  public WaitingThreads() {
    this(THREADS, QUEUED);
  }

  /** At most so many, and so many tasks that queue. */
  public WaitingThreads(int most, int queued) {
    threads =
        new ThreadPoolExecutor(
            most,
            most,
            KEPT_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queued),
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
