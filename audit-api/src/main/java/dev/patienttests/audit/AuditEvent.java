package dev.patienttests.audit;

import java.util.Optional;

/**
 * What a source system says about an operation: the part of an audit record that its caller writes.
 * Two events are the same when all of it is equal.
 *
 * @param eventId UUID in lower case, chosen by the caller; makes a repeat harmless
 * @param sourceSystemName the system that did it
 * @param resource what it was done to
 * @param patientId the patient concerned, a UUID in lower case
 * @param requester who asked for it, as the caller asserts
 * @param correlation how to find the request elsewhere
 */
public record AuditEvent(
    String eventId,
    String sourceSystemName,
    Resource resource,
    String patientId,
    Optional<Requester> requester,
    Optional<Correlation> correlation) {

  /**
   * What an operation was done to.
   *
   * @param type for example {@code Patient}
   * @param id its id
   * @param operation for example {@code LoadPatient}
   */
  public record Resource(String type, String id, String operation) {}

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
