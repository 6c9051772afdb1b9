package dev.patienttests.local.gateway.policy;

/** Threads for what a request does at the same time, or after it was answered. */
@FunctionalInterface
public interface Workers {
  /**
   * Runs a task on another thread.
   *
   * @return whether a thread was free; where none was, the task does not run
   */
  boolean start(Runnable task);
}
