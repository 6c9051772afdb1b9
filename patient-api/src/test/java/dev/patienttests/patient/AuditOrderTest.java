package dev.patienttests.patient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.patient.AuditEvent.Code;
import dev.patienttests.patient.AuditEvent.Kind;
import dev.patienttests.testkit.Call;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** For every operation: the audit comes first, and without it nothing happens. */
class AuditOrderTest extends PatientFunctionsFixture {
  private static final String TEST_ID = "5c2d7a1e-8b3f-4d6a-9e0c-1f2a3b4c5d6e";

  private final Map<Operation, Function<Call, Call.Answer>> operations =
      Map.of(
          Operation.CREATE_PATIENT, call -> create(call.body(BODY)),
          Operation.LOAD_PATIENT, call -> load(call, ID.toString()),
          Operation.UPDATE_PATIENT,
              call -> update(call.header("if-match", "\"v1\"").body(BODY), ID.toString()),
          Operation.SEARCH_PATIENT, call -> search(call.body("{'firstName':'canary'}")),
          Operation.CREATE_TEST, call -> createTest(call.body(TEST_BODY), ID.toString()),
          Operation.LOAD_TEST, call -> loadTest(call, ID + "/tests/" + TEST_ID),
          Operation.LOAD_TESTS, call -> loadTests(call, ID.toString()));

  private Call.Answer call(Operation operation, Call call) {
    return operations.get(operation).apply(call);
  }

  @BeforeEach
  void storeAPatient() {
    create(gateway().body(BODY));
    events.clear();
    trail.recorded.clear();
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void nothingIsReadOrWrittenWithoutAnAttempt(Operation operation) {
    trail.refuse(event -> true);
    Call.Answer answer = call(operation, gateway());

    assertThat(answer.getStatusCode()).isEqualTo(503);
    assertThat(answer.getHeader("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.text()).doesNotContain("Canary");
    assertThat(events).hasSize(1);
    assertThat(events.get(0)).startsWith("audit attempt " + operation.auditName());
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void theAttemptIsTheFirstThingThatHappens(Operation operation) {
    call(operation, gateway());

    assertThat(events.get(0)).startsWith("audit attempt " + operation.auditName());
    assertThat(events.stream().filter(event -> event.contains("attempt"))).hasSize(1);
    assertThat(trail.of(Kind.ATTEMPT).get(0).target().patientId().isPresent())
        .isEqualTo(operation != Operation.SEARCH_PATIENT);
    assertThat(trail.of(Kind.ATTEMPT).get(0).query().isPresent())
        .isEqualTo(operation == Operation.SEARCH_PATIENT);
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void aStoreThatIsAwayIs503AndDidNothing(Operation operation) {
    patients.away = true;
    tests.away = true;
    Call.Answer answer = call(operation, gateway());

    assertThat(answer.getStatusCode()).isEqualTo(503);
    List<AuditEvent> outcomes = trail.of(Kind.OUTCOME);
    boolean single = operation == Operation.LOAD_PATIENT || operation == Operation.LOAD_TEST;
    assertThat(outcomes).hasSize(single ? 0 : 1);
    assertThat(outcomes).allMatch(event -> event.outcome().orElseThrow().code() == Code.FAILED);
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void aStoreThatIsAwayIs503AlsoWhenThatCannotBeRecorded(Operation operation) {
    patients.away = true;
    tests.away = true;
    trail.refuse(event -> event.kind() == Kind.OUTCOME);
    assertThat(call(operation, gateway()).getStatusCode()).isEqualTo(503);
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void aCallerWithoutTheRoleLeavesARecordAndTouchesNothing(Operation operation) {
    Call.Answer answer = call(operation, new Call().by("intruder", "Patient.Read"));

    assertThat(answer.getStatusCode()).isEqualTo(403);
    assertThat(trail.recorded).hasSize(1);
    AuditEvent denied = trail.recorded.get(0);
    assertThat(denied.kind()).isEqualTo(Kind.DENIED);
    assertThat(denied.operation()).isEqualTo(operation);
    boolean unnamed =
        operation == Operation.CREATE_PATIENT || operation == Operation.SEARCH_PATIENT;
    assertThat(denied.target().patientId())
        .isEqualTo(unnamed ? Optional.empty() : Optional.of(ID.toString()));
    assertThat(denied.origin().requester()).containsEntry("application", "intruder");
    assertThat(events).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void anUnknownCallerIs401WithoutARecord(Operation operation) {
    assertThat(call(operation, new Call()).getStatusCode()).isEqualTo(401);
    assertThat(events).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Operation.class,
      names = {"CREATE_PATIENT", "UPDATE_PATIENT", "CREATE_TEST"})
  void aWriteWhoseEndIsNotKnownStaysOpen(Operation operation) {
    patients.writes = MemoryDocuments.Write.NOT_DONE_AND_UNKNOWN;
    tests.writes = MemoryDocuments.Write.NOT_DONE_AND_UNKNOWN;
    Call.Answer answer = call(operation, gateway());

    assertThat(answer.getStatusCode()).isEqualTo(503);
    assertThat(answer.json().path("detail").asText()).startsWith("It is not known");
    assertThat(trail.recorded).extracting(AuditEvent::kind).containsExactly(Kind.ATTEMPT);
  }

  @ParameterizedTest
  @EnumSource(
      value = Operation.class,
      names = {"CREATE_PATIENT", "UPDATE_PATIENT", "CREATE_TEST"})
  void aWriteThatIsStoredSucceedsWithoutItsOutcome(Operation operation) {
    trail.refuse(event -> event.kind() == Kind.OUTCOME);
    assertThat(call(operation, gateway()).getStatusCode()).isBetween(200, 201);
  }
}
