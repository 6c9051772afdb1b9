package dev.patienttests.local.gateway.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When an evaluation has taken too long. */
class BudgetTest {
  private long nanos;
  private final Budget budget = new Budget(() -> nanos);

  private void steps(int count) {
    for (int i = 0; i < count; i++) {
      budget.step();
    }
  }

  private void passes(long seconds) {
    nanos += TimeUnit.SECONDS.toNanos(seconds);
  }

  private String end(int steps) {
    return catchThrowableOfType(DotNetException.class, () -> steps(steps)).getMessage();
  }

  @Test
  void manyStepsHaveTwoSeconds() {
    steps(16);
    passes(2);
    steps(16);
    passes(1);
    assertThat(end(16)).contains("2 seconds");
  }

  @Test
  void ofFewStepsWithLittleToLookThroughTheTimeIsNotTaken() {
    budget.charge("short");
    steps(7);
    passes(3);
    assertThatCode(() -> steps(8)).doesNotThrowAnyException();
  }

  static Object[] largeThings() {
    return new Object[] {"x".repeat(70_000), new JsonToken.JValue("x"), XmlText.parse("<a/>")};
  }

  @ParameterizedTest
  @MethodSource("largeThings")
  void afterWhatMayBeLargeEachStepIsTimed(Object made) {
    budget.charge(made);
    steps(1);
    passes(3);
    assertThat(end(1)).contains("2 seconds");
  }

  @Test
  void stepsHaveALimit() {
    assertThat(end(1_000_000)).contains("1000000 steps");
  }
}
