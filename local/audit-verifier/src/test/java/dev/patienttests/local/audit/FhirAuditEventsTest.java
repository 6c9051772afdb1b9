package dev.patienttests.local.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The conversion to FHIR R5, against what the AuditEvent resource requires: cardinalities and value
 * sets of https://hl7.org/fhir/R5/auditevent.html that are required there.
 */
class FhirAuditEventsTest {
  private static final Trail TRAIL = Trail.valid(Trail.newKey());
  private static final String CHAIN = "07";
  private static final Set<String> KNOWN_MEMBERS =
      Set.of(
          "resourceType",
          "id",
          "category",
          "code",
          "action",
          "occurredDateTime",
          "recorded",
          "outcome",
          "patient",
          "agent",
          "source",
          "entity");

  @Test
  void eachRecordBecomesAResourceThatHasWhatFhirRequires() {
    for (ObjectNode record : TRAIL.records.get(CHAIN)) {
      JsonNode event = FhirAuditEvents.convert(record);
      assertThat(event.properties()).extracting(m -> m.getKey()).isSubsetOf(KNOWN_MEMBERS);
      assertThat(event.path("resourceType").asText()).isEqualTo("AuditEvent");
      assertThat(event.path("id").asText()).matches("[A-Za-z0-9\\-.]{1,64}");
      requireConcept(event.path("code"));
      event.path("category").forEach(FhirAuditEventsTest::requireConcept);
      assertThat(event.path("action").asText()).isIn("C", "R", "U", "D", "E");
      assertThat(Instant.parse(event.path("recorded").asText())).isNotNull();
      assertThat(Instant.parse(event.path("occurredDateTime").asText())).isNotNull();
      requireAgents(event.path("agent"));
      requireReference(event.at("/source/observer"));
      event.path("entity").forEach(entity -> requireReference(entity.path("what")));
      if (event.has("outcome")) {
        assertThat(event.at("/outcome/code/system").asText())
            .isEqualTo("http://hl7.org/fhir/issue-severity");
        assertThat(event.at("/outcome/code/code").asText())
            .isIn("fatal", "error", "warning", "information", "success");
      }
      requireNothingEmpty(event);
    }
  }

  @Test
  void anAttemptSaysWhatWasTriedOnWhomByWhom() {
    ObjectNode record = TRAIL.record(CHAIN, 1);
    JsonNode event = FhirAuditEvents.convert(record);
    assertThat(event.at("/code/coding/0/code").asText()).isEqualTo("update");
    assertThat(event.at("/code/text").asText()).isEqualTo("UpdatePatient");
    assertThat(event.path("action").asText()).isEqualTo("U");
    assertThat(event.has("outcome")).isFalse();
    assertThat(event.at("/patient/reference").asText())
        .isEqualTo("Patient/" + record.path("patientId").asText());
    assertThat(event.path("occurredDateTime")).isEqualTo(record.path("occurredAt"));
    assertThat(event.at("/agent/0/who/identifier/value").asText()).isEqualTo("clinic-demo");
    assertThat(event.at("/agent/0/requestor").asBoolean()).isTrue();
    assertThat(event.at("/agent/0/networkString").asText()).isEqualTo("203.0.113.7");
    assertThat(event.at("/agent/1/who/identifier/value")).isEqualTo(record.at("/agent/objectId"));
    assertThat(event.at("/agent/1/requestor").asBoolean()).isFalse();
  }

  @Test
  void aSearchIsAnExecutionWithItsQueryButWithoutItsTerms() {
    JsonNode event = FhirAuditEvents.convert(TRAIL.record(CHAIN, 2));
    assertThat(event.path("action").asText()).isEqualTo("E");
    assertThat(event.at("/code/coding/0/code").asText()).isEqualTo("search-type");
    assertThat(event.has("patient")).isFalse();
    String query =
        new String(
            Base64.getDecoder().decode(event.at("/entity/0/query").asText()),
            StandardCharsets.UTF_8);
    assertThat(query).contains("\"fields\":[\"lastName\"]").contains("\"hash\"");
  }

  @Test
  void anOutcomeNamesAllThatWasAnsweredAndTheAttemptThatItCloses() {
    ObjectNode record = TRAIL.record(CHAIN, 4);
    JsonNode event = FhirAuditEvents.convert(record);
    assertThat(event.at("/outcome/code/code").asText()).isEqualTo("success");
    assertThat(event.path("entity").toString())
        .contains("Patient/" + record.at("/outcome/patientIds/0").asText())
        .contains(record.at("/outcome/testIds/0").asText())
        .contains(record.at("/outcome/testIds/1").asText())
        .contains("urn:uuid:" + record.path("attemptId").asText())
        .contains("urn:uuid:" + record.path("eventId").asText());
  }

  @Test
  void whatDidNotEndWellSaysSo() {
    assertThat(severity(3)).isEqualTo("error denied");
    assertThat(severity(5)).isEqualTo("information replayed");
    assertThat(severity(6)).isEqualTo("warning unresolved");
    ObjectNode conflict = TRAIL.record(CHAIN, 4).deepCopy();
    ((ObjectNode) conflict.path("outcome")).put("code", "conflict");
    assertThat(severity(conflict)).isEqualTo("error conflict");
  }

  @Test
  void withoutARequesterTheCallerOfTheAuditIsTheOneWhoAsked() {
    ObjectNode record = TRAIL.record(CHAIN, 1).deepCopy();
    record.remove("requester");
    JsonNode event = FhirAuditEvents.convert(record);
    assertThat(event.path("agent")).hasSize(1);
    assertThat(event.at("/agent/0/requestor").asBoolean()).isTrue();
  }

  private static String severity(int number) {
    return severity(TRAIL.record(CHAIN, number));
  }

  private static String severity(ObjectNode record) {
    JsonNode outcome = FhirAuditEvents.convert(record).path("outcome");
    return outcome.at("/code/code").asText() + " " + outcome.at("/detail/0/text").asText();
  }

  /** At least one agent, each with a who; exactly one of them asked for it. */
  private static void requireAgents(JsonNode agents) {
    assertThat(agents).isNotEmpty();
    agents.forEach(agent -> requireReference(agent.path("who")));
    assertThat(agents).filteredOn(agent -> agent.path("requestor").asBoolean()).hasSize(1);
  }

  private static void requireConcept(JsonNode concept) {
    assertThat(concept.has("coding") || concept.has("text")).isTrue();
    concept
        .path("coding")
        .forEach(
            coding -> {
              assertThat(coding.path("system").asText()).startsWith("http://");
              assertThat(coding.path("code").asText()).isNotBlank();
            });
  }

  private static void requireReference(JsonNode reference) {
    assertThat(reference.isObject()).isTrue();
    assertThat(
            reference.has("reference") || reference.has("identifier") || reference.has("display"))
        .isTrue();
  }

  /** FHIR's JSON has no empty text, list or object. */
  private static void requireNothingEmpty(JsonNode node) {
    if (node.isContainerNode()) {
      assertThat(node.isEmpty()).as("%s", node).isFalse();
      node.forEach(FhirAuditEventsTest::requireNothingEmpty);
    } else {
      assertThat(node.asText()).isNotBlank();
    }
  }
}
