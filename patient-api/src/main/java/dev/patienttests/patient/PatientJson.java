package dev.patienttests.patient;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.http.Timestamps;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/** A {@link Patient} as JSON: as answers show it, and as the store keeps it. */
final class PatientJson implements DocumentFormat<Patient> {
  @Override
  public DocumentKey key(Patient patient) {
    return DocumentKey.patient(patient.id());
  }

  /** What an answer shows, and what searches compare. */
  @Override
  public ObjectNode write(Patient patient) {
    NewPatient details = patient.details();
    ObjectNode document = answer(patient);
    ObjectNode search = document.putObject("search");
    search.put("firstName", normalized(details.firstName()));
    put(search, "lastName", details.lastName().map(PatientJson::normalized));
    put(search, "fullName", details.fullName().map(PatientJson::normalized));
    PartialDate.parse(details.dateOfBirth())
        .ifPresent(
            date ->
                document
                    .putObject("birth")
                    .put("from", date.first().toString())
                    .put("to", date.last().toString()));
    return document;
  }

  /**
   * A name as names are compared: Unicode's composed form, in lower case. Composed again at the
   * end: some small letters have a composed form that their capitals lack.
   */
  static String normalized(String name) {
    return composed(composed(name).toLowerCase(Locale.ROOT));
  }

  private static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /** What an answer shows. */
  static ObjectNode answer(Patient patient) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", patient.id());
    json.setAll(details(patient.details()));
    json.put("lastUpdated", Timestamps.write(patient.lastUpdated()));
    return json;
  }

  /** What the client said, the members always in the same order. */
  static ObjectNode details(NewPatient details) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("firstName", details.firstName());
    put(json, "lastName", details.lastName());
    put(json, "fullName", details.fullName());
    json.put("gender", details.gender());
    json.put("dateOfBirth", details.dateOfBirth());
    json.put("postCode", details.postCode());
    put(json, "insuranceNumber", details.insuranceNumber());
    put(json, "preferredContactNumber", details.preferredContactNumber());
    return json;
  }

  @Override
  public Patient read(JsonNode json) {
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
