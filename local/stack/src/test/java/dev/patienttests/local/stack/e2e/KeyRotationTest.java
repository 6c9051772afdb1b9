package dev.patienttests.local.stack.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two named keys for each caller: the new one is in use before the old one goes. */
class KeyRotationTest {
  @RegisterExtension static final RunningStack STACK = new RunningStack();

  private static final int CALLERS = 4;
  private static final int CALLS_BEFORE_AND_AFTER = 10;

  @AfterAll
  static void putTheFirstKeysBack() throws IOException {
    STACK.stack().resourceManager().ensureFunctionKey("audit-api", "patient-a");
    STACK.stack().resourceManager().ensureFunctionKey("patient-api", "gateway-a");
    STACK.stack().deployHostKeys(Map.of());
  }

  @Test
  void noCallFailsWhileBothKeysAreReplacedUnderLoad() throws Exception {
    ConcurrentLinkedQueue<String> outcomes = new ConcurrentLinkedQueue<>();
    AtomicBoolean enough = new AtomicBoolean();
    CountDownLatch before = new CountDownLatch(CALLERS * CALLS_BEFORE_AND_AFTER);
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      callers.add(
          new Thread(
              () -> {
                while (!enough.get()) {
                  outcomes.add(outcome());
                  before.countDown();
                }
              }));
    }
    callers.forEach(Thread::start);
    before.await();

    var arm = STACK.stack().resourceManager();
    STACK
        .stack()
        .deployHostKeys(Map.of("GATEWAY_HOST_KEY_SLOT", "b", "PATIENT_HOST_KEY_SLOT", "b"));
    arm.deleteFunctionKey("patient-api", "gateway-a");
    arm.deleteFunctionKey("audit-api", "patient-a");
    int wanted = outcomes.size() + CALLERS * CALLS_BEFORE_AND_AFTER;
    while (outcomes.size() < wanted) {
      Thread.onSpinWait();
    }
    enough.set(true);
    for (Thread caller : callers) {
      caller.join();
    }

    assertThat(outcomes).containsOnly("201");
    assertThat(arm.functionKeys("patient-api")).doesNotContainKey("gateway-a");
    assertThat(arm.functionKeys("audit-api")).doesNotContainKey("patient-a");
  }

  /** The status, or what went wrong: a caller that throws counts as one that failed. */
  private static String outcome() {
    try {
      return Integer.toString(new Patients(STACK).create(Patients.ADA).statusCode());
    } catch (RuntimeException e) {
      return e.toString();
    }
  }
}
