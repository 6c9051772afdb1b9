package dev.patienttests.local.gateway.trace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The policies of one request that run at the moment, the innermost of each thread on top. Policies
 * that run on a thread of their own stand in the one that the first thread is at. Not safe by
 * itself for use by several threads at a time.
 *
 * @param <T> what is kept of a policy
 */
public final class Running<T> {
  private final Thread first = Thread.currentThread();
  private final Map<Thread, Deque<T>> stacks = new HashMap<>();

  /** A policy begins on this thread. */
  public void push(T policy) {
    own().push(policy);
  }

  /** The innermost policy of this thread is over. */
  public T pop() {
    return own().pop();
  }

  /** The innermost policy around whatever happens on this thread. */
  public Optional<T> innermost() {
    Deque<T> own = own();
    return Optional.ofNullable(own.isEmpty() ? of(first).peek() : own.peek());
  }

  /** How many policies whatever happens on this thread stands in. */
  public int depth() {
    Deque<T> own = own();
    Deque<T> outer = of(first);
    return own == outer ? own.size() : own.size() + outer.size();
  }

  private Deque<T> own() {
    return of(Thread.currentThread());
  }

  private Deque<T> of(Thread thread) {
    return stacks.computeIfAbsent(thread, t -> new ArrayDeque<>());
  }
}
