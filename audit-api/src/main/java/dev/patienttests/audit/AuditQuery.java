package dev.patienttests.audit;

import java.time.Instant;

/** What an auditor asks for: one page of it. */
sealed interface AuditQuery {
  /**
   * What happened to a patient.
   *
   * @param patientId a UUID in lower case
   * @param after where the page before ended
   * @param to records before this time
   */
  record OfPatient(String patientId, Position after, Instant to) implements AuditQuery {}

  /**
   * The records of a chain.
   *
   * @param chain its name
   * @param after number of the last record of the page before; 0 for the first page
   */
  record OfChain(String chain, long after) implements AuditQuery {}
}
