package dev.patienttests.patient;

import java.time.Instant;

/**
 * A patient.
 *
 * @param id UUID in lower case
 * @param lastUpdated when the server last stored it; each version's is later than the one's before
 * @param details what the client said
 */
public record Patient(String id, Instant lastUpdated, NewPatient details) {}
