package dev.patienttests.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.testkit.Call;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreateAuditRecordFunctionTest {
  private static final String EVENT = "1F0A7B52-7E0C-4F4E-9D0A-3F2B8A1C5D6E";
  private static final String PATIENT = "0b7f2c7e-4a55-4c39-8a39-0f4d5a1b2c3d";
  private static final String BODY =
      ("{'eventId':'%s','sourceSystemName':'PatientTests',"
              + "'resource':{'type':'Patient','id':'%s','operation':'LoadPatient'},"
              + "'patientId':'%s','requester':{'subscriptionName':'clinic-demo'},"
              + "'correlation':{'requestId':'r1'}}")
          .formatted(EVENT, PATIENT, PATIENT);

  private final MemoryAuditRecords records = new MemoryAuditRecords();
  private final AuditApp app =
      Events.app(records, InstantSource.fixed(Instant.parse("2026-01-02T03:04:05.678Z")));

  private Call.Answer send(Call call) {
    return call.to(new CreateAuditRecordFunction(() -> app)::run);
  }

  private static Call writer() {
    return new Call().by("patient-api", "AuditRecord.Write");
  }

  private static String with(String member) {
    return BODY.substring(0, BODY.length() - 1) + "," + member + "}";
  }

  @Test
  void recordsANewEventWithAgentAndTimeOfItsOwn() {
    Call.Answer answer = send(writer().body(BODY));

    assertThat(answer.getStatusCode()).isEqualTo(201);
    ObjectNode json = (ObjectNode) answer.json();
    String chain = Chains.of(EVENT);
    assertThat(json.path("id").asText()).isEqualTo(chain + "-0000000001");
    assertThat(json.path("chain").asText()).isEqualTo(chain);
    assertThat(json.path("number").asLong()).isEqualTo(1);
    assertThat(json.path("previousHash").asText()).isEqualTo("0".repeat(64));
    assertThat(json.path("schemaVersion").asInt()).isEqualTo(1);
    assertThat(json.path("eventId").asText()).isEqualTo("1f0a7b52-7e0c-4f4e-9d0a-3f2b8a1c5d6e");
    assertThat(json.path("kind").asText()).isEqualTo("attempt");
    assertThat(json.path("recordedAt").asText()).isEqualTo("2026-01-02T03:04:05.678Z");
    assertThat(json.path("createdDate")).isEqualTo(json.path("recordedAt"));
    assertThat(json.path("occurredAt")).isEqualTo(json.path("recordedAt"));
    assertThat(json.path("agent").path("applicationId").asText()).isEqualTo("patient-api");
    assertThat(json.path("agent").path("objectId").asText()).isEqualTo("object-of-patient-api");
    assertThat(json.path("requester").path("subscriptionName").asText()).isEqualTo("clinic-demo");
    assertThat(json.path("correlation").path("requestId").asText()).isEqualTo("r1");
    json.remove("createdDate");
    assertThat(records.documents()).hasSize(1).containsValue(json.toString());
  }

  @Test
  void answersARepeatWithTheFirstRecord() {
    Call.Answer first = send(writer().body(BODY));
    Call.Answer repeat = send(writer().body(BODY));

    assertThat(repeat.getStatusCode()).isEqualTo(200);
    assertThat(repeat.json()).isEqualTo(first.json());
    assertThat(records.documents()).hasSize(1);
  }

  @Test
  void refusesOtherContentAndAnotherAgentUnderATakenEventId() {
    send(writer().body(BODY));
    Map<String, String> before = records.documents();

    assertThat(send(writer().body(BODY.replace("LoadPatient", "CreatePatient"))).getStatusCode())
        .isEqualTo(409);
    assertThat(send(new Call().by("other", "AuditRecord.Write").body(BODY)).getStatusCode())
        .isEqualTo(409);
    assertThat(records.documents()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id",
        "chain",
        "number",
        "previousHash",
        "schemaVersion",
        "recordedAt",
        "createdDate",
        "agent",
        "unknown"
      })
  void refusesWhatTheServerSetsAndWhatItDoesNotKnow(String member) {
    Call.Answer answer = send(writer().body(with("'" + member + "':'x'")));

    assertThat(answer.getStatusCode()).isEqualTo(400);
    assertThat(answer.getHeader("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.badFields()).containsExactly(member);
    assertThat(records.documents()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "'eventId':'1F0A7B52-7E0C-4F4E-9D0A-3F2B8A1C5D6E',||eventId",
        "'1F0A7B52-7E0C-4F4E-9D0A-3F2B8A1C5D6E'|'1-2-3-4-5'|eventId",
        "'sourceSystemName':'PatientTests'|'sourceSystemName':''|sourceSystemName",
        "'type':'Patient',||resource.type",
        "'operation':'LoadPatient'|'operation':'a b'|resource.operation",
        "'type':'Patient'|'type':'Patient','extra':1|resource.extra",
        "'subscriptionName':'clinic-demo'|'name':'x'|requester.name",
        "'subscriptionName':'clinic-demo'|'subscriptionName':7|requester.subscriptionName",
        "'requestId':'r1'|'traceparent':'x'|correlation.traceparent",
      })
  void namesEachBadMember(String text, String replacement, String field) {
    Call.Answer answer =
        send(writer().body(BODY.replace(text, replacement == null ? "" : replacement)));

    assertThat(answer.getStatusCode()).isEqualTo(400);
    assertThat(answer.badFields()).containsExactly(field);
  }

  private static String closing(String members) {
    return with(members)
        .replace(EVENT, DerivedIds.closing(PATIENT))
        .replace("'kind'", "'attemptId':'" + PATIENT.toUpperCase(Locale.ROOT) + "','kind'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'kind':'outcome','action':'create','outcome':{'code':'success'}",
        "'kind':'outcome','outcome':{'code':'conflict','patientIds':['%s'],'testIds':[]}",
        "'kind':'replayed'",
        "'kind':'unresolved'",
      })
  void recordsHowAnAttemptEnded(String members) {
    Call.Answer answer = send(writer().body(closing(members.formatted(PATIENT))));

    assertThat(answer.getStatusCode()).isEqualTo(201);
    assertThat(answer.json().path("attemptId").asText()).isEqualTo(PATIENT);
    assertThat(answer.json().path("outcome").has("testIds")).isFalse();
  }

  @Test
  void closesAnAttemptOnce() {
    send(writer().body(closing("'kind':'unresolved'")));
    Call.Answer second =
        send(writer().body(closing("'kind':'outcome','outcome':{'code':'success'}")));

    assertThat(second.getStatusCode()).isEqualTo(409);
    assertThat(records.documents()).hasSize(1);
  }

  @Test
  void recordsASearchAndWhatItReturnsWithoutItsTerms() {
    String search =
        "{'eventId':'%s','sourceSystemName':'PatientTests','action':'search',"
            + "'resource':{'type':'Patient','operation':'SearchPatient'},"
            + "'query':{'fields':['lastName','gender'],'hash':'%s'}}";
    Call.Answer answer = send(writer().body(search.formatted(EVENT, "0f".repeat(32))));

    assertThat(answer.getStatusCode()).isEqualTo(201);
    assertThat(answer.json().has("patientId")).isFalse();
    assertThat(answer.json().path("query").path("fields").get(1).asText()).isEqualTo("gender");
  }

  @Test
  void recordsWhatWasDeniedBeforeItNamedAPatient() {
    String denied =
        "{'eventId':'%s','sourceSystemName':'PatientTests','kind':'denied',"
            + "'resource':{'type':'Patient','operation':'LoadPatient'}}";
    assertThat(send(writer().body(denied.formatted(EVENT))).getStatusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "'kind':'deleted'|kind",
        "'action':'delete'|action",
        "'attemptId':'%s'|attemptId",
        "'kind':'unresolved'|attemptId",
        "'kind':'replayed','attemptId':'%s'|eventId",
        "'kind':'outcome','attemptId':'%s','outcome':{'code':'success'}|eventId",
        "'outcome':{'code':'success'}|outcome",
        "'kind':'denied','outcome':{'code':'failed'}|outcome",
        "'kind':'outcome','outcome':{'patientIds':[]}|outcome.code",
        "'kind':'outcome','outcome':{'code':'lost'}|outcome.code",
        "'kind':'outcome','outcome':{'code':'success','patientIds':['x']}|outcome.patientIds[0]",
        "'kind':'outcome','outcome':{'code':'success','testIds':'x'}|outcome.testIds",
        "'kind':'outcome','outcome':{'code':'success','names':['x']}|outcome.names",
        "'query':{'fields':['a'],'hash':'H'}|query",
        "'action':'search','query':{'fields':[],'hash':'H'}|query.fields",
        "'action':'search','query':{'fields':['a','a'],'hash':'H'}|query.fields",
        "'action':'search','query':{'fields':['a b'],'hash':'H'}|query.fields[0]",
        "'action':'search','query':{'fields':['a']}|query.hash",
        "'action':'search','query':{'fields':['a'],'hash':'Smith'}|query.hash",
        "'action':'search','query':{'fields':['a'],'hash':'H','terms':['Smith']}|query.terms",
        "'occurredAt':'2026-01-02'|occurredAt",
      })
  void namesTheMemberThatDoesNotBelongToTheOthers(String members, String field) {
    String all = members.formatted(PATIENT).replace("'H'", "'" + "0".repeat(64) + "'");
    Call.Answer answer = send(writer().body(with(all)));

    assertThat(answer.getStatusCode()).isEqualTo(400);
    assertThat(answer.badFields()).containsExactly(field);
    assertThat(records.documents()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "'type':'Patient','id':'%s'|'type':'Patient'|resource.id",
        ",'patientId':'%s'||patientId",
      })
  void demandsAPatientUnlessASearchMeansMany(String text, String replacement, String field) {
    String body = BODY.replace(text.formatted(PATIENT), replacement == null ? "" : replacement);
    assertThat(send(writer().body(body)).badFields()).containsExactly(field);
  }

  @Test
  void comparesTheTimeOfAnEventOnlyWhereOneIsGiven() {
    String said = with("'occurredAt':'2026-01-02T05:04:05.1239+02:00'");
    Call.Answer first = send(writer().body(said));

    assertThat(first.json().path("occurredAt").asText()).isEqualTo("2026-01-02T03:04:05.123Z");
    assertThat(send(writer().body(said)).getStatusCode()).isEqualTo(200);
    assertThat(send(writer().body(BODY)).getStatusCode()).isEqualTo(200);
    assertThat(send(writer().body(with("'occurredAt':'2026-01-02T03:04:06Z'"))).getStatusCode())
        .isEqualTo(409);
  }

  @Test
  void refusesCallersWithoutTheRoleBeforeReadingTheBody() {
    assertThat(send(new Call().body("{")).getStatusCode()).isEqualTo(401);
    assertThat(send(new Call().by("x", "AuditRecord.Read").body("{")).getStatusCode())
        .isEqualTo(403);
    assertThat(send(writer().body("{")).getStatusCode()).isEqualTo(400);
    assertThat(records.documents()).isEmpty();
  }

  @Test
  void answers503WithoutInternalsWhenTheStoreIsAway() {
    records.goAway();
    Call call = writer().body(BODY);
    Call.Answer answer = send(call);

    assertThat(answer.getStatusCode()).isEqualTo(503);
    assertThat(answer.json().path("traceId").asText()).hasSize(32);
    assertThat(answer.text() + call.logged()).doesNotContain(PATIENT, "canary", "clinic-demo");
  }

  @Test
  void storesOneRecordForConcurrentRepeats() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      Callable<Integer> one = () -> send(writer().body(BODY)).getStatusCode();
      List<Future<Integer>> all = pool.invokeAll(java.util.Collections.nCopies(50, one));
      int created = 0;
      for (Future<Integer> each : all) {
        assertThat(each.get()).isIn(200, 201);
        created += each.get() == 201 ? 1 : 0;
      }
      assertThat(created).isEqualTo(1);
      assertThat(records.documents()).hasSize(1);
    } finally {
      pool.shutdownNow();
    }
  }
}
