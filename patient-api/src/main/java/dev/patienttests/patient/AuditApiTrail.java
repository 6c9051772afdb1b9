package dev.patienttests.patient;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.auth.client.ApiCall;
import dev.patienttests.auth.client.AuthorizedApiClient;
import dev.patienttests.http.Timestamps;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Records operations with audit-api. */
final class AuditApiTrail implements AuditTrail {
  private static final String SOURCE_SYSTEM = "PatientTests";
  private static final Set<Integer> RECORDED = Set.of(200, 201);

  private final AuthorizedApiClient client;
  private final Supplier<UUID> eventIds;

  AuditApiTrail(AuthorizedApiClient client, Supplier<UUID> eventIds) {
    this.client = client;
    this.eventIds = eventIds;
  }

  @Override
  public void record(Operation operation, String patientId, RequestOrigin origin) {
    String eventId = eventIds.get().toString();
    client.call(
        ApiCall.post(
            "/auditrecord",
            event(eventId, operation, patientId, origin),
            origin.trace(),
            RECORDED,
            answer -> confirmed(answer, eventId)));
  }

  /** The body of CreateAuditRecord. */
  static ObjectNode event(
      String eventId, Operation operation, String patientId, RequestOrigin origin) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("eventId", eventId);
    event.put("sourceSystemName", SOURCE_SYSTEM);
    event
        .putObject("resource")
        .put("type", "Patient")
        .put("id", patientId)
        .put("operation", operation.auditName());
    event.put("patientId", patientId);
    if (!origin.requester().isEmpty()) {
      ObjectNode requester = event.putObject("requester");
      origin.requester().forEach(requester::put);
    }
    ObjectNode correlation = event.putObject("correlation");
    origin.requestId().ifPresent(id -> correlation.put("requestId", id));
    correlation.put("traceparent", origin.trace().traceparent());
    return event;
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
