package dev.patienttests.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.audit.AuditEvent.Correlation;
import dev.patienttests.audit.AuditEvent.Requester;
import dev.patienttests.audit.AuditEvent.Resource;
import dev.patienttests.audit.AuditRecord.Agent;
import dev.patienttests.http.Timestamps;
import java.util.Optional;

/** An {@link AuditRecord} as JSON: as the store keeps it, and as an answer shows it. */
final class AuditRecordJson {
  private AuditRecordJson() {}

  /** The document that the store keeps. */
  static ObjectNode document(AuditRecord record) {
    AuditEvent event = record.event();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", record.id());
    json.put("eventId", event.eventId());
    json.put("recordedAt", Timestamps.write(record.recordedAt()));
    json.put("sourceSystemName", event.sourceSystemName());
    json.putObject("resource")
        .put("type", event.resource().type())
        .put("id", event.resource().id())
        .put("operation", event.resource().operation());
    json.put("patientId", event.patientId());
    ObjectNode agent = json.putObject("agent");
    agent.put("applicationId", record.agent().applicationId());
    put(agent, "objectId", record.agent().objectId());
    event.requester().ifPresent(requester -> write(requester, json.putObject("requester")));
    event.correlation().ifPresent(correlation -> write(correlation, json.putObject("correlation")));
    return json;
  }

  /** The document and {@code createdDate}, the original's name for {@code recordedAt}. */
  static ObjectNode answer(AuditRecord record) {
    return document(record).put("createdDate", Timestamps.write(record.recordedAt()));
  }

  /** Reads a document of the store. */
  static AuditRecord read(JsonNode json) {
    JsonNode resource = json.path("resource");
    JsonNode agent = json.path("agent");
    return new AuditRecord(
        json.path("id").asText(),
        Timestamps.read(json.path("recordedAt").asText()),
        new Agent(agent.path("applicationId").asText(), text(agent, "objectId")),
        new AuditEvent(
            json.path("eventId").asText(),
            json.path("sourceSystemName").asText(),
            new Resource(
                resource.path("type").asText(),
                resource.path("id").asText(),
                resource.path("operation").asText()),
            json.path("patientId").asText(),
            object(json, "requester").map(AuditRecordJson::requester),
            object(json, "correlation").map(AuditRecordJson::correlation)));
  }

  private static void write(Requester requester, ObjectNode json) {
    put(json, "subscriptionId", requester.subscriptionId());
    put(json, "subscriptionName", requester.subscriptionName());
    put(json, "product", requester.product());
    put(json, "application", requester.application());
    put(json, "subject", requester.subject());
    put(json, "address", requester.address());
  }

  private static Requester requester(JsonNode json) {
    return new Requester(
        text(json, "subscriptionId"),
        text(json, "subscriptionName"),
        text(json, "product"),
        text(json, "application"),
        text(json, "subject"),
        text(json, "address"));
  }

  private static void write(Correlation correlation, ObjectNode json) {
    put(json, "requestId", correlation.requestId());
    put(json, "traceparent", correlation.traceparent());
  }

  private static Correlation correlation(JsonNode json) {
    return new Correlation(text(json, "requestId"), text(json, "traceparent"));
  }

  private static void put(ObjectNode json, String name, Optional<String> value) {
    value.ifPresent(text -> json.put(name, text));
  }

  private static Optional<String> text(JsonNode json, String name) {
    return Optional.ofNullable(json.path(name).textValue());
  }

  private static Optional<JsonNode> object(JsonNode json, String name) {
    return Optional.of(json.path(name)).filter(JsonNode::isObject);
  }
}
