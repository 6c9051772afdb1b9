package dev.patienttests.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patienttests.http.UnavailableException;
import dev.patienttests.patient.AuditEvent.Code;
import dev.patienttests.patient.AuditEvent.Kind;
import dev.patienttests.patient.OpenAttempts.Batch;
import dev.patienttests.patient.OpenAttempts.OpenAttempt;
import dev.patienttests.testkit.Call;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of attempts that were left open. */
class ReconcilerTest extends PatientFunctionsFixture {
  private static final Instant T1 = Instant.parse("2026-01-02T03:00:00Z");
  private static final Instant T2 = Instant.parse("2026-01-02T03:10:00Z");

  private final Deque<Batch> batches = new ArrayDeque<>();
  private final List<Instant> asked = new ArrayList<>();
  private final MemoryPosition position = new MemoryPosition();
  private final Reconciler reconciler =
      new Reconciler(
          from -> {
            asked.add(from);
            return batches.remove();
          },
          position,
          trail,
          patients,
          tests);

  /** The last attempt, as the audit would show it. */
  private OpenAttempt lastAttempt() {
    List<AuditEvent> attempts = trail.of(Kind.ATTEMPT);
    AuditEvent last = attempts.get(attempts.size() - 1);
    return new OpenAttempt(
        last.eventId(),
        last.operation().resourceType(),
        last.target().resourceId(),
        last.target().patientId(),
        last.operation().auditName(),
        last.operation().action());
  }

  private AuditEvent lastRecord() {
    return trail.recorded.get(trail.recorded.size() - 1);
  }

  @Test
  void recordsTheSuccessThatTheDocumentProves() {
    trail.refuse(event -> event.kind() == Kind.OUTCOME);
    String id = create(gateway().body(BODY)).json().path("id").asText();
    OpenAttempt patient = lastAttempt();
    createTest(gateway().body(TEST_BODY), id);
    OpenAttempt test = lastAttempt();
    update(gateway().header("if-match", "\"v1\"").body(BODY), id);
    OpenAttempt update = lastAttempt();
    trail.refuse(event -> false);
    batches.add(new Batch(List.of(patient, test, update), T1, false));

    assertThat(reconciler.run()).isEqualTo(3);
    List<AuditEvent> outcomes = trail.of(Kind.OUTCOME);
    assertThat(outcomes).hasSize(3);
    assertThat(outcomes).allMatch(e -> e.outcome().orElseThrow().code() == Code.SUCCESS);
    assertThat(outcomes)
        .extracting(event -> event.closes().orElseThrow())
        .containsExactly(patient.eventId(), test.eventId(), update.eventId());
    assertThat(outcomes)
        .extracting(event -> event.operation().auditName())
        .containsExactly("CreatePatient", "CreateTest", "UpdatePatient");
    assertThat(position.read()).isEqualTo(T1);
  }

  @Test
  void neverSaysThatAWriteFailed() {
    patients.writes = MemoryDocuments.Write.NOT_DONE_AND_UNKNOWN;
    create(gateway().body(BODY));
    OpenAttempt neverStored = lastAttempt();
    batches.add(new Batch(List.of(neverStored), T1, false));
    reconciler.run();

    assertThat(lastRecord().kind()).isEqualTo(Kind.UNRESOLVED);
    assertThat(lastRecord().closes()).contains(neverStored.eventId());
    assertThat(lastRecord().outcome()).isEmpty();
  }

  @Test
  void anUpdateIsNotProvenByAnotherOnesWrite() {
    String id = create(gateway().body(BODY)).json().path("id").asText();
    patients.writes = MemoryDocuments.Write.NOT_DONE_AND_UNKNOWN;
    update(gateway().header("if-match", "\"v1\"").body(BODY), id);
    batches.add(new Batch(List.of(lastAttempt()), T1, false));
    reconciler.run();
    assertThat(lastRecord().kind()).isEqualTo(Kind.UNRESOLVED);
  }

  @Test
  void goesOnUntilThereIsNoMoreAndBeginsThereNextTime() {
    batches.add(new Batch(List.of(), T1, true));
    batches.add(new Batch(List.of(), T2, false));
    batches.add(new Batch(List.of(), T2, false));
    reconciler.run();
    reconciler.run();
    assertThat(asked).containsExactly(Instant.EPOCH, T1, T2);
  }

  @Test
  void comesBackToWhatItCouldNotClose() {
    create(gateway().body(BODY));
    OpenAttempt open = lastAttempt();
    OpenAttempt other =
        new OpenAttempt(
            "00000000-0000-4000-8000-000000000001",
            "Patient",
            Optional.of(ID.toString()),
            Optional.of(ID.toString()),
            "UpdatePatient",
            "update");
    trail.refuse(event -> event.kind() == Kind.UNRESOLVED);
    batches.add(new Batch(List.of(open, other), T1, false));

    assertThatThrownBy(reconciler::run).isInstanceOf(UnavailableException.class);
    assertThat(position.read()).isEqualTo(Instant.EPOCH);

    trail.refuse(event -> false);
    batches.add(new Batch(List.of(open, other), T1, false));
    reconciler.run();
    assertThat(position.read()).isEqualTo(T1);
    assertThat(trail.of(Kind.OUTCOME)).hasSize(1);
  }

  /**
   * Another version of this app may have made it; it must not keep all others from being closed.
   */
  @Test
  void closesWhatItDoesNotKnowAsUnresolvedAndGoesOn() {
    create(gateway().body(BODY));
    OpenAttempt known = lastAttempt();
    OpenAttempt unknown =
        new OpenAttempt(
            "00000000-0000-4000-8000-000000000001",
            "Device",
            Optional.of("a/b?c"),
            Optional.of(ID.toString()),
            "MoveDevice",
            "update");
    trail.recorded.clear();
    batches.add(new Batch(List.of(unknown, known), T1, false));
    reconciler.run();

    AuditEvent closing = trail.recorded.get(0);
    assertThat(closing.kind()).isEqualTo(Kind.UNRESOLVED);
    assertThat(closing.closes()).contains(unknown.eventId());
    assertThat(closing.operation().resourceType()).isEqualTo("Device");
    assertThat(closing.operation().auditName()).isEqualTo("MoveDevice");
    assertThat(closing.operation().action()).isEqualTo("update");
    assertThat(position.read()).isEqualTo(T1);
  }

  /** No document of ours has such an id, and the store might not even answer for it. */
  @Test
  void looksForNoDocumentUnderWhatIsNoId() {
    patients.away = true;
    OpenAttempt odd =
        new OpenAttempt(
            "00000000-0000-4000-8000-000000000001",
            "Patient",
            Optional.of("a/b?c"),
            Optional.of(ID.toString()),
            "CreatePatient",
            "create");
    batches.add(new Batch(List.of(odd), T1, false));
    reconciler.run();
    assertThat(lastRecord().kind()).isEqualTo(Kind.UNRESOLVED);
  }

  @Test
  void closesNothingWhileTheStoreIsAway() {
    create(gateway().body(BODY));
    OpenAttempt open = lastAttempt();
    trail.recorded.clear();
    patients.away = true;
    batches.add(new Batch(List.of(open), T1, false));

    assertThatThrownBy(reconciler::run).isInstanceOf(UnavailableException.class);
    assertThat(trail.recorded).isEmpty();
    assertThat(position.read()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void doesNotTurnInCircles() {
    batches.add(new Batch(List.of(), Instant.EPOCH, true));
    assertThatThrownBy(reconciler::run).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theTimerSaysInItsLogWhatFailedAndNothingElse() {
    PatientParts parts = parts(keys);
    PatientApp broken =
        new PatientApp(
            request -> {
              throw new IllegalStateException();
            },
            List.of(),
            () ->
                new PatientParts(
                    parts.audit(), parts.patients(), parts.search(), parts.tests(), reconciler));
    patients.away = true;
    batches.add(
        new Batch(
            List.of(
                new OpenAttempt(
                    "e",
                    "Patient",
                    Optional.of(ID.toString()),
                    Optional.empty(),
                    "CreatePatient",
                    "create")),
            T1,
            false));
    Call run = new Call();
    assertThatThrownBy(() -> new ReconcileAttemptsFunction(() -> broken).run("", run))
        .hasMessageContaining("UnavailableException")
        .hasMessageNotContaining(ID.toString())
        .hasNoCause();

    patients.away = false;
    batches.add(new Batch(List.of(), T1, false));
    new ReconcileAttemptsFunction(() -> broken).run("", run);
    assertThat(run.logged().toString()).contains("Closed 0 attempts");
  }
}
