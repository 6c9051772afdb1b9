package dev.patienttests.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patienttests.testkit.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadAuditRecordsFunctionTest {
  private static final String OTHER_PATIENT = "99999999-4a55-4c39-8a39-0f4d5a1b2c3d";

  private final MemoryAuditRecords records = new MemoryAuditRecords();
  private final AtomicLong seconds = new AtomicLong();
  private final AuditApp app =
      Events.app(
          records,
          () -> Instant.parse("2026-01-02T00:00:00Z").plusSeconds(seconds.getAndIncrement()));

  private Call.Answer read(Call call) {
    return call.to(new ReadAuditRecordsFunction(() -> app)::run);
  }

  private static Call auditor() {
    return new Call().by("auditor", "AuditRecord.Read");
  }

  private void record(AuditEvent event) {
    app.service().record(event, Events.PATIENT_API);
  }

  private static List<String> operations(Call.Answer answer) {
    return answer.json().findValuesAsText("operation");
  }

  /** All pages of a query, until an answer has no continuation. */
  private List<JsonNode> all(String parameter, String value) {
    List<JsonNode> found = new ArrayList<>();
    Optional<String> token = Optional.empty();
    do {
      Call call = auditor().query(parameter, value);
      token.ifPresent(text -> call.header("x-continuation", text));
      Call.Answer page = read(call);
      assertThat(page.getStatusCode()).isEqualTo(200);
      assertThat(page.json().size()).isLessThanOrEqualTo(100);
      page.json().forEach(found::add);
      token = Optional.ofNullable(page.getHeader("x-continuation"));
    } while (token.isPresent());
    return found;
  }

  @Test
  void showsWhatConcernsAPatientInTheOrderOfTime() {
    record(Events.event(1));
    record(
        Events.event(
            "00000000-0000-4000-8000-000000000002",
            ",'action':'search','patientId':'%s'".formatted(OTHER_PATIENT)));
    Call.Answer answer =
        read(auditor().query("patientId", Events.PATIENT.toUpperCase(Locale.ROOT)));

    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(operations(answer)).containsExactly("LoadPatient", "ReadAuditRecords");
    assertThat(answer.json().findValuesAsText("recordedAt")).isSorted();
    JsonNode first = answer.json().get(0);
    assertThat(first.path("createdDate")).isEqualTo(first.path("recordedAt"));
    assertThat(first.path("previousHash").asText()).hasSize(64);
    assertThat(answer.getHeader("x-continuation")).isNull();
  }

  @Test
  void showsTheSearchesThatReturnedAPatient() {
    AuditEvent returned =
        AuditEventReader.read(
            Documents.quoted(
                ("{'eventId':'%s','sourceSystemName':'PatientTests','kind':'outcome',"
                        + "'attemptId':'%s','action':'search',"
                        + "'resource':{'type':'Patient','operation':'SearchPatient'},"
                        + "'outcome':{'code':'success','patientIds':['%s','%s']}}")
                    .formatted(
                        DerivedIds.closing(OTHER_PATIENT),
                        OTHER_PATIENT,
                        OTHER_PATIENT,
                        Events.PATIENT)));
    record(returned);
    assertThat(operations(read(auditor().query("patientId", Events.PATIENT))))
        .containsExactly("SearchPatient", "ReadAuditRecords");
  }

  @Test
  void showsFromIncludedToExcluded() {
    for (int i = 0; i < 5; i++) {
      record(Events.event(i));
    }
    Call.Answer answer =
        read(
            auditor()
                .query("patientId", Events.PATIENT)
                .query("from", "2026-01-02T00:00:01Z")
                .query("to", "2026-01-02T01:00:03+01:00"));
    assertThat(answer.json().findValuesAsText("recordedAt"))
        .containsExactly("2026-01-02T00:00:01.000Z", "2026-01-02T00:00:02.000Z");
  }

  @Test
  void pagesThroughAPatientWithoutGapOrRepeat() {
    for (int i = 0; i < 250; i++) {
      seconds.set(i / 120); // many at the same time
      record(Events.event(i));
    }
    List<JsonNode> found = all("patientId", Events.PATIENT);

    assertThat(new HashSet<>(found)).hasSameSizeAs(found);
    assertThat(found)
        .extracting(record -> record.at("/resource/operation").asText())
        .filteredOn("LoadPatient"::equals)
        .hasSize(250);
  }

  @Test
  void pagesThroughAChainInTheOrderOfItsNumbers() {
    for (int i = 1; i <= 120; i++) {
      record(Events.event("07", i));
    }
    List<JsonNode> found = all("chain", "07");

    assertThat(found.size()).isGreaterThanOrEqualTo(120);
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i).path("number").asInt()).isEqualTo(i + 1);
    }
  }

  @Test
  void showsAllThatIsStoredSoThatAForgedMemberIsSeen() {
    record(Events.event("07", 1));
    records.tamper(
        all ->
            all.compute("07-0000000001", (id, text) -> text.replaceFirst("\\{", "{\"x\":true,")));
    JsonNode first = read(auditor().query("chain", "07")).json().get(0);
    assertThat(first.path("x").asBoolean()).isTrue();
  }

  @Test
  void recordsEachReadingBeforeItAnswers() {
    read(auditor().query("patientId", Events.PATIENT));
    read(auditor().query("chain", "63"));

    assertThat(records.all())
        .extracting(record -> record.document().at("/sourceSystemName").asText())
        .containsExactly("AuditApi", "AuditApi");
    assertThat(records.all())
        .allSatisfy(
            record -> {
              JsonNode json = record.document();
              assertThat(json.at("/agent/applicationId").asText()).isEqualTo("auditor");
              assertThat(json.at("/resource/type").asText()).isEqualTo("AuditRecord");
              assertThat(json.at("/kind").asText()).isEqualTo("attempt");
              assertThat(json.at("/action").asText()).isEqualTo("read");
            });
    assertThat(records.all())
        .extracting(record -> record.document().path("patientId").asText())
        .containsExactlyInAnyOrder(Events.PATIENT, "");
  }

  @Test
  void answersAnEmptyArrayWhenThereIsNothing() {
    Call.Answer answer =
        read(
            auditor()
                .query("patientId", Events.PATIENT)
                .query("from", "2020-01-01T00:00:00Z")
                .query("to", "2021-01-01T00:00:00Z"));
    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("[]");
  }

  @Test
  void answersNothingWhenTheReadingCannotBeRecorded() {
    record(Events.event(1));
    records.endNextWrite(MemoryAuditRecords.Ending.LOST);
    Call.Answer answer = read(auditor().query("patientId", Events.PATIENT));

    assertThat(answer.getStatusCode()).isEqualTo(503);
    assertThat(answer.text()).doesNotContain(Events.PATIENT);
  }

  @Test
  void letsNobodyReadWithoutTheRoleForIt() {
    assertThat(read(new Call().query("chain", "07")).getStatusCode()).isEqualTo(401);
    for (String role : List.of("AuditRecord.Write", "AuditRecord.Reconcile")) {
      assertThat(read(new Call().by("patient-api", role).query("chain", "07")).getStatusCode())
          .isEqualTo(403);
    }
    assertThat(records.documents()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "x, 1, patientId;x",
    "patientId, 1-2-3-4-5, patientId",
    "chain, 64, chain",
    "chain, 7, chain",
    "from, 2026-01-02T00:00:00Z, patientId",
  })
  void namesABadParameter(String name, String value, String fields) {
    assertBad(auditor().query(name, value), fields.split(";"));
  }

  @ParameterizedTest
  @CsvSource({
    "from, yesterday, from",
    "to, 2026-01-02, to",
    "to, 2025-12-31T23:59:59Z, to",
    "to, 2026-01-01T00:00:00Z, to",
    "chain, 07, patientId;from",
  })
  void namesAParameterThatDoesNotFitTheOthers(String name, String value, String fields) {
    Call call = auditor().query("patientId", Events.PATIENT).query("from", "2026-01-01T00:00:00Z");
    assertBad(call.query(name, value), fields.split(";"));
  }

  @ParameterizedTest
  @CsvSource({"!", "bjE", "cDIwMjYtMDEtMDJUMDA6MDA6MDBaIHg", "''"})
  void refusesAContinuationOfAnotherQuery(String token) {
    Call call = auditor().query("patientId", Events.PATIENT).header("x-continuation", token);
    assertBad(call, "x-continuation");
  }

  private void assertBad(Call call, String... fields) {
    Call.Answer answer = read(call);
    assertThat(answer.getStatusCode()).isEqualTo(400);
    assertThat(answer.badFields()).containsExactlyInAnyOrder(fields);
    assertThat(records.documents()).isEmpty();
  }
}
