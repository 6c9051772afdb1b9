package dev.patienttests.patient;

/**
 * Where a document is.
 *
 * @param partition value of the partition key
 * @param id the document's id, unique within the partition
 */
record DocumentKey(String partition, String id) {
  /** A patient is a partition of its own. */
  static DocumentKey patient(String id) {
    return new DocumentKey(id, id);
  }

  /** Tests lie with their patient. */
  static DocumentKey test(String patientId, String testId) {
    return new DocumentKey(patientId, testId);
  }
}
