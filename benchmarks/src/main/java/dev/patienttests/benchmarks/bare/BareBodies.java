package dev.patienttests.benchmarks.bare;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Constant bodies, of the same members as those of the apps. */
final class BareBodies {
  private static final String SOME_ID = "0f5b1c1e-6a0f-4d7b-9a51-3c1de0a7f1c2";
  private static final String SOME_TIME = "2026-01-02T03:04:05.678Z";

  private static final String SOME_HASH = "4d".repeat(32);

  static final String DOCUMENT =
      patient()
          .put("id", SOME_ID)
          .put("_rid", "EAAAAYAAAAFjKQAAAAAAAA==")
          .put("_self", "dbs/bare/colls/documents/docs/" + SOME_ID + "/")
          .put("_etag", "\"" + SOME_ID + "\"")
          .put("_attachments", "attachments/")
          .put("_ts", 1_700_000_000)
          .toString();
  static final String PATIENT_ANSWER =
      patient().put("id", SOME_ID).without(List.of("search", "birth", "attempts")).toString();
  static final String AUDIT_REQUEST = auditEvent().toString();
  static final String AUDIT_ANSWER =
      auditRecord().put("id", SOME_ID).put("createdDate", SOME_TIME).toString();

  private BareBodies() {}

  /** An id that stands for any. */
  static String someId() {
    return SOME_ID;
  }

  /** A patient without id, as it is stored. */
  static ObjectNode patient() {
    ObjectNode patient =
        JsonNodeFactory.instance
            .objectNode()
            .put("firstName", "Mara")
            .put("lastName", "Musterfrau")
            .put("gender", "female")
            .put("dateOfBirth", "1975-05-05")
            .put("postCode", "3012")
            .put("insuranceNumber", "756.1234.5678.97")
            .put("lastUpdated", SOME_TIME);
    patient.putObject("search").put("firstName", "mara").put("lastName", "musterfrau");
    patient.putObject("birth").put("from", "1975-05-05").put("to", "1975-05-05");
    patient.putArray("attempts").add(SOME_ID);
    return patient;
  }

  /** What patient-api says of an operation. */
  private static ObjectNode auditEvent() {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("eventId", SOME_ID).put("sourceSystemName", "PatientTests");
    event
        .putObject("resource")
        .put("type", "Patient")
        .put("id", SOME_ID)
        .put("operation", "CreatePatient");
    event.put("patientId", SOME_ID).put("kind", "attempt").put("action", "create");
    event
        .putObject("requester")
        .put("subscriptionId", "clinic-demo")
        .put("subscriptionName", "clinic-demo")
        .put("product", "clinic")
        .put("address", "127.0.0.1");
    event
        .putObject("correlation")
        .put("requestId", SOME_ID)
        .put("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    return event;
  }

  /** An audit record without id, as it is stored. */
  static ObjectNode auditRecord() {
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    record.put("chain", "51").put("number", 341).put("previousHash", SOME_HASH);
    record.put("schemaVersion", 1).put("recordedAt", SOME_TIME).put("occurredAt", SOME_TIME);
    record.setAll(auditEvent());
    record.putObject("agent").put("applicationId", SOME_ID).put("objectId", SOME_ID);
    return record;
  }
}
