package dev.patienttests.local.gateway.policy;

import dev.patienttests.local.net.Daemons;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Daemon threads, made when they are needed, never more than a limit; nothing queues. */
public final class BoundedWorkers implements Workers, AutoCloseable {
  private static final int MAX_THREADS = 64;
  private static final long KEPT_SECONDS = 30;

  private final ThreadPoolExecutor threads;

  /** As many as a gateway needs. */
  public BoundedWorkers() {
    this(MAX_THREADS);
  }

  /** At most that many. */
  public BoundedWorkers(int most) {
    threads =
        new ThreadPoolExecutor(
            0,
            most,
            KEPT_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Daemons.named("policy"));
  }

  @Override
  public boolean start(Runnable task) {
    try {
      threads.execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
