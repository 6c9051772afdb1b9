package dev.patienttests.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patienttests.audit.AuditEvent.Resource;
import dev.patienttests.audit.AuditRecord.Agent;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditRecordJsonTest {
  private static AuditRecord recordedAt(String time) {
    return new AuditRecord(
        "e1",
        Instant.parse(time),
        new Agent("patient-api", Optional.empty()),
        new AuditEvent(
            "e1",
            "PatientTests",
            new Resource("Patient", "p1", "LoadPatient"),
            "p1",
            Optional.empty(),
            Optional.empty()));
  }

  @Test
  void showsMillisecondsOfAWholeSecond() {
    JsonNode answer = AuditRecordJson.answer(recordedAt("2026-01-02T03:04:05Z"));
    assertThat(answer.path("recordedAt").asText()).isEqualTo("2026-01-02T03:04:05.000Z");
    assertThat(answer.path("createdDate").asText()).isEqualTo("2026-01-02T03:04:05.000Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-01-02T03:04:05Z", "2026-01-02T03:04:05.678Z"})
  void readsWhatIsStoredWithOrWithoutMilliseconds(String time) {
    AuditRecord record = recordedAt(time);
    JsonNode stored = AuditRecordJson.document(record).put("recordedAt", time);
    assertThat(AuditRecordJson.read(stored)).isEqualTo(record);
  }
}
