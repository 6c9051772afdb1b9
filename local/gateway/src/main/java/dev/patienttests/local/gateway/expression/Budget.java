package dev.patienttests.local.gateway.expression;

import java.util.Collection;
import java.util.concurrent.TimeUnit;

/** What one evaluation may still do: steps, time, and memory that it makes results in. */
final class Budget {
  private static final int MAX_STEPS = 1_000_000;
  private static final int MAX_SECONDS = 2;

  /** Steps from one look to the next. Of what one step may do, nothing takes long by itself. */
  private static final int LOOK = 16;

  /** Characters or elements that all results of an evaluation may have together. */
  static final long MAX_SIZE = 32L * 1024 * 1024;

  private static final int MAX_DEPTH = 200;

  private int steps;
  private long firstLook;
  private int depth;
  private long size;

  void step() {
    if (++steps % LOOK == 0) {
      look();
    }
  }

  private void look() {
    long now = System.nanoTime();
    if (steps == LOOK) {
      // Few expressions get that far: the clock is not read for the others.
      firstLook = now;
    }
    if (steps >= MAX_STEPS) {
      throw ended(MAX_STEPS + " steps");
    }
    if (now - firstLook > TimeUnit.SECONDS.toNanos(MAX_SECONDS)) {
      throw ended(MAX_SECONDS + " seconds");
    }
  }

  private static DotNetException ended(String limit) {
    return new DotNetException(
        DotNetException.ABORT, "The expression took more than " + limit + ".");
  }

  /** Begins the call of a function. */
  void enter() {
    if (++depth > MAX_DEPTH) {
      throw new DotNetException(
          "System.InsufficientExecutionStackException",
          "Functions call each other deeper than " + MAX_DEPTH + ".");
    }
  }

  /** Ends it. */
  void leave() {
    depth--;
  }

  /** Counts what a result holds, and gives it back. */
  Object charge(Object value) {
    if (value instanceof String text) {
      size += text.length();
    } else if (value instanceof CsArray array) {
      size += array.length();
    } else if (value instanceof CsList list) {
      size += list.items().size();
    } else if (value instanceof Collection<?> items) {
      size += items.size();
    } else {
      return value;
    }
    if (size > MAX_SIZE) {
      throw tooLarge();
    }
    return value;
  }

  /** Refuses a size before memory for it is taken. */
  static void bound(long wanted) {
    if (wanted > MAX_SIZE) {
      throw tooLarge();
    }
  }

  private static DotNetException tooLarge() {
    return new DotNetException(
        "System.OutOfMemoryException", "The expression needs more memory than it may use.");
  }
}
