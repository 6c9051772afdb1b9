package dev.patienttests.local.stack.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.stack.run.StackStatus.ProcessState;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two processes of each app behind one name. */
@SuppressWarnings("try") // an outage lasts as long as its block; nothing else is done with it
class TwoInstancesTest {
  @RegisterExtension static final RunningStack STACK = new RunningStack();

  @ParameterizedTest
  @ValueSource(strings = {"patient-api-1", "patient-api-2", "audit-api-1", "audit-api-2"})
  void oneInstanceCarriesTheLoadAlone(String away) {
    Patients patients = new Patients(STACK);
    String id = Patients.json(patients.create(Patients.ADA)).path("id").asText();
    try (Outage outage = Outage.of(STACK, away)) {
      assertThat(stopped()).hasSize(1);
      for (int i = 0; i < 4; i++) {
        assertThat(patients.load(id).statusCode()).isEqualTo(200);
      }
    }
    assertThat(stopped()).isEmpty();
    assertThat(patients.load(id).statusCode()).isEqualTo(200);
  }

  @Test
  void theNameOfAnAppStopsAllItsInstances() {
    try (Outage outage = Outage.of(STACK, "patient-api")) {
      assertThat(stopped()).containsExactly("patient-api", "patient-api-2");
      assertThat(new Patients(STACK).load(UUID.randomUUID().toString()).statusCode())
          .isIn(502, 503);
    }
  }

  private static List<String> stopped() {
    return STACK.stack().status().processes().stream()
        .filter(process -> process.state().equals("stopped"))
        .map(ProcessState::name)
        .toList();
  }
}
