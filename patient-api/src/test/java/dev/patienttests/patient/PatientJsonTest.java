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
    assertThat(PatientJson.answer(updatedAt("2026-01-02T03:04:05Z")).path("lastUpdated").asText())
        .isEqualTo("2026-01-02T03:04:05.000Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-01-02T03:04:05Z", "2026-01-02T03:04:05.678Z"})
  void readsWhatIsStoredWithOrWithoutMilliseconds(String time) {
    Patient patient = updatedAt(time);
    JsonNode stored = new PatientJson().write(patient).put("lastUpdated", time);
    assertThat(new PatientJson().read(stored)).isEqualTo(patient);
  }

  @Test
  void comparesANameWhoseCapitalAloneHasNoComposedForm() {
    assertThat(PatientJson.normalized("J\u030caan")).isEqualTo(PatientJson.normalized("\u01f0aan"));
  }

  @Test
  void storesNamesAsTheyAreComparedAndTheDaysThatABirthDateMeans() {
    Patient patient =
        new Patient(
            "p1",
            Instant.parse("2026-01-02T03:04:05Z"),
            new NewPatient(
                "A\u0308DA",
                Optional.of("I\u0130"),
                Optional.empty(),
                "female",
                "2024-02",
                "SW1Y",
                Optional.empty(),
                Optional.empty()));
    JsonNode stored = new PatientJson().write(patient);

    assertThat(stored.path("firstName").asText()).isEqualTo("A\u0308DA");
    assertThat(stored.path("search").path("firstName").asText()).isEqualTo("\u00e4da");
    assertThat(stored.path("search").path("lastName").asText()).isEqualTo("ii\u0307");
    assertThat(stored.path("search").has("fullName")).isFalse();
    assertThat(stored.path("birth").path("from").asText()).isEqualTo("2024-02-01");
    assertThat(stored.path("birth").path("to").asText()).isEqualTo("2024-02-29");
  }
}
