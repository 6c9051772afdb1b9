package dev.patienttests.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a source system says about an operation: the part of an audit record that its caller writes.
 *
 * @param eventId UUID in lower case, chosen by the caller; makes a repeat harmless
 * @param occurredAt when it happened, as the caller says, in milliseconds; absent when it says
 *     nothing else than that it happened now
 * @param sourceSystemName the system that did it
 * @param resource what it was done to
 * @param patientId the patient concerned, a UUID in lower case; absent when there is not just one
 * @param kind what the event tells
 * @param action what sort of access it is
 * @param attemptId the attempt that the event closes; there exactly when its kind closes one
 * @param outcome how it ended; there exactly with the kind {@code outcome}
 * @param query what was searched for; with searches alone
 * @param requester who asked for it, as the caller asserts
 * @param correlation how to find the request elsewhere
 */
public record AuditEvent(
    String eventId,
    Optional<Instant> occurredAt,
    String sourceSystemName,
    Resource resource,
    Optional<String> patientId,
    Kind kind,
    Optional<Action> action,
    Optional<String> attemptId,
    Optional<Outcome> outcome,
    Optional<Query> query,
    Optional<Requester> requester,
    Optional<Correlation> correlation) {

  /** What an event tells about an operation. */
  public enum Kind {
    /** It is about to be done. */
    ATTEMPT("attempt", false),
    /** It has ended, as {@link Outcome} says. */
    OUTCOME("outcome", true),
    /** It was refused, since its caller may not do it. */
    DENIED("denied", false),
    /** It was answered with what an earlier operation had done. */
    REPLAYED("replayed", true),
    /** Nobody could find out how it ended. */
    UNRESOLVED("unresolved", true);

    private final String text;
    private final boolean closes;

    Kind(String text, boolean closes) {
      this.text = text;
      this.closes = closes;
    }

    /** How a record names it. */
    public String text() {
      return text;
    }

    /** Whether it closes an attempt, which it names. */
    public boolean closes() {
      return closes;
    }
  }

  /** What sort of access an operation is (FHIR's audit actions C, R, U and E). */
  public enum Action {
    /** Makes something; an attempt of it announces a write. */
    CREATE("create"),
    /** Looks at something. */
    READ("read"),
    /** Changes something; an attempt of it announces a write. */
    UPDATE("update"),
    /** Looks for what fits. */
    SEARCH("search");

    private final String text;

    Action(String text) {
      this.text = text;
    }

    /** How a record names it. */
    public String text() {
      return text;
    }
  }

  /**
   * What an operation was done to.
   *
   * @param type for example {@code Patient}
   * @param id its id; absent where no single one is meant
   * @param operation for example {@code LoadPatient}
   */
  public record Resource(String type, Optional<String> id, String operation) {}

  /**
   * How an operation ended.
   *
   * @param code the end itself
   * @param patientIds the patients whose data was returned, UUIDs in lower case
   * @param testIds the tests that were returned, UUIDs in lower case
   */
  public record Outcome(Code code, List<String> patientIds, List<String> testIds) {
    /** Copies the lists. */
    public Outcome {
      patientIds = List.copyOf(patientIds);
      testIds = List.copyOf(testIds);
    }

    /** The ends that there are. */
    public enum Code {
      /** It was done. */
      SUCCESS("success"),
      /** Nothing was there. */
      NOT_FOUND("notFound"),
      /** It contradicted what was stored, which is unchanged. */
      CONFLICT("conflict"),
      /** It was not done. */
      FAILED("failed");

      private final String text;

      Code(String text) {
        this.text = text;
      }

      /** How a record names it. */
      public String text() {
        return text;
      }
    }
  }

  /**
   * What was searched for, without any of the terms.
   *
   * @param fields names of the criteria that were used
   * @param hash keyed hash of the terms, 64 hexadecimal digits in lower case
   */
  public record Query(List<String> fields, String hash) {
    /** Copies the list. */
    public Query {
      fields = List.copyOf(fields);
    }
  }

  /**
   * Who asked in the first place.
   *
   * @param subscriptionId id of the gateway's subscription
   * @param subscriptionName its name
   * @param product product of the gateway
   * @param application client id of the application that holds a token
   * @param subject subject of that token
   * @param address network address as the gateway saw it
   */
  public record Requester(
      Optional<String> subscriptionId,
      Optional<String> subscriptionName,
      Optional<String> product,
      Optional<String> application,
      Optional<String> subject,
      Optional<String> address) {}

  /**
   * Links to logs and traces.
   *
   * @param requestId the gateway's request id
   * @param traceparent W3C trace context of the client's request
   */
  public record Correlation(Optional<String> requestId, Optional<String> traceparent) {}
}
