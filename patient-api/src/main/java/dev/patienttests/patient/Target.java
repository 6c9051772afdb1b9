package dev.patienttests.patient;

import java.util.Optional;

/**
 * What an operation is about, as far as it is one thing and known.
 *
 * @param resourceId id of the patient or test
 * @param patientId the patient concerned
 */
record Target(Optional<String> resourceId, Optional<String> patientId) {
  /** No single patient: a search. */
  static Target none() {
    return new Target(Optional.empty(), Optional.empty());
  }

  /** One patient. */
  static Target patient(String id) {
    return patient(Optional.of(id));
  }

  /** One patient, if the id is one. */
  static Target patient(Optional<String> id) {
    return new Target(id, id);
  }

  /** One test of a patient. */
  static Target test(String patientId, String testId) {
    return new Target(Optional.of(testId), Optional.of(patientId));
  }

  /** Tests of a patient, none of them in particular. */
  static Target testsOf(Optional<String> patientId) {
    return new Target(Optional.empty(), patientId);
  }
}
