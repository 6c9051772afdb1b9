package dev.patienttests.local.stack.killrun;

import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What all clients of a run were told: what was done, and how often they were not told so. */
final class OperationLog {
  private final ConcurrentLinkedQueue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();

  void acknowledge(Acknowledged operation) {
    acknowledged.add(operation);
    done.incrementAndGet();
  }

  void fail() {
    failed.incrementAndGet();
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
