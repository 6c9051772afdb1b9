package dev.patienttests.patient;

import dev.patienttests.http.UnavailableException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** An audit that remembers what it was told, in one list with what the stores were asked. */
final class FakeTrail implements AuditTrail {
  /** All that was recorded. */
  final List<AuditEvent> recorded = new ArrayList<>();

  private final Set<String> ids = new HashSet<>();
  private final List<String> log;
  private Predicate<AuditEvent> refused = event -> false;

  FakeTrail(List<String> log) {
    this.log = log;
  }

  /** From now on it gives no answer about such events. */
  void refuse(Predicate<AuditEvent> events) {
    refused = events;
  }

  @Override
  public void record(AuditEvent event) {
    log.add(text(event));
    if (refused.test(event)) {
      throw new UnavailableException("The audit is away.");
    }
    if (!ids.add(event.eventId())) {
      throw new UnavailableException("Another event has this id.");
    }
    recorded.add(event);
  }

  @Override
  public void close(AuditEvent closing) {
    if (ids.contains(closing.eventId()) && !refused.test(closing)) {
      log.add("closed before " + text(closing));
      return;
    }
    record(closing);
  }

  /** The events of one kind. */
  List<AuditEvent> of(AuditEvent.Kind kind) {
    return recorded.stream().filter(event -> event.kind() == kind).toList();
  }

  private static String text(AuditEvent event) {
    return "audit "
        + event.kind().auditName()
        + " "
        + event.operation().auditName()
        + event.target().resourceId().map(id -> " " + id).orElse("")
        + Optional.of(event)
            .flatMap(AuditEvent::outcome)
            .map(outcome -> " " + outcome.code().auditName())
            .orElse("");
  }
}
