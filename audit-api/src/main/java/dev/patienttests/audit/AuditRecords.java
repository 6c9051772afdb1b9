package dev.patienttests.audit;

import java.util.Optional;

/** Where audit records are kept. It can be added to and read, and nothing else. */
interface AuditRecords {
  /**
   * Stores a record unless its id is taken.
   *
   * @return whether it was stored; if not, nothing has changed
   * @throws dev.patienttests.http.UnavailableException when the store is away
   */
  boolean append(AuditRecord record);

  /**
   * The record with that id.
   *
   * @throws dev.patienttests.http.UnavailableException when the store is away
   */
  Optional<AuditRecord> find(String id);
}
