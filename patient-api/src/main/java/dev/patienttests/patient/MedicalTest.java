package dev.patienttests.patient;

import java.time.Instant;

/**
 * A test of a patient. It is never changed.
 *
 * @param id UUID in lower case
 * @param patientId the patient's id
 * @param lastUpdated when the server stored it
 * @param details what the client said
 */
public record MedicalTest(String id, String patientId, Instant lastUpdated, NewTest details) {}
