package dev.patienttests.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.audit.AuditEvent.Correlation;
import dev.patienttests.audit.AuditEvent.Outcome;
import dev.patienttests.audit.AuditEvent.Query;
import dev.patienttests.audit.AuditEvent.Requester;
import dev.patienttests.audit.AuditEvent.Resource;
import dev.patienttests.http.Timestamps;
import java.util.List;
import java.util.Optional;

/** Writes an {@link AuditEvent} as JSON: texts, arrays and objects, and nothing that is absent. */
final class AuditEventJson {
  private AuditEventJson() {}

  /** The members of a record that come from its caller. */
  static ObjectNode write(AuditEvent event) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("eventId", event.eventId());
    event.occurredAt().ifPresent(time -> json.put("occurredAt", Timestamps.write(time)));
    json.put("sourceSystemName", event.sourceSystemName());
    write(event.resource(), json.putObject("resource"));
    put(json, "patientId", event.patientId());
    json.put("kind", event.kind().text());
    event.action().ifPresent(action -> json.put("action", action.text()));
    put(json, "attemptId", event.attemptId());
    event.outcome().ifPresent(outcome -> write(outcome, json.putObject("outcome")));
    event.query().ifPresent(query -> write(query, json.putObject("query")));
    event.requester().ifPresent(requester -> write(requester, json.putObject("requester")));
    event.correlation().ifPresent(correlation -> write(correlation, json.putObject("correlation")));
    return json;
  }

  private static void write(Resource resource, ObjectNode json) {
    json.put("type", resource.type());
    put(json, "id", resource.id());
    json.put("operation", resource.operation());
  }

  private static void write(Outcome outcome, ObjectNode json) {
    json.put("code", outcome.code().text());
    putTexts(json, "patientIds", outcome.patientIds());
    putTexts(json, "testIds", outcome.testIds());
  }

  private static void write(Query query, ObjectNode json) {
    putTexts(json, "fields", query.fields());
    json.put("hash", query.hash());
  }

  private static void write(Requester requester, ObjectNode json) {
    put(json, "subscriptionId", requester.subscriptionId());
    put(json, "subscriptionName", requester.subscriptionName());
    put(json, "product", requester.product());
    put(json, "application", requester.application());
    put(json, "subject", requester.subject());
    put(json, "address", requester.address());
  }

  private static void write(Correlation correlation, ObjectNode json) {
    put(json, "requestId", correlation.requestId());
    put(json, "traceparent", correlation.traceparent());
  }

  private static void put(ObjectNode json, String name, Optional<String> value) {
    value.ifPresent(text -> json.put(name, text));
  }

  private static void putTexts(ObjectNode json, String name, List<String> texts) {
    if (!texts.isEmpty()) {
      texts.forEach(json.putArray(name)::add);
    }
  }
}
