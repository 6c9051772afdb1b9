package dev.patienttests.patient;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.http.Timestamps;
import java.util.Optional;

/** A {@link Patient} as JSON, in the store and in answers alike. */
final class PatientJson {
  private PatientJson() {}

  static ObjectNode write(Patient patient) {
    NewPatient details = patient.details();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", patient.id());
    json.put("firstName", details.firstName());
    put(json, "lastName", details.lastName());
    put(json, "fullName", details.fullName());
    json.put("gender", details.gender());
    json.put("dateOfBirth", details.dateOfBirth());
    json.put("postCode", details.postCode());
    put(json, "insuranceNumber", details.insuranceNumber());
    put(json, "preferredContactNumber", details.preferredContactNumber());
    json.put("lastUpdated", Timestamps.write(patient.lastUpdated()));
    return json;
  }

  /** Reads a document of the store; what the store adds to it stays there. */
  static Patient read(JsonNode json) {
    return new Patient(
        json.path("id").asText(),
        Timestamps.read(json.path("lastUpdated").asText()),
        new NewPatient(
            json.path("firstName").asText(),
            text(json, "lastName"),
            text(json, "fullName"),
            json.path("gender").asText(),
            json.path("dateOfBirth").asText(),
            json.path("postCode").asText(),
            text(json, "insuranceNumber"),
            text(json, "preferredContactNumber")));
  }

  private static void put(ObjectNode json, String name, Optional<String> value) {
    value.ifPresent(text -> json.put(name, text));
  }

  private static Optional<String> text(JsonNode json, String name) {
    return Optional.ofNullable(json.path(name).textValue());
  }
}
