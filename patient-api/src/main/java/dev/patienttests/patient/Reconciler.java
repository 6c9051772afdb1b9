package dev.patienttests.patient;

import dev.patienttests.ids.Uuids;
import dev.patienttests.patient.AuditEvent.Code;
import dev.patienttests.patient.AuditEvent.Kind;
import dev.patienttests.patient.AuditEvent.Outcome;
import dev.patienttests.patient.OpenAttempts.Batch;
import dev.patienttests.patient.OpenAttempts.OpenAttempt;
import java.time.Instant;
import java.util.Optional;

/**
 * Closes the attempts to write that were left open: by a process that died, a store that did not
 * say what it did, an audit that was away when the outcome was to be recorded. The stored document
 * proves that a write was done. Without it nothing is known, since another write may have taken the
 * proof away: so such an attempt becomes unresolved, and never failed.
 */
final class Reconciler {
  private final OpenAttempts open;
  private final ReconcilePosition position;
  private final AuditTrail trail;
  private final Documents<Patient> patients;
  private final Documents<MedicalTest> tests;

  Reconciler(
      OpenAttempts open,
      ReconcilePosition position,
      AuditTrail trail,
      Documents<Patient> patients,
      Documents<MedicalTest> tests) {
    this.open = open;
    this.position = position;
    this.trail = trail;
    this.patients = patients;
    this.tests = tests;
  }

  /**
   * Closes all of them. The position moves when everything before it is closed, so that whatever
   * stops this is made up for by the next run.
   *
   * @return how many it has closed
   * @throws dev.patienttests.http.UnavailableException when the audit or the store is away
   */
  int run() {
    Instant from = position.read();
    int closed = 0;
    boolean more = true;
    while (more) {
      Batch batch = open.since(from);
      batch.attempts().forEach(this::close);
      closed += batch.attempts().size();
      more = batch.more();
      if (more && !batch.through().isAfter(from)) {
        throw new IllegalStateException("The audit gives the same attempts again.");
      }
      if (batch.through().isAfter(from)) {
        from = batch.through();
        position.write(from);
      }
    }
    return closed;
  }

  private void close(OpenAttempt attempt) {
    boolean proven = isProven(attempt);
    trail.close(
        AuditEvent.closing(
            attempt.eventId(),
            proven ? Kind.OUTCOME : Kind.UNRESOLVED,
            attempt,
            new Target(attempt.resourceId(), attempt.patientId()),
            proven ? Optional.of(Outcome.of(Code.SUCCESS)) : Optional.empty(),
            RequestOrigin.ofThisApp()));
  }

  private boolean isProven(OpenAttempt attempt) {
    return document(attempt)
        .filter(stored -> stored.proof().attempts().contains(attempt.eventId()))
        .isPresent();
  }

  /** What the attempt was to write; none where it names nothing that this app keeps. */
  private Optional<? extends Stored<?>> document(OpenAttempt attempt) {
    Optional<String> id = attempt.resourceId().flatMap(Uuids::canonical);
    Optional<String> patientId = attempt.patientId().flatMap(Uuids::canonical);
    return switch (attempt.resourceType()) {
      case "Patient" -> id.flatMap(own -> patients.find(DocumentKey.patient(own)));
      case "Test" ->
          patientId.flatMap(
              patient -> id.flatMap(own -> tests.find(DocumentKey.test(patient, own))));
      default -> Optional.empty();
    };
  }
}
