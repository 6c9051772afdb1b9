package dev.patienttests.local.stack.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patienttests.local.net.Ports;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs /bin/sh")
class ManagedProcessTest {
  private static final String READY = "echo 'READY {\"network\":4711}'; ";
  private static final int PATIENCE_SECONDS = 20;

  @TempDir private Path folder;

  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<Ports> starts = new LinkedBlockingQueue<>();
  private final BlockingQueue<Integer> exits = new LinkedBlockingQueue<>();

  @AfterEach
  void stopTheScheduler() {
    scheduler.shutdownNow();
  }

  @Test
  void itIsReadyWithThePortsItAnnounced() throws Exception {
    try (ManagedProcess process = process(READY + "cat > /dev/null")) {
      assertThat(process.start().get(PATIENCE_SECONDS, TimeUnit.SECONDS).network()).hasValue(4711);
      assertThat(process.pid()).isPresent();
      assertThat(process.stopped()).isFalse();
    }
  }

  @Test
  void oneThatDiesIsStartedAgainAndSaidSo() throws Exception {
    try (ManagedProcess process = process(READY + "read line; exit 7")) {
      process.start().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      starts.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      ProcessHandle.of(process.pid().orElseThrow()).orElseThrow().destroyForcibly();
      assertThat(exits.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull();
      assertThat(starts.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull();
      assertThat(events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).contains("sample", "137");
    }
  }

  @Test
  void oneThatWasStoppedStaysStopped() throws Exception {
    try (ManagedProcess process = process(READY + "cat > /dev/null")) {
      process.start().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      process.stop();
      assertThat(process.stopped()).isTrue();
      assertThat(process.pid()).isEmpty();
      assertThat(events).isEmpty();
      process.start().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(process.pid()).isPresent();
    }
  }

  @Test
  void oneThatNeverBecomesReadyFailsWithItsExitCode() {
    try (ManagedProcess process = process("exit 3")) {
      assertThatThrownBy(() -> process.start().get(PATIENCE_SECONDS, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("sample")
          .hasMessageContaining("3");
    }
  }

  @Test
  void itSeesNothingOfTheDevelopersEnvironmentButWhatItIsGiven() throws Exception {
    String script = "echo \"$GIVEN-${HOME:-none}\" >&2; " + READY + "cat > /dev/null";
    try (ManagedProcess process = process(script)) {
      process.start().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
    assertThat(folder.resolve("sample.log")).content().contains("given-none");
  }

  private ManagedProcess process(String script) {
    ProcessPlan plan =
        new ProcessPlan(
            "sample",
            List.of("/bin/sh", "-c", script),
            Map.of("GIVEN", "given"),
            folder.resolve("sample.log"));
    return new ManagedProcess(
        "sample", () -> plan, starts::add, () -> exits.add(1), events::add, scheduler);
  }
}
