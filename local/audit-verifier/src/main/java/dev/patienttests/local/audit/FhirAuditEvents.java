package dev.patienttests.local.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/**
 * Turns records into FHIR R5 {@code AuditEvent} resources
 * (https://hl7.org/fhir/R5/auditevent.html), member by member as docs/audit-record.md says.
 */
public final class FhirAuditEvents {
  private static final String INTERACTIONS = "http://hl7.org/fhir/restful-interaction";
  private static final String TYPES = "http://terminology.hl7.org/CodeSystem/audit-event-type";
  private static final String SEVERITIES = "http://hl7.org/fhir/issue-severity";

  /** FHIR's letter for an action, and its name for the interaction; a search is an execution. */
  private static final Map<String, String[]> ACTIONS =
      Map.of(
          "create", new String[] {"C", "create"},
          "read", new String[] {"R", "read"},
          "update", new String[] {"U", "update"},
          "search", new String[] {"E", "search-type"});

  private FhirAuditEvents() {}

  /**
   * The resource for one record.
   *
   * @param record as audit-api answers it
   */
  public static ObjectNode convert(ObjectNode record) {
    ObjectNode event = record.objectNode();
    event.put("resourceType", "AuditEvent");
    event.put("id", record.path("id").asText());
    ArrayNode category = event.putArray("category");
    addCoding(category.addObject(), TYPES, "rest");
    category.addObject().put("text", record.path("kind").asText());
    ObjectNode code = event.putObject("code");
    Optional.ofNullable(ACTIONS.get(record.path("action").asText()))
        .ifPresent(
            action -> {
              addCoding(code, INTERACTIONS, action[1]);
              event.put("action", action[0]);
            });
    code.put("text", record.at("/resource/operation").asText());
    event.put("occurredDateTime", occurredAt(record));
    event.put("recorded", record.path("recordedAt").asText());
    putOutcome(record, event);
    if (record.has("patientId")) {
      event.set("patient", FhirReferences.to("Patient", record.path("patientId").asText()));
    }
    addAgents(record, event.putArray("agent"));
    ObjectNode source = event.putObject("source");
    source.set("site", FhirReferences.named(record.path("sourceSystemName").asText()));
    source.set("observer", FhirReferences.named("audit-api"));
    FhirEntities.add(record, event.putArray("entity"));
    return event;
  }

  private static String occurredAt(JsonNode record) {
    return record.path(record.has("occurredAt") ? "occurredAt" : "recordedAt").asText();
  }

  /** An attempt has none yet. */
  private static void putOutcome(JsonNode record, ObjectNode event) {
    String kind = record.path("kind").asText();
    String result = kind.equals("outcome") ? record.at("/outcome/code").asText() : kind;
    if (result.equals("attempt")) {
      return;
    }
    String severity =
        switch (result) {
          case "success" -> "success";
          case "replayed" -> "information";
          case "unresolved" -> "warning";
          default -> "error";
        };
    ObjectNode outcome = event.putObject("outcome");
    outcome.putObject("code").put("system", SEVERITIES).put("code", severity);
    outcome.putArray("detail").addObject().put("text", result);
  }

  /** Who asked in the first place, as the source system says, and who called the audit. */
  private static void addAgents(JsonNode record, ArrayNode agents) {
    JsonNode requester = record.path("requester");
    if (requester.isObject()) {
      addRequester(requester, agents.addObject());
    }
    JsonNode caller = record.path("agent");
    ObjectNode agent = agents.addObject();
    agent.set(
        "who",
        FhirReferences.identified(
            caller.path(caller.has("objectId") ? "objectId" : "applicationId").asText(),
            caller.path("applicationId").asText()));
    agent.put("requestor", !requester.isObject());
  }

  private static void addRequester(JsonNode requester, ObjectNode agent) {
    String id =
        requester
            .path(
                requester.has("subject")
                    ? "subject"
                    : requester.has("application") ? "application" : "subscriptionId")
            .asText("unknown");
    agent.set("who", FhirReferences.identified(id, requester.path("subscriptionName").asText(id)));
    agent.put("requestor", true);
    if (requester.has("product")) {
      agent.putArray("role").addObject().put("text", requester.path("product").asText());
    }
    if (requester.has("address")) {
      agent.put("networkString", requester.path("address").asText());
    }
  }

  private static void addCoding(ObjectNode concept, String system, String code) {
    concept.putArray("coding").addObject().put("system", system).put("code", code);
  }
}
