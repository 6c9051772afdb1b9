package dev.patienttests.patient;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatientJsonTest {
  private static Patient updatedAt(String time) {
    return new Patient(
        "p1",
        Instant.parse(time),
        new NewPatient(
            "Ada",
            Optional.of("Lovelace"),
            Optional.empty(),
            "female",
            "1815",
            "SW1Y",
            Optional.empty(),
            Optional.empty()));
  }

  @Test
  void showsMillisecondsOfAWholeSecond() {
    assertThat(PatientJson.write(updatedAt("2026-01-02T03:04:05Z")).path("lastUpdated").asText())
        .isEqualTo("2026-01-02T03:04:05.000Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-01-02T03:04:05Z", "2026-01-02T03:04:05.678Z"})
  void readsWhatIsStoredWithOrWithoutMilliseconds(String time) {
    Patient patient = updatedAt(time);
    JsonNode stored = PatientJson.write(patient).put("lastUpdated", time);
    assertThat(PatientJson.read(stored)).isEqualTo(patient);
  }
}
