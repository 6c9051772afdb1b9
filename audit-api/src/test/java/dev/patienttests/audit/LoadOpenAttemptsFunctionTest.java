package dev.patienttests.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patienttests.audit.AuditRecord.Agent;
import dev.patienttests.testkit.Call;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadOpenAttemptsFunctionTest {
  private static final Agent WRITER =
      new Agent("patient-api", Optional.of("object-of-patient-api"));
  private static final Instant START = Instant.parse("2026-01-02T00:00:00Z");
  private static final Instant LATER = START.plusSeconds(3600);

  private final MemoryAuditRecords records = new MemoryAuditRecords();
  private Instant now = START;
  private final AuditApp app = Events.app(records, () -> now);

  private Call.Answer load(Call call) {
    return call.to(new LoadOpenAttemptsFunction(() -> app)::run);
  }

  private JsonNode open(String from) {
    Call.Answer answer =
        load(new Call().by("patient-api", "AuditRecord.Reconcile").query("from", from));
    assertThat(answer.getStatusCode()).isEqualTo(200);
    return answer.json();
  }

  private static String id(int number) {
    return new UUID(0x4000, number).toString();
  }

  private void attempt(int number, String action, Agent agent) {
    app.service().record(Events.event(id(number), ",'action':'" + action + "'"), agent);
  }

  private void close(int number, String kind) {
    String members = ",'attemptId':'%s','kind':'%s'".formatted(id(number), kind);
    app.service().record(Events.event(DerivedIds.closing(id(number)), members), WRITER);
  }

  private static List<String> ids(JsonNode answer) {
    return answer.path("attempts").findValuesAsText("eventId");
  }

  @Test
  void showsOwnAttemptsOfWritesThatNothingCloses() {
    attempt(1, "create", WRITER);
    attempt(2, "update", WRITER);
    attempt(3, "read", WRITER);
    attempt(4, "create", new Agent("patient-api", Optional.of("another")));
    attempt(5, "create", new Agent("another", Optional.of("object-of-patient-api")));
    attempt(6, "create", WRITER);
    attempt(7, "update", WRITER);
    close(6, "unresolved");
    close(7, "outcome','outcome':{'code':'success'},'sourceSystemName':'PatientTests");
    now = LATER;
    JsonNode answer = open("2026-01-01T00:00:00Z");

    assertThat(ids(answer)).containsExactlyInAnyOrder(id(1), id(2));
    assertThat(answer.path("more").asBoolean()).isFalse();
    assertThat(answer.path("through").asText()).isEqualTo("2026-01-02T00:55:00.000Z");
  }

  @Test
  void leavesOutWhatIsYoungerThanFiveMinutesOrBeforeTheTimeAskedFor() {
    attempt(1, "create", WRITER);
    now = START.plusSeconds(60);
    attempt(2, "create", WRITER);
    now = START.plusSeconds(120);
    attempt(3, "create", WRITER);
    now = START.plusSeconds(120 + 300);

    assertThat(ids(open("2026-01-02T00:01:00Z"))).containsExactly(id(2));
  }

  @Test
  void comesToAnEndInPages() {
    for (int i = 0; i < 250; i++) {
      now = START.plusSeconds(i / 7);
      attempt(i, i % 2 == 0 ? "create" : "update", WRITER);
    }
    now = LATER;
    Set<String> seen = new HashSet<>();
    JsonNode answer = open("2026-01-02T00:00:00Z");
    seen.addAll(ids(answer));
    int calls = 1;
    while (answer.path("more").asBoolean()) {
      answer = open(answer.path("through").asText());
      seen.addAll(ids(answer));
      calls++;
    }
    assertThat(seen).hasSize(250);
    assertThat(calls).isEqualTo(6); // a time that a page ends in is looked at again
  }

  @ParameterizedTest
  @ValueSource(ints = {49, 50, 51, 100, 130})
  void getsPastATimeThatMoreAttemptsHaveThanAPage(int number) {
    for (int i = 0; i < number; i++) {
      attempt(i, "create", WRITER);
    }
    now = LATER;
    assertThat(ids(open("2026-01-02T00:00:00Z"))).hasSize(number);
  }

  @Test
  void hasNothingToShowFromATimeThatIsTooYoung() {
    JsonNode answer = open("2026-01-02T00:00:00.5Z");
    assertThat(answer.toString())
        .isEqualTo("{\"attempts\":[],\"through\":\"2026-01-02T00:00:00.500Z\",\"more\":false}");
  }

  @Test
  void needsARoleOfItsOwn() {
    assertThat(load(new Call()).getStatusCode()).isEqualTo(401);
    for (String role : List.of("AuditRecord.Write", "AuditRecord.Read")) {
      assertThat(load(new Call().by("x", role)).getStatusCode()).isEqualTo(403);
    }
  }

  @Test
  void namesABadParameter() {
    Call reconciler = new Call().by("x", "AuditRecord.Reconcile");
    assertThat(load(reconciler).badFields()).containsExactly("from");
    assertThat(load(reconciler.query("from", "now").query("patientId", "1")).badFields())
        .containsExactlyInAnyOrder("from", "patientId");
  }

  @Test
  void answers503WhenTheStoreIsAway() {
    records.goAway();
    now = LATER;
    Call call = new Call().by("x", "AuditRecord.Reconcile").query("from", "2026-01-02T00:00:00Z");
    assertThat(load(call).getStatusCode()).isEqualTo(503);
  }
}
