package dev.patienttests.local.stack.killrun;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The checker on stores that are as they should be, and on each way in which they may not be. */
class TrailCheckerTest {
  private static final String PATIENT = "0b7f2c7e-4a55-4c39-8a39-0f4d5a1b2c3d";
  private static final String OTHER = "0b7f2c7e-4a55-4c39-8a39-0f4d5a1b2c3e";
  private static final String ATTEMPT = "1f0a7b52-7e0c-4f4e-9d0a-3f2b8a1c5d6e";
  private static final String CREATION = "a".repeat(32);
  private static final String SEARCH = "b".repeat(32);
  private static final String CHAIN_OF_ATTEMPT = "57";

  private final List<JsonNode> patients = new ArrayList<>(List.of(patient(PATIENT)));
  private final List<JsonNode> records =
      new ArrayList<>(List.of(attempt(CREATION, "CreatePatient", "create", PATIENT)));

  @Test
  void nothingIsWrongWithAStoredPatientWhoseCreationIsOnRecord() {
    assertThat(check(created(PATIENT))).isEmpty();
  }

  @Test
  void anAcknowledgedOperationWithoutItsRecordIsFound() {
    records.clear();
    assertThat(check(created(PATIENT)))
        .anyMatch(each -> each.startsWith("acknowledged without an attempt"));
  }

  @Test
  void anAcknowledgedWriteThatIsNotStoredIsFound() {
    patients.clear();
    assertThat(check(created(PATIENT)))
        .anyMatch(each -> each.startsWith("acknowledged and not stored"));
  }

  @Test
  void anOlderVersionThanTheAcknowledgedOneIsFound() {
    ((ObjectNode) patients.get(0)).put("lastUpdated", "2026-01-01T00:00:00.000Z");
    assertThat(check(created(PATIENT))).anyMatch(each -> each.startsWith("an older version"));
  }

  @Test
  void aStoredDocumentWithoutItsAttemptIsFound() {
    patients.add(patient(OTHER));
    assertThat(check(created(PATIENT)))
        .anyMatch(each -> each.contains("carries an attempt that is not on record"))
        .anyMatch(each -> each.contains("that no attempt announced"));
  }

  @Test
  void dataThatWasShownWithoutARecordIsFound() {
    Acknowledged load =
        new Acknowledged(
            "CreatePatient", CREATION, List.of(PATIENT), List.of(), Optional.empty(), key("k"));
    Acknowledged search =
        new Acknowledged(
            "LoadPatient", CREATION, List.of(OTHER), List.of(), Optional.empty(), Optional.empty());
    ((ObjectNode) records.get(0).path("resource")).put("operation", "LoadPatient");
    assertThat(check(search)).anyMatch(each -> each.startsWith("patients shown without a record"));
    assertThat(check(load)).anyMatch(each -> each.startsWith("acknowledged without an attempt"));
  }

  @Test
  void twoDocumentsForOneKeyAreFound() {
    patients.add(patient(OTHER));
    Acknowledged again =
        new Acknowledged(
            "CreatePatient", SEARCH, List.of(OTHER), List.of(), Optional.empty(), key("run-0-1"));
    assertThat(check(created(PATIENT), again)).anyMatch(each -> each.startsWith("two for run-0-1"));
  }

  @Test
  void aChainThatDoesNotVerifyIsFound() {
    ((ObjectNode) records.get(0)).put("previousHash", "1".repeat(64));
    assertThat(check(created(PATIENT))).anyMatch(each -> each.startsWith("the chains do not"));
  }

  private List<String> check(Acknowledged... acknowledged) {
    return new TrailChecker(patients, List.of(), records).check(List.of(acknowledged));
  }

  private static Acknowledged created(String id) {
    return new Acknowledged(
        "CreatePatient",
        CREATION,
        List.of(id),
        List.of(),
        Optional.of("2026-02-01T00:00:00.000Z"),
        key("run-0-1"));
  }

  private static Optional<String> key(String key) {
    return Optional.of(key);
  }

  private static ObjectNode patient(String id) {
    ObjectNode patient = JsonNodeFactory.instance.objectNode();
    patient.put("id", id).put("lastUpdated", "2026-02-01T00:00:00.000Z");
    patient.putArray("attempts").add(ATTEMPT);
    return patient;
  }

  private static ObjectNode attempt(String trace, String operation, String action, String id) {
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    record.put("id", CHAIN_OF_ATTEMPT + "-0000000001").put("chain", CHAIN_OF_ATTEMPT);
    record.put("number", 1).put("previousHash", "0".repeat(64)).put("schemaVersion", 1);
    record.put("eventId", ATTEMPT).put("recordedAt", "2026-02-01T00:00:00.000Z");
    record.put("kind", "attempt").put("action", action).put("patientId", id);
    record.putObject("resource").put("type", "Patient").put("id", id).put("operation", operation);
    record.putObject("correlation").put("traceparent", "00-" + trace + "-00f067aa0ba902b7-01");
    return record;
  }
}
