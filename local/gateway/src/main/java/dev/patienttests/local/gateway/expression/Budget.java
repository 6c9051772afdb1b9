package dev.patienttests.local.gateway.expression;

import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** What one evaluation may still do: steps, time, and memory that it makes results in. */
final class Budget {
  private static final int MAX_STEPS = 1_000_000;
  private static final int MAX_SECONDS = 2;

  /** Steps from one look at the clock to the next, where none has much to look through. */
  private static final int LOOK = 16;

  /** Characters or elements that a step looks through in no time. */
  private static final int SMALL = 64 * 1024;

  /** Characters or elements that all results of an evaluation may have together. */
  static final long MAX_SIZE = 32L * 1024 * 1024;

  private static final int MAX_DEPTH = 200;
  private static final LongSupplier CLOCK = System::nanoTime;

  private final LongSupplier clock;
  private int steps;
  private boolean timed;
  private long firstLook;
  private int depth;
  private long size;
  private boolean large;

  Budget() {
    this(CLOCK);
  }

  /** One whose time is told in nanoseconds. */
  Budget(LongSupplier clock) {
    this.clock = clock;
  }

  /** Few expressions take many steps or make much: the clock is not read for the others. */
  void step() {
    if (++steps % LOOK == 0 || large) {
      look();
    }
  }

  private void look() {
    if (steps >= MAX_STEPS) {
      throw ended(MAX_STEPS + " steps");
    }
    long now = clock.getAsLong();
    if (!timed) {
      timed = true;
      firstLook = now;
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
      // How much these hold is not known.
      large |= value instanceof JsonToken || value instanceof CsXml;
      return value;
    }
    large |= size > SMALL;
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
