package dev.patienttests.patient;

import java.util.Optional;

/**
 * Where patients are kept. Every method throws a {@link dev.patienttests.http.UnavailableException}
 * when the store is away.
 */
interface Patients {
  /** Stores a patient whose id is new. */
  Patient.Stored create(Patient patient);

  /** The patient with that id. */
  Optional<Patient.Stored> find(String id);
}
