package dev.patienttests.patient;

/**
 * A document that is to be stored.
 *
 * @param value the patient or test
 * @param proof how it comes to be
 * @param <T> what it is
 */
record Draft<T>(T value, WriteProof proof) {
  /** The same, once stored. */
  Stored<T> as(String etag) {
    return new Stored<>(value, etag, proof);
  }
}
