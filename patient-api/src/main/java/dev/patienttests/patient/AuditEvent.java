package dev.patienttests.patient;

import dev.patienttests.audit.DerivedIds;
import java.util.List;
import java.util.Optional;

/**
 * One event for the audit.
 *
 * @param eventId UUID in lower case
 * @param operation what was done
 * @param closes the attempt that it closes
 * @param outcome how an attempt ended; with {@link Kind#OUTCOME} only
 * @param query what was searched by; with a search only
 */
record AuditEvent(
    String eventId,
    Kind kind,
    AuditedOperation operation,
    Target target,
    Optional<String> closes,
    Optional<Outcome> outcome,
    Optional<Query> query,
    RequestOrigin origin) {

  /** What an event says. */
  enum Kind {
    /** Something is about to be done. */
    ATTEMPT("attempt"),
    /** How an attempt ended. */
    OUTCOME("outcome"),
    /** A caller without the app role was refused. */
    DENIED("denied"),
    /** An attempt was the repeat of one that had been done before. */
    REPLAYED("replayed"),
    /** How an attempt ended will never be known. */
    UNRESOLVED("unresolved");

    private final String auditName;

    Kind(String auditName) {
      this.auditName = auditName;
    }

    String auditName() {
      return auditName;
    }
  }

  /** How an attempt ended. */
  enum Code {
    SUCCESS("success"),
    NOT_FOUND("notFound"),
    CONFLICT("conflict"),
    FAILED("failed");

    private final String auditName;

    Code(String auditName) {
      this.auditName = auditName;
    }

    String auditName() {
      return auditName;
    }
  }

  /**
   * How an attempt ended, and what is about to be shown because of it.
   *
   * @param patientIds the patients that a search shows
   * @param testIds the tests that a list shows
   */
  record Outcome(Code code, List<String> patientIds, List<String> testIds) {
    Outcome {
      patientIds = List.copyOf(patientIds);
      testIds = List.copyOf(testIds);
    }

    static Outcome of(Code code) {
      return new Outcome(code, List.of(), List.of());
    }
  }

  /**
   * What was searched by, without the terms.
   *
   * @param fields names of the fields
   * @param hash keyed hash of fields and terms: equal searches have equal hashes
   */
  record Query(List<String> fields, String hash) {
    Query {
      fields = List.copyOf(fields);
    }
  }

  static AuditEvent attempt(
      String eventId,
      Operation operation,
      Target target,
      Optional<Query> query,
      RequestOrigin origin) {
    return new AuditEvent(
        eventId,
        Kind.ATTEMPT,
        operation,
        target,
        Optional.empty(),
        Optional.empty(),
        query,
        origin);
  }

  static AuditEvent denied(
      String eventId, Operation operation, Target target, RequestOrigin origin) {
    return new AuditEvent(
        eventId,
        Kind.DENIED,
        operation,
        target,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        origin);
  }

  /**
   * An event that closes an attempt: at most one of them can be recorded, since all have one id.
   */
  static AuditEvent closing(
      String attemptId,
      Kind kind,
      AuditedOperation operation,
      Target target,
      Optional<Outcome> outcome,
      RequestOrigin origin) {
    return new AuditEvent(
        DerivedIds.closing(attemptId),
        kind,
        operation,
        target,
        Optional.of(attemptId),
        outcome,
        Optional.empty(),
        origin);
  }
}
