package dev.patienttests.patient;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** This app's own attempts to write that nothing closes in the audit. */
interface OpenAttempts {
  /**
   * One of them. Another version of this app may have made it, for an operation that this one does
   * not know.
   *
   * @param eventId its id in the audit
   */
  record OpenAttempt(
      String eventId,
      String resourceType,
      Optional<String> resourceId,
      Optional<String> patientId,
      String auditName,
      String action)
      implements AuditedOperation {}

  /**
   * Some of them.
   *
   * @param through everything recorded before this time has been looked at
   * @param more whether there is something after that to be looked at
   */
  record Batch(List<OpenAttempt> attempts, Instant through, boolean more) {
    /** Copies the list. */
    public Batch {
      attempts = List.copyOf(attempts);
    }
  }

  /**
   * Those that were recorded at that time or later, and long enough ago that their write cannot
   * begin any more.
   *
   * @throws dev.patienttests.http.UnavailableException when the audit does not say
   */
  Batch since(Instant from);
}
