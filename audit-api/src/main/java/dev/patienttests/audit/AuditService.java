package dev.patienttests.audit;

import dev.patienttests.audit.AuditRecord.Agent;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Keeps the audit's promise: each event is recorded once, in a chain that shows every change, and a
 * record never changes.
 */
final class AuditService {
  private final Map<String, AuditChain> chains;

  AuditService(AuditRecords records, InstantSource clock) {
    this.chains =
        Chains.names().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Function.identity(), name -> new AuditChain(name, records, clock)));
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
   * Records an event. Its id names its chain, where a repeat finds the first record.
   *
   * @throws dev.patienttests.http.UnavailableException when it is not known to be recorded; then it
   *     may be all the same
   */
  Outcome record(AuditEvent event, Agent agent) {
    return chains.get(Chains.of(event.eventId())).append(event, agent);
  }
}
