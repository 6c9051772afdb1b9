package dev.patienttests.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * A record of the audit. It is written once and never changed.
 *
 * @param id the server's name for it
 * @param recordedAt when the server stored it
 * @param agent who called the audit, taken from its token
 * @param event what the caller said
 */
public record AuditRecord(String id, Instant recordedAt, Agent agent, AuditEvent event) {

  /**
   * The caller of the audit.
   *
   * @param applicationId client id of the application, or {@code developer} under Core Tools
   * @param objectId object id of its service principal
   */
  public record Agent(String applicationId, Optional<String> objectId) {}
}
