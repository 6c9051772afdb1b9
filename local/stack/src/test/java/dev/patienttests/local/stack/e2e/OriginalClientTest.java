package dev.patienttests.local.stack.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A client that was written for the original sample: it knows its paths, with and without a slash
 * at the end, its bodies and the subscription's key, and none of the headers that are new here.
 */
class OriginalClientTest {
  @RegisterExtension static final RunningStack STACK = new RunningStack();

  private static final String EVE =
      """
      {"firstName":"Eve","lastName":"Original","fullName":"Eve %s","gender":"female",
       "dateOfBirth":"1987-06","postCode":"4000","insuranceNumber":"INS-0815",
       "preferredContactNumber":"01234567"}""";

  @ParameterizedTest
  @ValueSource(strings = {"", "/"})
  void itCreatesLoadsUpdatesSearchesAndAddsTests(String slash) {
    ClinicClient clinic = new ClinicClient(STACK);
    String name = "eve " + (slash.isEmpty() ? "plain" : "slashed");
    HttpResponse<String> created = post("/patient" + slash, EVE.formatted(name.substring(4)));
    assertThat(created.statusCode()).isEqualTo(201);
    String path = "/patient/" + Patients.json(created).path("id").asText();

    ObjectNode loaded = (ObjectNode) get(path + slash);
    assertThat(loaded.path("insuranceNumber").asText()).isEqualTo("INS-0815");

    loaded.put("postCode", "4001");
    HttpResponse<String> updated = clinic.send("PUT", path + slash, Optional.of(loaded.toString()));
    assertThat(updated.statusCode()).isEqualTo(200);
    assertThat(Patients.json(updated).path("postCode").asText()).isEqualTo("4001");
    assertThat(get(path + slash)).isEqualTo(Patients.json(updated));

    String byId = "{\"id\":\"%s\"}".formatted(loaded.path("id").asText());
    assertThat(found("/patient/search" + slash, byId)).containsExactly(get(path));
    String byName = "{\"fullName\":\"%s\"}".formatted(name.toUpperCase(java.util.Locale.ROOT));
    assertThat(found("/patient/search" + slash, byName)).containsExactly(get(path));

    HttpResponse<String> test = post(path + "/tests" + slash, ClinicClient.BLOOD_TEST);
    assertThat(test.statusCode()).isEqualTo(201);
    JsonNode tests = get(path + "/tests" + slash);
    assertThat(tests.isArray()).isTrue();
    assertThat(tests).containsExactly(Patients.json(test));
    String testId = Patients.json(test).path("id").asText();
    assertThat(get(path + "/tests/" + testId + slash)).isEqualTo(Patients.json(test));
  }

  @Test
  void whoSendsBackAnOldVersionIsTold() {
    ClinicClient clinic = new ClinicClient(STACK);
    ObjectNode first = (ObjectNode) clinic.created(EVE.formatted("twice"));
    String id = first.path("id").asText();
    assertThat(clinic.update(id, first.put("postCode", "4002").toString()).statusCode())
        .isEqualTo(200);
    assertThat(clinic.update(id, first.put("postCode", "4003").toString()).statusCode())
        .isEqualTo(409);
    assertThat(Patients.json(clinic.load(id)).path("postCode").asText()).isEqualTo("4002");
  }

  @Test
  void aSearchThatFindsNobodyAndAPatientWithoutTestsAre404() {
    ClinicClient clinic = new ClinicClient(STACK);
    assertThat(clinic.search("{\"lastName\":\"Nobody\"}").statusCode()).isEqualTo(404);
    String id = clinic.created(EVE.formatted("untested")).path("id").asText();
    assertThat(clinic.loadTests(id).statusCode()).isEqualTo(404);
  }

  private static HttpResponse<String> post(String path, String body) {
    return new ClinicClient(STACK).send("POST", path, Optional.of(body));
  }

  private static JsonNode get(String path) {
    HttpResponse<String> response = new ClinicClient(STACK).send("GET", path, Optional.empty());
    assertThat(response.statusCode()).isEqualTo(200);
    return Patients.json(response);
  }

  private static JsonNode found(String path, String criteria) {
    HttpResponse<String> response = post(path, criteria);
    assertThat(response.statusCode()).isEqualTo(200);
    return Patients.json(response);
  }
}
