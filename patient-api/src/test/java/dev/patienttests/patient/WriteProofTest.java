package dev.patienttests.patient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.patient.AuditEvent.Kind;
import dev.patienttests.testkit.Call;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A document says which attempts wrote it until the audit is known to say so, too. */
class WriteProofTest extends PatientFunctionsFixture {
  @Test
  void isStoredWithTheDocument() {
    create(gateway().body(BODY));
    assertThat(carried()).containsExactly(attempts().get(0));
  }

  @Test
  void isLeftOutOfTheNextVersionWhenItsOutcomeIsOnRecord() {
    create(gateway().body(BODY));
    update();
    assertThat(carried()).containsExactly(attempts().get(1));
  }

  @Test
  void isCarriedForwardAsLongAsItsOutcomeMayBeMissing() {
    refuseOutcomes();
    create(gateway().body(BODY));
    update();
    update();
    assertThat(carried()).isEqualTo(attempts()).hasSize(3);
  }

  @Test
  void isNeverDroppedWithoutItsOutcome() {
    refuseOutcomes();
    create(gateway().body(BODY));
    for (int i = 1; i < Audit.MOST_CARRIED; i++) {
      assertThat(update().getStatusCode()).isEqualTo(200);
    }
    List<String> full = carried();
    assertThat(full).hasSize(Audit.MOST_CARRIED);

    assertThat(update().getStatusCode()).isEqualTo(503);
    assertThat(carried()).isEqualTo(full);

    trail.refuse(event -> false);
    assertThat(update().getStatusCode()).isEqualTo(200);
    assertThat(carried()).hasSize(1).doesNotContainAnyElementsOf(full);
    List<String> closed = new ArrayList<>();
    trail.of(Kind.OUTCOME).forEach(event -> closed.add(event.closes().orElseThrow()));
    assertThat(closed).containsAll(full);
  }

  @Test
  void ofAnotherInstanceIsConfirmedByThatInstancesOutcome() {
    refuseOutcomes();
    create(gateway().body(BODY));
    for (int i = 1; i < Audit.MOST_CARRIED; i++) {
      update();
    }
    trail.refuse(event -> false);
    List<String> full = carried();
    // What another instance has closed meanwhile is closed: the audit refuses a second outcome.
    Audit other = new Audit(trail, trail, java.util.UUID::randomUUID, () -> ticks);
    full.forEach(
        id ->
            other.succeeded(
                new Attempt(
                    id, Operation.UPDATE_PATIENT, Target.none(), origin("s"), 0, () -> ticks)));

    assertThat(update().getStatusCode()).isEqualTo(200);
    assertThat(carried()).hasSize(1);
  }

  @Test
  void noWriteBeginsWhenItsAttemptIsTooOld() {
    create(gateway().body(BODY));
    patients.beforeWrite = () -> {};
    trail.refuse(
        event -> {
          ticks += Attempt.GOOD_FOR.toNanos();
          return false;
        });
    List<String> before = carried();

    assertThat(update().getStatusCode()).isEqualTo(503);
    assertThat(carried()).isEqualTo(before);
    assertThat(events).endsWith("audit outcome UpdatePatient " + ID + " failed");
  }

  private Call.Answer update() {
    String etag = patients.documents.values().iterator().next().path("_etag").asText();
    return update(gateway().header("if-match", etag).body(BODY), ID.toString());
  }

  private void refuseOutcomes() {
    trail.refuse(event -> event.kind() == Kind.OUTCOME);
  }

  private List<String> attempts() {
    return trail.of(Kind.ATTEMPT).stream().map(AuditEvent::eventId).toList();
  }

  private List<String> carried() {
    return WriteProof.readFrom(patients.documents.values().iterator().next()).attempts();
  }
}
