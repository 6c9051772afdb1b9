package dev.patienttests.local.stack.killrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A short run; {@code -Dkillrun.operations=10000} makes it a long one, {@code -Dkillrun.seed}
 * another one.
 */
class KillRunTest {
  private static final int OPERATIONS = Integer.getInteger("killrun.operations", 240);
  private static final int KILLS =
      Integer.getInteger("killrun.kills", Math.max(5, OPERATIONS / 200));
  private static final long SEED = Long.getLong("killrun.seed", 1);

  @Test
  @Timeout(value = 2, unit = TimeUnit.HOURS)
  void whateverDiesNothingIsDoneOrShownWithoutItsRecord() throws Exception {
    KillRun.Result result = KillRun.run(OPERATIONS, KILLS, SEED);
    assertThat(result.violations()).as("%s", result).isEmpty();
    assertThat(result.done()).isGreaterThanOrEqualTo(OPERATIONS);
    assertThat(result.killed()).hasSizeGreaterThanOrEqualTo(KILLS - 1);
  }
}
