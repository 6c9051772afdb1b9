package dev.patienttests.patient;

/** The audit, as this app needs it. */
interface AuditTrail {
  /**
   * Records an event, and returns only when the audit has confirmed this very event.
   *
   * @throws dev.patienttests.http.UnavailableException for every other end
   */
  void record(AuditEvent event);

  /**
   * As {@link #record}, and also returns when another event has closed the same attempt before.
   *
   * @throws dev.patienttests.http.UnavailableException when the attempt may still be open
   */
  void close(AuditEvent closing);
}
