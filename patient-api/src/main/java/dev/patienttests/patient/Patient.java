package dev.patienttests.patient;

import java.time.Instant;

/**
 * A patient.
 *
 * @param id UUID in lower case
 * @param lastUpdated when the server last stored it
 * @param details what the client said
 */
public record Patient(String id, Instant lastUpdated, NewPatient details) {

  /**
   * A patient as it is stored.
   *
   * @param etag entity tag of this version (RFC 9110), quotes included
   */
  public record Stored(Patient patient, String etag) {}
}
