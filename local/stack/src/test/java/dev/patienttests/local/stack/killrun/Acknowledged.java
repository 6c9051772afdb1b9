package dev.patienttests.local.stack.killrun;

import java.util.List;
import java.util.Optional;

/**
 * An operation that the client was told to be done.
 *
 * @param operation its name in the audit
 * @param traceId of the request
 * @param patientIds of the patient that was written or loaded, or of all that were shown
 * @param testIds likewise
 * @param version {@code lastUpdated} of the patient that was written
 * @param key the {@code Idempotency-Key} that was sent
 */
record Acknowledged(
    String operation,
    String traceId,
    List<String> patientIds,
    List<String> testIds,
    Optional<String> version,
    Optional<String> key) {

  boolean isWrite() {
    return operation.startsWith("Create") || operation.startsWith("Update");
  }
}
