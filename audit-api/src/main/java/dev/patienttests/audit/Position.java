package dev.patienttests.audit;

import dev.patienttests.http.Timestamps;
import java.time.Instant;

/**
 * A place in the order of records: by time, and by id where times are equal.
 *
 * @param time when a record was stored
 * @param id its id; empty for the place before all records of that time
 */
record Position(Instant time, String id) {
  /** The place before all records of that time and later. */
  static Position before(Instant time) {
    return new Position(time, "");
  }

  /** The place of a record. */
  static Position of(AuditRecord record) {
    return new Position(Timestamps.read(record.recordedAt()), record.id());
  }
}
