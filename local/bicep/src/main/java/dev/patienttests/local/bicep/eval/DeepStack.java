package dev.patienttests.local.bicep.eval;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Runs work that recurses over trees on a thread whose stack holds the deepest permitted tree. */
public final class DeepStack {
  private static final long STACK_BYTES = 128L * 1024 * 1024;

  private DeepStack() {}

  /** The result of the work; what it throws is thrown here. */
  public static <T> T call(Supplier<T> work) {
    AtomicReference<T> result = new AtomicReference<>();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                result.set(work.get());
              } catch (RuntimeException | Error e) {
                failure.set(e);
              }
            },
            "bicep",
            STACK_BYTES);
    thread.start();
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure.get() instanceof RuntimeException exception) {
      throw exception;
    } else if (failure.get() instanceof Error error) {
      throw error;
    }
    return result.get();
  }
}
