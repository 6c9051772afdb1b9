package dev.patienttests.local.gateway;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** What a gateway is made of; the last part is closed first. */
final class Parts implements AutoCloseable {
  private final Deque<Runnable> parts = new ArrayDeque<>();

  /** Keeps a part, and how it is closed. */
  <T> T kept(T part, Consumer<T> close) {
    parts.push(() -> close.accept(part));
    return part;
  }

  @Override
  public void close() {
    parts.forEach(Runnable::run);
    parts.clear();
  }
}
