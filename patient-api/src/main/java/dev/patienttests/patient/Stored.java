package dev.patienttests.patient;

/**
 * A document as the store has it.
 *
 * @param value the patient or test
 * @param etag entity tag of this version (RFC 9110), quotes included
 * @param proof how it came to be
 * @param <T> what it is
 */
record Stored<T>(T value, String etag, WriteProof proof) {}
