package dev.patienttests.local.gateway.expression;

import java.util.Collection;

/** What one evaluation may still do: steps, and memory that it makes results in. */
final class Budget {
  static final int MAX_STEPS = 1_000_000;

  /** Characters or elements that all results of an evaluation may have together. */
  static final long MAX_SIZE = 32L * 1024 * 1024;

  private static final int MAX_DEPTH = 200;

  private int steps;
  private int depth;
  private long size;

  void step() {
    if (++steps > MAX_STEPS) {
      throw new DotNetException(
          "System.InvalidOperationException",
          "The expression took more than " + MAX_STEPS + " steps.");
    }
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
