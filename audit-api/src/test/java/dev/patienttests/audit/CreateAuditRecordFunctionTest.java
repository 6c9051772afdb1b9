package dev.patienttests.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.auth.caller.CallerAuthentication;
import dev.patienttests.secrets.Secrets;
import dev.patienttests.settings.Settings;
import dev.patienttests.testkit.Call;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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
  private final Settings settings =
      Settings.of(
          Map.of(
              "WEBSITE_AUTH_ENABLED", "True",
              "COSMOS_CONNECTION_STRING", "canary-secret",
              "COSMOS_CONNECTION_STRING_URI", "https://v.vault.azure.net/secrets/s"));
  private final AuditApp app =
      new AuditApp(
          CallerAuthentication.forEnvironment(settings),
          new Secrets(settings, uri -> "value", InstantSource.system())
              .secret("COSMOS_CONNECTION_STRING"),
          () ->
              new AuditService(
                  records, InstantSource.fixed(Instant.parse("2026-01-02T03:04:05.678Z"))));

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
    assertThat(json.path("id").asText()).isEqualTo("1f0a7b52-7e0c-4f4e-9d0a-3f2b8a1c5d6e");
    assertThat(json.path("eventId")).isEqualTo(json.path("id"));
    assertThat(json.path("recordedAt").asText()).isEqualTo("2026-01-02T03:04:05.678Z");
    assertThat(json.path("createdDate")).isEqualTo(json.path("recordedAt"));
    assertThat(json.path("agent").path("applicationId").asText()).isEqualTo("patient-api");
    assertThat(json.path("agent").path("objectId").asText()).isEqualTo("object-of-patient-api");
    assertThat(json.path("requester").path("subscriptionName").asText()).isEqualTo("clinic-demo");
    assertThat(json.path("correlation").path("requestId").asText()).isEqualTo("r1");
    json.remove("createdDate");
    assertThat(records.documents).hasSize(1).containsValue(json.toString());
  }

  @Test
  void answersARepeatWithTheFirstRecord() {
    Call.Answer first = send(writer().body(BODY));
    Call.Answer repeat = send(writer().body(BODY));

    assertThat(repeat.getStatusCode()).isEqualTo(200);
    assertThat(repeat.json()).isEqualTo(first.json());
    assertThat(records.documents).hasSize(1);
  }

  @Test
  void refusesOtherContentAndAnotherAgentUnderATakenEventId() {
    send(writer().body(BODY));
    Map<String, String> before = Map.copyOf(records.documents);

    assertThat(send(writer().body(BODY.replace("LoadPatient", "CreatePatient"))).getStatusCode())
        .isEqualTo(409);
    assertThat(send(new Call().by("other", "AuditRecord.Write").body(BODY)).getStatusCode())
        .isEqualTo(409);
    assertThat(records.documents).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "recordedAt", "createdDate", "agent", "unknown"})
  void refusesWhatTheServerSetsAndWhatItDoesNotKnow(String member) {
    Call.Answer answer = send(writer().body(with("'" + member + "':'x'")));

    assertThat(answer.getStatusCode()).isEqualTo(400);
    assertThat(answer.getHeader("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.badFields()).containsExactly(member);
    assertThat(records.documents).isEmpty();
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

  @Test
  void refusesCallersWithoutTheRoleBeforeReadingTheBody() {
    assertThat(send(new Call().body("{")).getStatusCode()).isEqualTo(401);
    assertThat(send(new Call().by("x", "AuditRecord.Read").body("{")).getStatusCode())
        .isEqualTo(403);
    assertThat(send(writer().body("{")).getStatusCode()).isEqualTo(400);
    assertThat(records.documents).isEmpty();
  }

  @Test
  void answers503WithoutInternalsWhenTheStoreIsAway() {
    records.away.set(true);
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
      assertThat(records.documents).hasSize(1);
    } finally {
      pool.shutdownNow();
    }
  }
}
