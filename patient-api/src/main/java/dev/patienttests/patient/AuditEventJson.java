package dev.patienttests.patient;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.patient.AuditEvent.Outcome;
import dev.patienttests.patient.AuditEvent.Query;
import java.util.List;

/** An {@link AuditEvent} as the body of CreateAuditRecord. */
final class AuditEventJson {
  private static final String SOURCE_SYSTEM = "PatientTests";

  private AuditEventJson() {}

  static ObjectNode write(AuditEvent event) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("eventId", event.eventId());
    json.put("sourceSystemName", SOURCE_SYSTEM);
    ObjectNode resource = json.putObject("resource");
    resource.put("type", event.operation().resourceType());
    event.target().resourceId().ifPresent(id -> resource.put("id", id));
    resource.put("operation", event.operation().auditName());
    event.target().patientId().ifPresent(id -> json.put("patientId", id));
    json.put("kind", event.kind().auditName());
    json.put("action", event.operation().action());
    event.closes().ifPresent(id -> json.put("attemptId", id));
    event.outcome().ifPresent(outcome -> write(outcome, json.putObject("outcome")));
    event.query().ifPresent(query -> write(query, json.putObject("query")));
    write(event.origin(), json);
    return json;
  }

  private static void write(Outcome outcome, ObjectNode json) {
    json.put("code", outcome.code().auditName());
    writeIds(outcome.patientIds(), "patientIds", json);
    writeIds(outcome.testIds(), "testIds", json);
  }

  private static void writeIds(List<String> ids, String name, ObjectNode json) {
    if (!ids.isEmpty()) {
      ArrayNode list = json.putArray(name);
      ids.forEach(list::add);
    }
  }

  private static void write(Query query, ObjectNode json) {
    ArrayNode fields = json.putArray("fields");
    query.fields().forEach(fields::add);
    json.put("hash", query.hash());
  }

  private static void write(RequestOrigin origin, ObjectNode json) {
    if (!origin.requester().isEmpty()) {
      ObjectNode requester = json.putObject("requester");
      origin.requester().forEach(requester::put);
    }
    ObjectNode correlation = json.putObject("correlation");
    origin.requestId().ifPresent(id -> correlation.put("requestId", id));
    correlation.put("traceparent", origin.trace().traceparent());
  }
}
