package dev.patienttests.patient;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patienttests.settings.Settings;
import dev.patienttests.testkit.Call;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call, what comes first, and what is left when a part is away. */
class PatientFunctionsTest extends PatientFunctionsFixture {
  @Test
  void auditsFirstThenStoresThePatientUnderAnIdOfItsOwn() {
    Call.Answer answer = create(gateway().body(BODY));

    assertThat(answer.getStatusCode()).isEqualTo(201);
    assertThat(answer.getHeader("Location")).isEqualTo("/api/patient/" + ID);
    assertThat(answer.getHeader("ETag")).isEqualTo("\"v1\"");
    assertThat(answer.getHeader("Content-Type")).isEqualTo("application/json");
    JsonNode json = answer.json();
    assertThat(json.path("id").asText()).isEqualTo(ID.toString());
    assertThat(json.path("lastUpdated").asText()).isEqualTo("2026-01-02T03:04:05.678Z");
    assertThat(json.path("firstName").asText()).isEqualTo("Canary");
    assertThat(json.has("lastName")).isFalse();
    assertThat(events)
        .containsExactly(
            "audit attempt CreatePatient " + ID,
            "create " + ID,
            "audit outcome CreatePatient " + ID + " success");
  }

  @Test
  void keepsEveryMemberOfAPatient() {
    String members =
        "'lastName':'Lovelace','fullName':'Ada Lovelace','insuranceNumber':'I 1',"
            + "'preferredContactNumber':'+41 1',";
    create(gateway().body(BODY.replace("{", "{" + members)));
    Call.Answer answer = load(gateway(), ID.toString().toUpperCase(java.util.Locale.ROOT));

    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.getHeader("ETag")).isEqualTo("\"v1\"");
    JsonNode json = answer.json();
    assertThat(json.path("lastName").asText()).isEqualTo("Lovelace");
    assertThat(json.path("fullName").asText()).isEqualTo("Ada Lovelace");
    assertThat(json.path("insuranceNumber").asText()).isEqualTo("I 1");
    assertThat(json.path("preferredContactNumber").asText()).isEqualTo("+41 1");
    assertThat(json.has("search")).isFalse();
    assertThat(json.has("attempts")).isFalse();
    assertThat(events).endsWith("audit attempt LoadPatient " + ID, "find " + ID);
  }

  @Test
  void touchesNothingWhenTheAuditIsAway() {
    trail.refuse(event -> true);
    Call call = gateway().body(BODY);
    Call.Answer created = create(call);
    Call.Answer loaded = load(gateway(), ID.toString());

    assertThat(created.getStatusCode()).isEqualTo(503);
    assertThat(loaded.getStatusCode()).isEqualTo(503);
    assertThat(created.getHeader("Content-Type")).isEqualTo("application/problem+json");
    assertThat(events)
        .containsExactly("audit attempt CreatePatient " + ID, "audit attempt LoadPatient " + ID);
    assertThat(created.text() + call.logged()).doesNotContain("Canary", "1985");
  }

  @Test
  void answers503WhenTheStoreIsAway() {
    patients.away = true;
    assertThat(create(gateway().body(BODY)).getStatusCode()).isEqualTo(503);
    assertThat(load(gateway(), ID.toString()).getStatusCode()).isEqualTo(503);
  }

  @Test
  void answers404ForAPatientThatDoesNotExistAndAuditsTheAttempt() {
    Call.Answer answer = load(gateway(), ID + "/");

    assertThat(answer.getStatusCode()).isEqualTo(404);
    assertThat(answer.json().path("status").asInt()).isEqualTo(404);
    assertThat(events).containsExactly("audit attempt LoadPatient " + ID, "find " + ID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "1-2-3-4-5",
        "0b7f2c7e4a554c398a390f4d5a1b2c3d",
        "%7B0b7f2c7e-4a55-4c39-8a39-0f4d5a1b2c3d%7D",
        "0b7f2c7e-4a55-4c39-8a39-0f4d5a1b2c3d%00",
        "..%2f0b7f2c7e-4a55-4c39-8a39-0f4d5a1b2c3d",
      })
  void answers404WithoutAuditAndStoreForWhatIsNoCanonicalUuid(String id) {
    assertThat(load(gateway(), id).getStatusCode()).isEqualTo(404);
    assertThat(events).isEmpty();
  }

  @Test
  void takesTheIdFromThePathWhateverTheQuerySays() {
    load(gateway(), ID + "?PatientID=" + UUID.randomUUID());
    assertThat(events).containsExactly("audit attempt LoadPatient " + ID, "find " + ID);

    assertThat(load(gateway(), ID + "?a=|").getStatusCode()).isEqualTo(400);
  }

  @Test
  void refusesCallersWithoutTheRoleBeforeAnythingElse() {
    assertThat(create(new Call().body("{")).getStatusCode()).isEqualTo(401);
    assertThat(create(new Call().by("x", "patient.invoke").body("{")).getStatusCode())
        .isEqualTo(403);
    assertThat(load(new Call().by("x"), ID.toString()).getStatusCode()).isEqualTo(403);
    assertThat(load(new Call().by("x"), "x?a=|").getStatusCode()).isEqualTo(403);
    assertThat(events)
        .containsExactly(
            "audit denied CreatePatient",
            "audit denied LoadPatient " + ID,
            "audit denied LoadPatient");
    assertThat(trail.recorded.get(1).target().patientId()).contains(ID.toString());
    assertThat(trail.recorded.get(1).origin().requester())
        .containsOnly(Map.entry("application", "x"), Map.entry("subject", "object-of-x"));
  }

  @Test
  void refusesACallerWithoutTheRoleEvenIfThatCannotBeRecorded() {
    trail.refuse(event -> true);
    assertThat(load(new Call().by("x"), ID.toString()).getStatusCode()).isEqualTo(403);
  }

  @Test
  void saysWithoutABodyThatTheClientKnowsTheVersion() {
    create(gateway().body(BODY));
    for (String known : new String[] {"*", "\"v1\"", "W/\"v1\"", "\"v0\", \"v1\""}) {
      Call.Answer answer = load(gateway().header("if-none-match", known), ID.toString());
      assertThat(answer.getStatusCode()).isEqualTo(304);
      assertThat(answer.getHeader("ETag")).isEqualTo("\"v1\"");
      assertThat(answer.text()).isEmpty();
    }
    for (String other : new String[] {"\"v2\"", "v1", ""}) {
      Call.Answer answer = load(gateway().header("if-none-match", other), ID.toString());
      assertThat(answer.getStatusCode()).isEqualTo(200);
    }
    assertThat(events).endsWith("audit attempt LoadPatient " + ID, "find " + ID);
  }

  @Test
  void passesOnWhatTheGatewaySaysAboutTheRequester() {
    String traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    create(
        gateway()
            .header("x-requester-subscription-id", "s1")
            .header("x-requester-subscription-name", " clinic ")
            .header("x-requester-product", "")
            .header("x-correlation-id", "r1")
            .header("traceparent", traceparent)
            .body(BODY));

    RequestOrigin origin = trail.recorded.get(0).origin();
    assertThat(origin.requester())
        .containsOnly(Map.entry("subscriptionId", "s1"), Map.entry("subscriptionName", "clinic"));
    assertThat(origin.requestId()).contains("r1");
    assertThat(origin.trace().traceparent()).isEqualTo(traceparent);
  }

  @Test
  void decodesWhatTheGatewayEncodedAndLeavesOutWhatIsMalformed() {
    create(
        gateway()
            .header("x-requester-subscription-id", "clinic%2D1")
            .header(
                "x-requester-subscription-name", "Z%C3%BCrich%20%E6%98%A5%F0%9F%8C%B8%0D%0A+%25")
            .header("x-requester-product", "50%")
            .header("x-requester-application", "%zz")
            .header("x-requester-subject", "%C3%28")
            .header("x-requester-address", "2001:db8::1")
            .body(BODY));
    assertThat(trail.recorded.get(0).origin().requester())
        .containsOnly(
            Map.entry("subscriptionId", "clinic-1"),
            Map.entry("subscriptionName", "Z\u00fcrich \u6625\ud83c\udf38+%"),
            Map.entry("address", "2001:db8::1"));

    create(
        gateway()
            .header("x-requester-product", "Z\u00fcrich")
            .header("x-requester-subject", "%C2%A0%EF%BF%BD")
            .body(BODY));
    assertThat(trail.recorded.get(2).origin().requester()).isEmpty();
  }

  @Test
  void believesNoRequesterWhereEasyAuthDoesNotStandBefore() {
    PatientApp coreTools =
        app(
            Settings.of(
                Map.of(
                    "FUNCTIONS_CORETOOLS_ENVIRONMENT", "true",
                    "CALLER_AUTHENTICATION", "core-tools")));
    Call.Answer answer =
        new Call()
            .header("x-requester-subscription-id", "s1")
            .header("x-correlation-id", "r1")
            .body(BODY)
            .to(new CreatePatientFunction(() -> coreTools)::run);

    assertThat(answer.getStatusCode()).isEqualTo(201);
    assertThat(trail.recorded.get(0).origin().requester()).isEmpty();
    assertThat(trail.recorded.get(0).origin().requestId()).isEmpty();
  }
}
