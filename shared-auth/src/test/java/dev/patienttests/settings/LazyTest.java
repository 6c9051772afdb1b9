package dev.patienttests.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LazyTest {
  private final AtomicInteger builds = new AtomicInteger();

  @Test
  void buildsOnceWhenFirstNeeded() {
    Lazy<Integer> lazy = new Lazy<>(builds::incrementAndGet);
    assertThat(builds).hasValue(0);
    assertThat(lazy.get()).isEqualTo(1);
    assertThat(lazy.get()).isEqualTo(1);
  }

  @Test
  void triesAgainAfterAFailure() {
    Lazy<Integer> lazy =
        new Lazy<>(
            () -> {
              if (builds.incrementAndGet() == 1) {
                throw new IllegalStateException("first");
              }
              return builds.get();
            });
    assertThatThrownBy(lazy::get).isInstanceOf(IllegalStateException.class);
    assertThat(lazy.get()).isEqualTo(2);
  }
}
