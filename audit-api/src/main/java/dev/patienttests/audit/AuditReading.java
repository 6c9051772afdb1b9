package dev.patienttests.audit;

import dev.patienttests.audit.AuditEvent.Action;
import dev.patienttests.audit.AuditEvent.Correlation;
import dev.patienttests.audit.AuditEvent.Kind;
import dev.patienttests.audit.AuditEvent.Resource;
import dev.patienttests.audit.AuditQuery.OfChain;
import dev.patienttests.audit.AuditQuery.OfPatient;
import dev.patienttests.audit.AuditRecord.Agent;
import dev.patienttests.audit.AuditService.Outcome;
import dev.patienttests.http.TraceContext;
import dev.patienttests.http.UnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** What auditors read. Each reading is recorded first, as a reading of patient data is. */
final class AuditReading {
  private static final String SOURCE_SYSTEM = "AuditApi";
  private static final String TYPE = "AuditRecord";
  private static final String OPERATION = "ReadAuditRecords";

  private final AuditRecords records;
  private final AuditService audit;
  private final Supplier<UUID> eventIds;

  AuditReading(AuditRecords records, AuditService audit, Supplier<UUID> eventIds) {
    this.records = records;
    this.audit = audit;
    this.eventIds = eventIds;
  }

  /**
   * A page of records.
   *
   * @param continuation leads to the next page; absent when this is the last one for now
   */
  record Page(List<AuditRecord> records, Optional<String> continuation) {
    /** Copies the list. */
    Page {
      records = List.copyOf(records);
    }
  }

  /**
   * A page of what the query asks for.
   *
   * @throws UnavailableException when the store is away, or when the reading could not be recorded
   */
  Page read(AuditQuery query, Agent agent, TraceContext trace) {
    if (!(audit.record(event(query, trace), agent) instanceof Outcome.Recorded)) {
      throw new UnavailableException("The reading could not be recorded.");
    }
    if (query instanceof OfPatient patient) {
      List<AuditRecord> found =
          records.ofPatient(patient.patientId(), patient.after(), patient.to());
      return page(found, last -> Continuation.after(Position.of(last)));
    }
    OfChain chain = (OfChain) query;
    List<AuditRecord> found = records.ofChain(chain.chain(), chain.after());
    return page(found, last -> Continuation.after(last.number()));
  }

  private interface Mark {
    String after(AuditRecord last);
  }

  private static Page page(List<AuditRecord> found, Mark mark) {
    if (found.size() <= AuditRecords.PAGE) {
      return new Page(found, Optional.empty());
    }
    List<AuditRecord> page = found.subList(0, AuditRecords.PAGE);
    return new Page(page, Optional.of(mark.after(page.get(page.size() - 1))));
  }

  /** A chain is named as the resource; a patient's records have no id of their own together. */
  private AuditEvent event(AuditQuery query, TraceContext trace) {
    Optional<String> chain =
        query instanceof OfChain ofChain ? Optional.of(ofChain.chain()) : Optional.empty();
    Optional<String> patientId =
        query instanceof OfPatient patient ? Optional.of(patient.patientId()) : Optional.empty();
    return new AuditEvent(
        eventIds.get().toString(),
        Optional.empty(),
        SOURCE_SYSTEM,
        new Resource(TYPE, chain, OPERATION),
        patientId,
        Kind.ATTEMPT,
        Optional.of(Action.READ),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new Correlation(Optional.empty(), Optional.of(trace.traceparent()))));
  }
}
