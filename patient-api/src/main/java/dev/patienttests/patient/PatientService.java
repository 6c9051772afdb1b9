package dev.patienttests.patient;

import dev.patienttests.http.ProblemException;
import dev.patienttests.patient.AuditEvent.Code;
import dev.patienttests.patient.AuditEvent.Outcome;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Audit first, then the store: without a confirmed audit record the store is neither written nor
 * read. Every method throws a {@link dev.patienttests.http.UnavailableException} when the audit or
 * the store is away.
 */
final class PatientService {
  private final Audit audit;
  private final Documents<Patient> patients;
  private final Creator<Patient> creator;
  private final InstantSource clock;

  PatientService(
      Audit audit, Documents<Patient> patients, Creator<Patient> creator, InstantSource clock) {
    this.audit = audit;
    this.patients = patients;
    this.creator = creator;
    this.clock = clock;
  }

  /**
   * Stores a new patient, or finds the one that the same request has created before.
   *
   * @throws ProblemException 422 when the key has been used for another request, or too long ago
   */
  Stored<Patient> create(NewPatient details, Optional<IdempotencyKey> key, RequestOrigin origin) {
    Creator.Plan plan =
        creator.plan(
            Operation.CREATE_PATIENT,
            Optional.empty(),
            key,
            PatientJson.details(details).toString(),
            origin);
    Attempt attempt = audit.attempt(Operation.CREATE_PATIENT, Target.patient(plan.id()), origin);
    return creator.create(new Patient(plan.id(), plan.at(), details), plan, attempt);
  }

  /**
   * Loads a patient. That someone asked for one that does not exist is on record, too.
   *
   * @param id canonical UUID in lower case
   */
  Optional<Stored<Patient>> load(String id, RequestOrigin origin) {
    var unused = audit.attempt(Operation.LOAD_PATIENT, Target.patient(id), origin);
    return patients.find(DocumentKey.patient(id));
  }

  /**
   * Replaces a patient by another version.
   *
   * @param id canonical UUID in lower case
   * @throws ProblemException 404 when there is no such patient, 412 or 409 when it is not the
   *     version that the client knows
   */
  Stored<Patient> update(String id, PatientUpdate update, RequestOrigin origin) {
    Attempt attempt = audit.attempt(Operation.UPDATE_PATIENT, Target.patient(id), origin);
    Stored<Patient> current =
        audit
            .storing(attempt, () -> patients.find(DocumentKey.patient(id)))
            .orElseThrow(
                () -> {
                  audit.end(attempt, Outcome.of(Code.NOT_FOUND));
                  return ProblemException.notFound("There is no such patient.");
                });
    Optional<Stored<Patient>> replaced =
        update.replaced().is(current)
            ? audit.storing(attempt, () -> replace(current, update.details(), attempt))
            : Optional.empty();
    return replaced
        .map(
            stored -> {
              audit.succeeded(attempt);
              return stored;
            })
        .orElseThrow(
            () -> {
              audit.end(attempt, Outcome.of(Code.CONFLICT));
              return update.replaced().outdated();
            });
  }

  private Optional<Stored<Patient>> replace(
      Stored<Patient> current, NewPatient details, Attempt attempt) {
    WriteProof proof =
        new WriteProof(
            audit.carried(current.proof().attempts(), attempt), current.proof().request());
    Patient next = new Patient(current.value().id(), after(current.value().lastUpdated()), details);
    return patients.replace(new Draft<>(next, proof), current.etag(), attempt);
  }

  /** Now, or a little later where a clock has gone back: two versions never share a time. */
  private Instant after(Instant earlier) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return now.isAfter(earlier) ? now : earlier.plusMillis(1);
  }
}
