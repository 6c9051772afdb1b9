package dev.patienttests.local.stack.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What each operation leaves in the audit. */
@SuppressWarnings("try") // an outage lasts as long as its block; nothing else is done with it
class AuditTrailTest {
  @RegisterExtension static final RunningStack STACK = new RunningStack();

  private static final Random TRACES = new Random();
  private static ClinicClient clinic;
  private static JsonNode patient;
  private static String id;
  private static String testId;

  @BeforeAll
  static void aPatientWithATest() {
    clinic = new ClinicClient(STACK);
    patient = clinic.created(Patients.ADA.replace("Lovelace", "Trailing"));
    id = patient.path("id").asText();
    testId = Patients.json(clinic.createTest(id, ClinicClient.BLOOD_TEST)).path("id").asText();
  }

  @Test
  void aCreationLeavesAnAttemptAndItsOutcome() {
    Trace trace = Trace.begin(TRACES);
    String created = Patients.json(clinic.create(Patients.ADA, trace.header())).path("id").asText();
    List<JsonNode> records = records(trace);
    assertThat(records)
        .extracting(AuditTrailTest::summary)
        .containsExactlyInAnyOrder(
            "attempt create CreatePatient Patient " + created + " " + created,
            "outcome create CreatePatient Patient " + created + " " + created + " success");
    assertClosed(records);
  }

  @Test
  void aLoadLeavesItsAttemptAlone() {
    Trace trace = Trace.begin(TRACES);
    clinic.load(id, trace.header());
    assertThat(records(trace))
        .extracting(AuditTrailTest::summary)
        .containsExactly("attempt read LoadPatient Patient " + id + " " + id);
  }

  @Test
  void anUpdateLeavesAnAttemptAndHowItEnded() {
    JsonNode created = clinic.created(Patients.ADA);
    String own = created.path("id").asText();
    Trace good = Trace.begin(TRACES);
    clinic.update(own, created.toString(), good.header());
    Trace outdated = Trace.begin(TRACES);
    assertThat(clinic.update(own, created.toString(), outdated.header()).statusCode())
        .isEqualTo(409);
    Trace missing = Trace.begin(TRACES);
    String nobody = UUID.randomUUID().toString();
    String other = ((ObjectNode) created.deepCopy()).put("id", nobody).toString();
    assertThat(clinic.update(nobody, other, missing.header()).statusCode()).isEqualTo(404);
    assertThat(outcomes(good)).containsExactly("success");
    assertThat(outcomes(outdated)).containsExactly("conflict");
    assertThat(outcomes(missing)).containsExactly("notFound");
    assertClosed(records(good));
  }

  @Test
  void aSearchLeavesWhatItShowedAndNoneOfItsTerms() {
    Trace trace = Trace.begin(TRACES);
    HttpResponse<String> found =
        clinic.search(
            "{\"lastName\":\"Trailing\",\"dateOfBirthFrom\":\"1815-12-10\"}", trace.header());
    assertThat(found.statusCode()).isEqualTo(200);
    List<JsonNode> records = records(trace);
    assertThat(kinds(records)).containsExactlyInAnyOrder("attempt", "outcome");
    JsonNode attempt = ofKind(records, "attempt");
    assertThat(attempt.path("action").asText()).isEqualTo("search");
    assertThat(attempt.has("patientId")).isFalse();
    assertThat(attempt.at("/query/fields"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder("lastName", "dateOfBirthFrom");
    assertThat(attempt.at("/query/hash").asText()).matches("[0-9a-f]{64}");
    assertThat(ofKind(records, "outcome").at("/outcome/patientIds"))
        .extracting(JsonNode::asText)
        .containsExactlyElementsOf(ids(found));
    assertThat(records.toString()).doesNotContainIgnoringCase("trailing").doesNotContain("1815");
  }

  @Test
  void testsAreAuditedAsTheirPatients() {
    Trace creation = Trace.begin(TRACES);
    String created =
        Patients.json(clinic.createTest(id, ClinicClient.BLOOD_TEST, creation.header()))
            .path("id")
            .asText();
    Trace load = Trace.begin(TRACES);
    clinic.loadTest(id, testId, load.header());
    Trace list = Trace.begin(TRACES);
    HttpResponse<String> listed = clinic.loadTests(id, list.header());
    assertThat(records(creation))
        .extracting(AuditTrailTest::summary)
        .containsExactlyInAnyOrder(
            "attempt create CreateTest Test " + created + " " + id,
            "outcome create CreateTest Test " + created + " " + id + " success");
    assertThat(records(load))
        .extracting(AuditTrailTest::summary)
        .containsExactly("attempt read LoadTest Test " + testId + " " + id);
    assertThat(ofKind(records(list), "outcome").at("/outcome/testIds"))
        .extracting(JsonNode::asText)
        .containsExactlyElementsOf(ids(listed));
  }

  @Test
  void aRepeatIsOnRecordAsOne() {
    String[] key = {"Idempotency-Key", UUID.randomUUID().toString()};
    HttpResponse<String> first = clinic.create(Patients.ADA, key);
    Trace trace = Trace.begin(TRACES);
    HttpResponse<String> second =
        clinic.create(Patients.ADA, key[0], key[1], trace.header()[0], trace.header()[1]);
    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(kinds(records(trace))).containsExactlyInAnyOrder("attempt", "replayed");
    assertClosed(records(trace));
  }

  @Test
  void whatIsRefusedBeforeTheAuditLeavesNothing() {
    Trace trace = Trace.begin(TRACES);
    assertThat(clinic.create("{}", trace.header()).statusCode()).isEqualTo(400);
    assertThat(clinic.load("no-uuid", trace.header()).statusCode()).isEqualTo(404);
    assertThat(clinic.search("{}", trace.header()).statusCode()).isEqualTo(400);
    assertThat(records(trace)).isEmpty();
  }

  @Test
  void whoAskedAndWhoCalledIsOnEachRecord() {
    Trace trace = Trace.begin(TRACES);
    clinic.search("{\"lastName\":\"Trailing\"}", trace.header());
    Documents documents = new Documents(STACK);
    for (JsonNode each : records(trace)) {
      assertThat(each.at("/requester/subscriptionId").asText()).isEqualTo(Patients.CLINIC);
      assertThat(each.at("/agent/objectId").asText()).isEqualTo(documents.patientPrincipal());
      assertThat(each.at("/correlation/requestId").asText()).isNotBlank();
    }
  }

  @Test
  void withoutTheAuditNoneOfTheOperationsIsCarriedOut() {
    Documents documents = new Documents(STACK);
    List<JsonNode> patients = documents.all(CosmosReader.PATIENTS);
    List<JsonNode> tests = documents.all(CosmosReader.TESTS);
    try (Outage outage = Outage.of(STACK, "audit-api")) {
      List<HttpResponse<String>> answers =
          List.<Function<ClinicClient, HttpResponse<String>>>of(
                  c -> c.create(Patients.ADA),
                  c -> c.load(id),
                  c -> c.update(id, patient.toString()),
                  c -> c.search("{\"lastName\":\"Trailing\"}"),
                  c -> c.createTest(id, ClinicClient.BLOOD_TEST),
                  c -> c.loadTest(id, testId),
                  c -> c.loadTests(id))
              .parallelStream()
              .map(operation -> operation.apply(clinic))
              .toList();
      assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(503);
      assertThat(answers)
          .allSatisfy(answer -> assertThat(answer.body()).doesNotContain("Trailing", "TESTLAB"));
    }
    assertThat(documents.all(CosmosReader.PATIENTS)).isEqualTo(patients);
    assertThat(documents.all(CosmosReader.TESTS)).isEqualTo(tests);
  }

  @Test
  void theAuditorReadsWhatHappenedToAPatientAndIsOnRecordForIt() {
    AuditClient auditor = AuditClient.auditor(STACK);
    Trace trace = Trace.begin(TRACES);
    HttpResponse<String> read = auditor.get("/auditrecord?patientId=" + id, trace.header());
    assertThat(read.statusCode()).isEqualTo(200);
    List<JsonNode> stored = new Documents(STACK).auditRecordsOf(id);
    assertThat(Patients.json(read))
        .extracting(each -> each.path("id").asText())
        .contains(
            stored.stream()
                .filter(each -> each.at("/resource/operation").asText().equals("CreatePatient"))
                .map(each -> each.path("id").asText())
                .toArray(String[]::new));
    assertThat(Patients.json(read))
        .allSatisfy(
            each -> assertThat(each.path("createdDate")).isEqualTo(each.path("recordedAt")));
    assertThat(records(trace))
        .extracting(AuditTrailTest::summary)
        .containsExactly("attempt read ReadAuditRecords AuditRecord  " + id);
  }

  @Test
  void nobodyReadsOrWritesTheAuditWithoutTheRoleForIt() {
    AuditClient auditor = AuditClient.auditor(STACK);
    AuditClient writer = AuditClient.patientApi(STACK);
    assertThat(writer.get("/auditrecord?patientId=" + id).statusCode()).isEqualTo(403);
    assertThat(writer.get("/auditrecord?chain=00").statusCode()).isEqualTo(403);
    assertThat(auditor.get("/auditrecord/open?from=2026-01-01T00:00:00Z").statusCode())
        .isEqualTo(403);
    String event =
        """
        {"eventId":"%s","sourceSystemName":"Auditor","patientId":"%s",
         "resource":{"type":"Patient","id":"%s","operation":"LoadPatient"}}"""
            .formatted(UUID.randomUUID(), id, id);
    assertThat(auditor.append(event).statusCode()).isEqualTo(403);
    assertThat(new Documents(STACK).auditRecords())
        .noneMatch(each -> each.path("sourceSystemName").asText().equals("Auditor"));
  }

  private static List<JsonNode> records(Trace trace) {
    return new Documents(STACK).auditRecordsOf(trace);
  }

  private static List<String> kinds(List<JsonNode> records) {
    return records.stream().map(each -> each.path("kind").asText()).toList();
  }

  private static List<String> outcomes(Trace trace) {
    return records(trace).stream()
        .filter(each -> each.path("kind").asText().equals("outcome"))
        .map(each -> each.at("/outcome/code").asText())
        .toList();
  }

  private static JsonNode ofKind(List<JsonNode> records, String kind) {
    return records.stream()
        .filter(each -> each.path("kind").asText().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> ids(HttpResponse<String> list) {
    List<String> ids = new java.util.ArrayList<>();
    Patients.json(list).forEach(each -> ids.add(each.path("id").asText()));
    return ids;
  }

  /** The one attempt is closed by the one other record, and by its derived id. */
  private static void assertClosed(List<JsonNode> records) {
    assertThat(kinds(records)).hasSize(2).contains("attempt");
    JsonNode attempt = ofKind(records, "attempt");
    JsonNode closing =
        records.stream()
            .filter(each -> !each.path("kind").asText().equals("attempt"))
            .findFirst()
            .orElseThrow();
    assertThat(closing.path("attemptId")).isEqualTo(attempt.path("eventId"));
    assertThat(closing.path("eventId").asText()).matches("[0-9a-f]{8}-[0-9a-f]{4}-8.*");
  }

  private static String summary(JsonNode record) {
    return List.of(
            "/kind",
            "/action",
            "/resource/operation",
            "/resource/type",
            "/resource/id",
            "/patientId",
            "/outcome/code")
        .stream()
        .map(pointer -> record.at(pointer).asText())
        .collect(Collectors.joining(" "))
        .stripTrailing();
  }
}
