package dev.patienttests.patient;

/**
 * What a patient is to become.
 *
 * @param details all of it: what is absent here will be absent
 * @param replaced the version that it takes the place of
 */
record PatientUpdate(NewPatient details, KnownVersion replaced) {}
