package dev.patienttests.local.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The entities of an {@code AuditEvent}: what was used, and how to find the record elsewhere. */
final class FhirEntities {
  private FhirEntities() {}

  static void add(JsonNode record, ArrayNode entities) {
    addResource(record, entities.addObject());
    record
        .at("/outcome/patientIds")
        .forEach(id -> entities.addObject().set("what", what("Patient", id.asText())));
    record
        .at("/outcome/testIds")
        .forEach(id -> entities.addObject().set("what", what("Test", id.asText())));
    if (record.has("attemptId")) {
      entities
          .addObject()
          .set("what", FhirReferences.uuid(record.path("attemptId").asText(), "attempt"));
    }
    addRecord(record, entities.addObject());
  }

  private static void addResource(JsonNode record, ObjectNode entity) {
    JsonNode resource = record.path("resource");
    String type = resource.path("type").asText();
    entity.set(
        "what",
        resource.has("id") ? what(type, resource.path("id").asText()) : FhirReferences.named(type));
    if (record.has("query")) {
      byte[] query = record.path("query").toString().getBytes(StandardCharsets.UTF_8);
      entity.put("query", Base64.getEncoder().encodeToString(query));
    }
  }

  /** The record itself: its event, its place in the chain, its links to logs and traces. */
  private static void addRecord(JsonNode record, ObjectNode entity) {
    entity.set("what", FhirReferences.uuid(record.path("eventId").asText(), "audit record"));
    ArrayNode details = entity.putArray("detail");
    for (String name : List.of("schemaVersion", "previousHash")) {
      addDetail(details, name, record.path(name));
    }
    record
        .path("correlation")
        .properties()
        .forEach(link -> addDetail(details, link.getKey(), link.getValue()));
  }

  private static void addDetail(ArrayNode details, String name, JsonNode value) {
    ObjectNode detail = details.addObject();
    detail.putObject("type").put("text", name);
    detail.put("valueString", value.asText());
  }

  /** A patient is a FHIR resource; a test of this API is none of FHIR's types. */
  private static ObjectNode what(String type, String id) {
    return type.equals("Patient")
        ? FhirReferences.to(type, id)
        : FhirReferences.identified(id, type);
  }
}
