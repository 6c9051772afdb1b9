package dev.patienttests.local.stack.killrun;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** What all clients of a run were told: what was done, and how often they were not told so. */
final class OperationLog {
  private final ConcurrentLinkedQueue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
  private final AtomicReference<Optional<Throwable>> crash =
      new AtomicReference<>(Optional.empty());
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();

  void acknowledge(Acknowledged operation) {
    acknowledged.add(operation);
    done.incrementAndGet();
  }

  void fail() {
    failed.incrementAndGet();
  }

  /** Ends the run: a client that cannot go on is a mistake of its own. */
  void crash(Throwable reason, int operations) {
    crash.compareAndSet(Optional.empty(), Optional.of(reason));
    done.addAndGet(operations);
  }

  void requireNoCrash() {
    crash
        .get()
        .ifPresent(
            reason -> {
              throw new IllegalStateException("a client of the run failed", reason);
            });
  }

  int done() {
    return done.get();
  }

  int failed() {
    return failed.get();
  }

  Collection<Acknowledged> acknowledged() {
    return acknowledged;
  }
}
