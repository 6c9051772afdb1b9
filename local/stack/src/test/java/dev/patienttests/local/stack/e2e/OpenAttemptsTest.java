package dev.patienttests.local.stack.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which attempts to write count as left open; other tests on this stack leave some, too. */
class OpenAttemptsTest {
  @RegisterExtension static final RunningStack STACK = new RunningStack();

  private static final Duration LONGEST_ATTEMPT = Duration.ofMinutes(5);

  private final String attemptId = UUID.randomUUID().toString();

  /** As patient-api would record it right before a write. */
  @BeforeEach
  void anAttemptThatMayStillBeUnderWay() {
    String id = UUID.randomUUID().toString();
    String event =
        """
        {"eventId":"%s","sourceSystemName":"PatientTests","patientId":"%s","action":"create",
         "resource":{"type":"Patient","id":"%s","operation":"CreatePatient"}}"""
            .formatted(attemptId, id, id);
    assertThat(AuditClient.patientApi(STACK).append(event).statusCode()).isEqualTo(201);
  }

  @Test
  void openAreOnlyThoseOfTheCallerThatAreOldEnough() {
    String agent = new Documents(STACK).patientPrincipal();
    List<JsonNode> open = open();
    Instant youngest = Instant.now().minus(LONGEST_ATTEMPT);
    assertThat(open)
        .allSatisfy(
            each -> {
              assertThat(each.at("/agent/objectId").asText()).isEqualTo(agent);
              assertThat(Instant.parse(each.path("recordedAt").asText())).isBefore(youngest);
              assertThat(each.path("eventId").asText()).isNotEqualTo(attemptId);
            });
  }

  @Test
  void theTimerClosesNoneThatMayStillBeUnderWay() throws Exception {
    assertThat(STACK.stack().resourceManager().runFunction("patient-api", "ReconcileAttempts"))
        .isEqualTo("completed");
    assertThat(new Documents(STACK).auditRecords())
        .noneMatch(each -> each.path("attemptId").asText().equals(attemptId));
  }

  private static List<JsonNode> open() {
    AuditClient patientApi = AuditClient.patientApi(STACK);
    List<JsonNode> attempts = new ArrayList<>();
    String from = "2026-01-01T00:00:00Z";
    JsonNode page;
    do {
      page = Patients.json(patientApi.get("/auditrecord/open?from=" + from));
      page.path("attempts").forEach(attempts::add);
      from = page.path("through").asText();
    } while (page.path("more").asBoolean());
    return attempts;
  }
}
