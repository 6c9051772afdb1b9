package dev.patienttests.local.gateway.model;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets several branches of one exchange go on at the same time: one of them acts on the exchange,
 * the others wait for something outside of the gateway. So the exchange needs no locks of its own,
 * and whatever a branch reads or changes is whole.
 */
public final class Turns {
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<Thread> waiting = new HashSet<>();
  private boolean over;

  /**
   * Runs a whole branch, its waits outside excepted, while no other one acts.
   *
   * @throws CancellationException when the branch is not wanted any more; it changed nothing since
   */
  public <T> T act(Supplier<T> branch) {
    lock.lock();
    try {
      refuseWhenOver();
      return branch.get();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for something outside, while other branches act.
   *
   * @param call may not touch the exchange
   * @param own whether it is for this exchange alone, and may be interrupted
   */
  <T> T outside(Supplier<T> call, boolean own) {
    if (own) {
      waiting.add(Thread.currentThread());
    }
    lock.unlock();
    try {
      return call.get();
    } finally {
      lock.lock();
      waiting.remove(Thread.currentThread());
      if (over && own) {
        Thread.interrupted();
      }
      refuseWhenOver();
    }
  }

  /** No branch acts after this; those that wait outside are interrupted. */
  public void end() {
    lock.lock();
    try {
      over = true;
      waiting.forEach(Thread::interrupt);
    } finally {
      lock.unlock();
    }
  }

  private void refuseWhenOver() {
    if (over) {
      throw new CancellationException("the branch is not wanted any more");
    }
  }
}
