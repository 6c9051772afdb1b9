package dev.patienttests.patient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.patient.AuditEvent.Kind;
import dev.patienttests.testkit.Call;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of a patient. */
class TestFunctionsTest extends PatientFunctionsFixture {
  private String patient() {
    String id = create(gateway().body(BODY)).json().path("id").asText();
    events.clear();
    return id;
  }

  @Test
  void createsATestAndLoadsIt() {
    String patient = patient();
    Call.Answer created = createTestAt(gateway().body(TEST_BODY), patient + "/tests/");
    String id = created.json().path("id").asText();

    assertThat(created.getStatusCode()).isEqualTo(201);
    assertThat(created.getHeader("Location")).isEqualTo("/api/patient/" + patient + "/tests/" + id);
    assertThat(created.getHeader("ETag")).isEqualTo("\"v1\"");
    assertThat(created.json().path("patientId").asText()).isEqualTo(patient);
    assertThat(created.json().path("observations").path(0).path("issued").asText())
        .isEqualTo("2026-02-15T07:30:00-04:00");
    assertThat(created.json().has("attempts")).isFalse();
    assertThat(events)
        .containsExactly(
            "audit attempt CreateTest " + id,
            "find " + patient,
            "create " + id,
            "audit outcome CreateTest " + id + " success");

    events.clear();
    Call.Answer loaded = loadTest(gateway(), patient + "/tests/" + id + "/");
    assertThat(loaded.getStatusCode()).isEqualTo(200);
    assertThat(loaded.json()).isEqualTo(created.json());
    assertThat(events).containsExactly("audit attempt LoadTest " + id, "find " + id);
    assertThat(trail.recorded.get(trail.recorded.size() - 1).target().patientId())
        .contains(patient);
  }

  @Test
  void carriesTheProofOfTheWrite() {
    createTest(gateway().body(TEST_BODY), patient());
    assertThat(WriteProof.readFrom(tests.documents.values().iterator().next()).attempts())
        .containsExactly(trail.of(Kind.ATTEMPT).get(1).eventId());
  }

  @Test
  void createsNoTestOfAPatientThatDoesNotExist() {
    Call.Answer answer = createTest(gateway().body(TEST_BODY), ID.toString());
    assertThat(answer.getStatusCode()).isEqualTo(404);
    assertThat(tests.documents).isEmpty();
    assertThat(events.get(events.size() - 1)).endsWith("notFound");

    trail.refuse(event -> event.kind() == Kind.OUTCOME);
    assertThat(createTest(gateway().body(TEST_BODY), ID.toString()).getStatusCode()).isEqualTo(503);
  }

  @Test
  void refusesAPatientIdThatIsNone() {
    Call.Answer answer = createTest(gateway().body(TEST_BODY), "1-2-3-4-5");
    assertThat(answer.getStatusCode()).isEqualTo(400);
    assertThat(answer.badFields()).containsExactly("patientId");
    assertThat(events).isEmpty();
  }

  @Test
  void takesThePatientIdInTheBodyIfItIsTheOneInThePath() {
    String patient = patient();
    String same =
        TEST_BODY.replaceFirst(
            "\\{", "{'patientId':'" + patient.toUpperCase(java.util.Locale.ROOT) + "',");
    assertThat(createTest(gateway().body(same), patient).getStatusCode()).isEqualTo(201);
    events.clear();
    String other =
        TEST_BODY.replaceFirst("\\{", "{'patientId':'" + new java.util.UUID(1, 2) + "',");
    Call.Answer refused = createTest(gateway().body(other), patient);
    assertThat(refused.getStatusCode()).isEqualTo(400);
    assertThat(refused.badFields()).containsExactly("patientId");
    assertThat(events).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "'performer'|'x1'|performer",
        "'performer'|'id':'x','performer'|id",
        "'orderReference':'O1'|'orderReference':''|orderReference",
        "'observations':[|'observations':[1,|observations[0]",
        "'code'|'Code'|observations[0].Code",
        "'final'|1|observations[0].status",
        "2026-02-15T07:30:00-04:00|2026-02-15|observations[0].issued",
        "2026-02-15T07:30:00-04:00|2026-02-30T07:30:00Z|observations[0].issued",
        "2026-02-15T07:30:00-04:00|2026-02-15T07:30Z|observations[0].issued",
      })
  void refusesBadTestsByName(String from, String to, String field) {
    Call.Answer answer = createTest(gateway().body(TEST_BODY.replace(from, to)), ID.toString());
    assertThat(answer.getStatusCode()).isEqualTo(400);
    assertThat(answer.badFields()).contains(field);
    assertThat(events).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null", "{}", "'x'"})
  void requiresAnObservation(String observations) {
    String body =
        TEST_BODY.replaceFirst("'observations':.*", "'observations':" + observations + "}");
    assertThat(createTest(gateway().body(body), ID.toString()).badFields())
        .containsExactly("observations");
  }

  @Test
  void answers404ForATestUnderAnotherPatientAndForIdsThatAreNone() {
    String one = patient();
    String two = patient();
    String test = createTest(gateway().body(TEST_BODY), one).json().path("id").asText();

    assertThat(loadTest(gateway(), two + "/tests/" + test).getStatusCode()).isEqualTo(404);
    events.clear();
    assertThat(loadTest(gateway(), one + "/tests/x").getStatusCode()).isEqualTo(404);
    assertThat(loadTest(gateway(), "x/tests/" + test).getStatusCode()).isEqualTo(404);
    assertThat(loadTests(gateway(), "x").getStatusCode()).isEqualTo(404);
    assertThat(events).isEmpty();
  }

  @Test
  void listsAlwaysAnArrayOfThePatientsTestsAlone() {
    String one = patient();
    String two = patient();
    assertThat(loadTests(gateway(), one).getStatusCode()).isEqualTo(404);
    assertThat(events.get(events.size() - 1)).endsWith("notFound");
    createTest(gateway().body(TEST_BODY), one);
    createTest(gateway().body(TEST_BODY), two);
    events.clear();

    Call.Answer list = loadTestsAt(gateway(), one + "/tests/?patientId=" + two);
    assertThat(list.getStatusCode()).isEqualTo(200);
    assertThat(list.json().isArray()).isTrue();
    assertThat(list.json()).hasSize(1);
    assertThat(events)
        .containsExactly("audit attempt LoadTests", "query", "audit outcome LoadTests success");
    AuditEvent outcome = trail.recorded.get(trail.recorded.size() - 1);
    assertThat(outcome.target().patientId()).contains(one);
    assertThat(outcome.outcome().orElseThrow().testIds())
        .containsExactly(list.json().path(0).path("id").asText());
  }

  @Test
  void pagesThroughTests() {
    String one = patient();
    String two = patient();
    for (int i = 0; i < 51; i++) {
      createTest(gateway().body(TEST_BODY), one);
      createTest(gateway().body(TEST_BODY), two);
    }
    Call.Answer first = loadTests(gateway(), one);
    String token = first.getHeader("x-continuation");
    Call.Answer second = loadTests(gateway().header("x-continuation", token), one);

    assertThat(first.json()).hasSize(50);
    assertThat(second.json()).hasSize(1);
    assertThat(second.getHeader("x-continuation")).isNull();
    List<String> ids = new ArrayList<>();
    first.json().forEach(test -> ids.add(test.path("id").asText()));
    second.json().forEach(test -> ids.add(test.path("id").asText()));
    assertThat(ids).hasSize(51).doesNotHaveDuplicates().isSorted();

    events.clear();
    Call.Answer other = loadTests(gateway().header("x-continuation", token), two);
    assertThat(other.badFields()).containsExactly("x-continuation");
    Call.Answer otherCaller =
        loadTests(
            gateway().header("x-requester-subscription-id", "s").header("x-continuation", token),
            one);
    assertThat(otherCaller.getStatusCode()).isEqualTo(400);
    assertThat(events).isEmpty();
  }

  @Test
  void listsNothingThatIsNotOnRecord() {
    String patient = patient();
    createTest(gateway().body(TEST_BODY), patient);
    trail.refuse(event -> event.kind() == Kind.OUTCOME);
    Call.Answer list = loadTests(gateway(), patient);
    assertThat(list.getStatusCode()).isEqualTo(503);
    assertThat(list.text()).doesNotContain("Canary");
  }
}
