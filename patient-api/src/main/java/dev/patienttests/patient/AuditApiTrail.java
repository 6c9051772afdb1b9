package dev.patienttests.patient;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.auth.client.ApiCall;
import dev.patienttests.auth.client.ApiCallException;
import dev.patienttests.auth.client.AuthorizedApiClient;
import dev.patienttests.http.Timestamps;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;

/** Records events with audit-api. */
final class AuditApiTrail implements AuditTrail {
  private static final Set<Integer> RECORDED = Set.of(200, 201);
  private static final int CLOSED_OTHERWISE = 409;

  private final AuthorizedApiClient client;

  AuditApiTrail(AuthorizedApiClient client) {
    this.client = client;
  }

  @Override
  public void record(AuditEvent event) {
    client.call(
        ApiCall.post(
            "/auditrecord",
            AuditEventJson.write(event),
            event.origin().trace(),
            RECORDED,
            answer -> confirmed(answer, event.eventId())));
  }

  @Override
  public void close(AuditEvent closing) {
    try {
      record(closing);
    } catch (ApiCallException.UnexpectedStatus e) {
      // The id follows from the attempt's, so whatever has it closes the same attempt.
      if (e.answeredStatus().orElse(0) != CLOSED_OTHERWISE) {
        throw e;
      }
    }
  }

  /** An answer counts only if it is about this event and says when it was recorded. */
  private static Instant confirmed(ObjectNode answer, String eventId) {
    if (!eventId.equals(answer.path("eventId").textValue())) {
      throw new IllegalArgumentException("not about this event");
    }
    try {
      return Timestamps.read(answer.path("recordedAt").asText());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("without the time of recording");
    }
  }
}
