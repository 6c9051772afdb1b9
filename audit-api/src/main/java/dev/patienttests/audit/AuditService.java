package dev.patienttests.audit;

import dev.patienttests.audit.AuditRecord.Agent;
import dev.patienttests.http.UnavailableException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Keeps the audit's promise: each event is recorded once, and a record never changes. */
final class AuditService {
  private final AuditRecords records;
  private final InstantSource clock;

  AuditService(AuditRecords records, InstantSource clock) {
    this.records = records;
    this.clock = clock;
  }

  /** What became of an event. */
  sealed interface Outcome {
    /** It was recorded now. */
    record Recorded(AuditRecord stored) implements Outcome {}

    /** It had been recorded before, by the same agent and with the same content. */
    record Repeated(AuditRecord stored) implements Outcome {}

    /** Its id belongs to an event with other content or of another agent. */
    record Contradicted() implements Outcome {}
  }

  /**
   * Records an event. Its id names the record, so a repeat finds the first one.
   *
   * @throws UnavailableException when the store is away; then it may or may not have been recorded
   */
  Outcome record(AuditEvent event, Agent agent) {
    AuditRecord record =
        new AuditRecord(
            event.eventId(), clock.instant().truncatedTo(ChronoUnit.MILLIS), agent, event);
    if (records.append(record)) {
      return new Outcome.Recorded(record);
    }
    AuditRecord first =
        records
            .find(record.id())
            .orElseThrow(() -> new UnavailableException("The record could not be read."));
    boolean same = first.event().equals(event) && first.agent().equals(agent);
    return same ? new Outcome.Repeated(first) : new Outcome.Contradicted();
  }
}
