package dev.patienttests.patient;

import dev.patienttests.patient.AuditTrail.Operation;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Audit first, then the store: without a confirmed audit record the store is neither written nor
 * read.
 */
final class PatientService {
  private final AuditTrail audit;
  private final Patients patients;
  private final Supplier<UUID> ids;
  private final InstantSource clock;

  PatientService(AuditTrail audit, Patients patients, Supplier<UUID> ids, InstantSource clock) {
    this.audit = audit;
    this.patients = patients;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Stores a new patient under an id of its own.
   *
   * @throws dev.patienttests.http.UnavailableException when the audit or the store is away
   */
  Patient.Stored create(NewPatient details, RequestOrigin origin) {
    String id = ids.get().toString();
    audit.record(Operation.CREATE, id, origin);
    return patients.create(
        new Patient(id, clock.instant().truncatedTo(ChronoUnit.MILLIS), details));
  }

  /**
   * Loads a patient. That someone asked for one that does not exist is on record, too.
   *
   * @param id canonical UUID in lower case
   * @throws dev.patienttests.http.UnavailableException when the audit or the store is away
   */
  Optional<Patient.Stored> load(String id, RequestOrigin origin) {
    audit.record(Operation.LOAD, id, origin);
    return patients.find(id);
  }
}
