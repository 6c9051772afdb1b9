package dev.patienttests.audit;

import java.util.Optional;

/**
 * Where audit records are kept. It can be added to and read, and nothing else. Within a chain no
 * two records have the same id, and none the same event id.
 */
interface AuditRecords {
  /**
   * Stores a record unless its id or its event id is taken in its chain.
   *
   * @return whether it was stored; if not, nothing has changed
   * @throws dev.patienttests.cosmos.UnknownOutcomeException when it may have been stored all the
   *     same
   * @throws dev.patienttests.http.UnavailableException when the store is away
   */
  boolean append(AuditRecord record);

  /**
   * The record of that event.
   *
   * @throws dev.patienttests.http.UnavailableException when the store is away
   */
  Optional<AuditRecord> find(String chain, String eventId);

  /**
   * The record of a chain with the highest number.
   *
   * @throws dev.patienttests.http.UnavailableException when the store is away
   */
  Optional<AuditRecord> last(String chain);
}
