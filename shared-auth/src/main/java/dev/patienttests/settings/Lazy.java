package dev.patienttests.settings;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A part that is built when it is first needed, once per process, however many calls arrive at the
 * same time. A failure is not kept: the next call tries again. (A static initialiser would keep it,
 * and one in a function class would leave the request unanswered.)
 *
 * @param <T> the part
 */
public final class Lazy<T> implements Supplier<T> {
  private final Supplier<T> builder;
  private volatile Optional<T> built = Optional.empty();

  /** A part that {@code builder} makes; nothing is built yet. */
  public Lazy(Supplier<T> builder) {
    this.builder = builder;
  }

  /** The part; throws what its builder throws. */
  @Override
  public T get() {
    Optional<T> seen = built;
    return seen.isPresent() ? seen.get() : build();
  }

  private synchronized T build() {
    if (built.isEmpty()) {
      built = Optional.of(builder.get());
    }
    return built.get();
  }
}
