package dev.patienttests.benchmarks.bare;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Constant bodies, as large as those of the apps. */
final class BareBodies {
  private static final String SOME_ID = "0f5b1c1e-6a0f-4d7b-9a51-3c1de0a7f1c2";
  private static final String SOME_TIME = "2026-01-02T03:04:05.678901Z";

  static final String DOCUMENT =
      patient().put("id", SOME_ID).put("_etag", "\"e\"").put("_ts", 1).toString();
  static final String PATIENT_ANSWER = patient().put("id", SOME_ID).toString();
  static final String AUDIT_REQUEST = auditRecord().put("eventId", SOME_ID).toString();
  static final String AUDIT_ANSWER = auditRecord().put("id", SOME_ID).toString();

  private BareBodies() {}

  /** An id that stands for any. */
  static String someId() {
    return SOME_ID;
  }

  /** A patient without id. */
  static ObjectNode patient() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("firstName", "Mara")
        .put("lastName", "Musterfrau")
        .put("gender", "female")
        .put("dateOfBirth", "1975-05-05")
        .put("postCode", "3012")
        .put("insuranceNumber", "756.1234.5678.97")
        .put("lastUpdated", SOME_TIME);
  }

  /** An audit record without id. */
  static ObjectNode auditRecord() {
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    record.put("sourceSystemName", "PatientTests").put("patientId", SOME_ID);
    record
        .putObject("resource")
        .put("type", "Patient")
        .put("id", SOME_ID)
        .put("operation", "CreatePatient");
    record
        .putObject("requester")
        .put("subscriptionId", "clinic-demo")
        .put("subscriptionName", "Clinic demo")
        .put("product", "clinic")
        .put("address", "127.0.0.1");
    record
        .putObject("correlation")
        .put("requestId", SOME_ID)
        .put("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    return record.put("recordedAt", SOME_TIME);
  }
}
