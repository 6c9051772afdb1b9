package dev.patienttests.audit;

import dev.patienttests.audit.AuditEvent.Action;
import dev.patienttests.audit.AuditEvent.Kind;
import dev.patienttests.http.JsonFields;

/** Which members of an event belong together. */
final class EventRules {
  private EventRules() {}

  /** Reports every member that the event must have, or must not, because of another one. */
  static void check(AuditEvent event, JsonFields fields) {
    checkSubject(event, fields);
    checkClosing(event, fields);
    if (event.kind() == Kind.OUTCOME && event.outcome().isEmpty()) {
      fields.error("outcome", "is required with the kind outcome");
    }
    if (event.kind() != Kind.OUTCOME && event.outcome().isPresent()) {
      fields.error("outcome", "belongs to the kind outcome alone");
    }
    if (event.query().isPresent() && event.action().filter(Action.SEARCH::equals).isEmpty()) {
      fields.error("query", "belongs to the action search alone");
    }
  }

  /** Only a search, and what was refused before it named anything, means no single one. */
  private static void checkSubject(AuditEvent event, JsonFields fields) {
    if (event.kind() == Kind.DENIED || event.action().filter(Action.SEARCH::equals).isPresent()) {
      return;
    }
    if (event.resource().id().isEmpty()) {
      fields.error("resource.id", "is required but for a search and what was denied");
    }
    if (event.patientId().isEmpty()) {
      fields.error("patientId", "is required but for a search and what was denied");
    }
  }

  private static void checkClosing(AuditEvent event, JsonFields fields) {
    if (!event.kind().closes()) {
      if (event.attemptId().isPresent()) {
        fields.error("attemptId", "belongs to the kinds outcome, replayed and unresolved alone");
      }
    } else if (event.attemptId().isEmpty()) {
      fields.error("attemptId", "is required with the kind " + event.kind().text());
    } else if (!event.eventId().equals(DerivedIds.closing(event.attemptId().get()))) {
      fields.error("eventId", "is not the one that closes this attempt");
    }
  }
}
