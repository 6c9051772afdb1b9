package dev.patienttests.patient;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.http.Timestamps;
import dev.patienttests.patient.NewTest.Observation;
import java.util.ArrayList;
import java.util.List;

/** A {@link MedicalTest} as JSON, in the store and in answers alike. */
final class TestJson implements DocumentFormat<MedicalTest> {
  @Override
  public DocumentKey key(MedicalTest test) {
    return DocumentKey.test(test.patientId(), test.id());
  }

  @Override
  public ObjectNode write(MedicalTest test) {
    return answer(test);
  }

  /** What an answer shows. */
  static ObjectNode answer(MedicalTest test) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", test.id());
    json.put("patientId", test.patientId());
    json.setAll(details(test.details()));
    json.put("lastUpdated", Timestamps.write(test.lastUpdated()));
    return json;
  }

  /** What the client said, the members always in the same order. */
  static ObjectNode details(NewTest details) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("performer", details.performer());
    json.put("orderReference", details.orderReference());
    ArrayNode observations = json.putArray("observations");
    details
        .observations()
        .forEach(
            each ->
                observations
                    .addObject()
                    .put("id", each.id())
                    .put("code", each.code())
                    .put("measurement", each.measurement())
                    .put("interpretation", each.interpretation())
                    .put("issued", each.issued())
                    .put("status", each.status()));
    return json;
  }

  @Override
  public MedicalTest read(JsonNode json) {
    List<Observation> observations = new ArrayList<>();
    json.path("observations").forEach(each -> observations.add(observation(each)));
    return new MedicalTest(
        json.path("id").asText(),
        json.path("patientId").asText(),
        Timestamps.read(json.path("lastUpdated").asText()),
        new NewTest(
            json.path("performer").asText(), json.path("orderReference").asText(), observations));
  }

  private static Observation observation(JsonNode json) {
    return new Observation(
        json.path("id").asText(),
        json.path("code").asText(),
        json.path("measurement").asText(),
        json.path("interpretation").asText(),
        json.path("issued").asText(),
        json.path("status").asText());
  }
}
