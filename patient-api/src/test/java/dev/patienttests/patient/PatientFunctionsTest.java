package dev.patienttests.patient;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patienttests.auth.caller.CallerAuthentication;
import dev.patienttests.http.UnavailableException;
import dev.patienttests.settings.Settings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatientFunctionsTest {
  private static final UUID ID = UUID.fromString("0b7f2c7e-4a55-4c39-8a39-0f4d5a1b2c3d");
  private static final String BODY =
      "{'firstName':'Canary','gender':'female','dateOfBirth':'1985-12-10','postCode':'3000'}";

  /** What happened, in order. */
  private final List<String> events = new ArrayList<>();

  private final List<RequestOrigin> origins = new ArrayList<>();
  private final Map<String, Patient> stored = new LinkedHashMap<>();
  private boolean auditAway;
  private boolean storeAway;

  private final AuditTrail audit =
      (operation, patientId, origin) -> {
        events.add("audit " + operation.auditName() + " " + patientId);
        origins.add(origin);
        if (auditAway) {
          throw new UnavailableException("The audit is away.");
        }
      };
  private final Patients patients =
      new Patients() {
        @Override
        public Patient.Stored create(Patient patient) {
          events.add("create " + patient.id());
          failIfAway();
          stored.put(patient.id(), patient);
          return new Patient.Stored(patient, "\"v1\"");
        }

        @Override
        public Optional<Patient.Stored> find(String id) {
          events.add("find " + id);
          failIfAway();
          return Optional.ofNullable(stored.get(id)).map(p -> new Patient.Stored(p, "\"v1\""));
        }
      };

  private void failIfAway() {
    if (storeAway) {
      throw new UnavailableException("The store is away.");
    }
  }

  private final PatientApp app =
      app(Settings.of(Map.of("WEBSITE_AUTH_ENABLED", "True", "WEBSITE_SITE_NAME", "site")));

  private PatientApp app(Settings settings) {
    PatientService service =
        new PatientService(
            audit,
            patients,
            () -> ID,
            InstantSource.fixed(Instant.parse("2026-01-02T03:04:05.678901Z")));
    return new PatientApp(CallerAuthentication.forEnvironment(settings), List.of(), () -> service);
  }

  private Call.Answer create(Call call) {
    return call.to(new CreatePatientFunction(() -> app)::run);
  }

  private Call.Answer load(Call call, String id) {
    return call.uri("https://site.azurewebsites.net/api/patient/" + id)
        .to(new LoadPatientFunction(() -> app)::run);
  }

  private static Call gateway() {
    return new Call().by("gateway", "Patient.Invoke");
  }

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
    assertThat(events).containsExactly("audit CreatePatient " + ID, "create " + ID);
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
    assertThat(PatientJson.read(json)).isEqualTo(stored.get(ID.toString()));
    assertThat(events).endsWith("audit LoadPatient " + ID, "find " + ID);
  }

  @Test
  void touchesNothingWhenTheAuditIsAway() {
    auditAway = true;
    Call call = gateway().body(BODY);
    Call.Answer created = create(call);
    Call.Answer loaded = load(gateway(), ID.toString());

    assertThat(created.getStatusCode()).isEqualTo(503);
    assertThat(loaded.getStatusCode()).isEqualTo(503);
    assertThat(created.getHeader("Content-Type")).isEqualTo("application/problem+json");
    assertThat(events).containsExactly("audit CreatePatient " + ID, "audit LoadPatient " + ID);
    assertThat(created.text() + call.logged()).doesNotContain("Canary", "1985");
  }

  @Test
  void answers503WhenTheStoreIsAway() {
    storeAway = true;
    assertThat(create(gateway().body(BODY)).getStatusCode()).isEqualTo(503);
    assertThat(load(gateway(), ID.toString()).getStatusCode()).isEqualTo(503);
  }

  @Test
  void answers404ForAPatientThatDoesNotExistAndAuditsTheAttempt() {
    Call.Answer answer = load(gateway(), ID + "/");

    assertThat(answer.getStatusCode()).isEqualTo(404);
    assertThat(answer.json().path("status").asInt()).isEqualTo(404);
    assertThat(events).containsExactly("audit LoadPatient " + ID, "find " + ID);
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
    assertThat(events).containsExactly("audit LoadPatient " + ID, "find " + ID);

    assertThat(load(gateway(), ID + "?a=|").getStatusCode()).isEqualTo(400);
  }

  @Test
  void refusesCallersWithoutTheRoleBeforeAnythingElse() {
    assertThat(create(new Call().body("{")).getStatusCode()).isEqualTo(401);
    assertThat(create(new Call().by("x", "patient.invoke").body("{")).getStatusCode())
        .isEqualTo(403);
    assertThat(load(new Call().by("x"), "x").getStatusCode()).isEqualTo(403);
    assertThat(events).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"firstName", "gender", "dateOfBirth", "postCode"})
  void requiresTheFourMembers(String member) {
    String body = BODY.replace("'" + member + "'", "'lastName'");
    Call.Answer answer = create(gateway().body(body));

    assertThat(answer.getStatusCode()).isEqualTo(400);
    assertThat(answer.badFields()).containsExactly(member);
    assertThat(events).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "lastUpdated", "_etag", "agent"})
  void refusesWhatTheServerSetsAndWhatItDoesNotKnow(String member) {
    Call.Answer answer = create(gateway().body(BODY.replace("{", "{'" + member + "':null,")));

    assertThat(answer.getStatusCode()).isEqualTo(400);
    assertThat(answer.json().path("errors")).hasSize(1);
    assertThat(events).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "gender,Male",
    "gender,m",
    "postCode,300",
    "postCode,30000",
    "dateOfBirth,1985-2",
    "dateOfBirth,1985-13",
    "dateOfBirth,2025-02-29",
    "dateOfBirth,0000",
    "dateOfBirth,85",
    "dateOfBirth,1985-12-10T00:00:00Z",
    "dateOfBirth,٢٠٠٠"
  })
  void refusesValuesThatBreakARule(String member, String value) {
    Call.Answer answer = create(gateway().body(with(member, value)));

    assertThat(answer.getStatusCode()).isEqualTo(400);
    assertThat(answer.badFields()).containsExactly(member);
    assertThat(answer.text()).doesNotContain("'" + value);
    assertThat(events).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "dateOfBirth,1985",
    "dateOfBirth,1985-12",
    "dateOfBirth,2024-02-29",
    "gender,other",
    "gender,unknown",
    "postCode,8é𝄞Z"
  })
  void acceptsValuesThatKeepTheRules(String member, String value) {
    assertThat(create(gateway().body(with(member, value))).getStatusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource({"firstName,64", "lastName,64", "fullName,128"})
  void limitsTheLengthOfNames(String member, int longest) {
    String fits = "x".repeat(longest);
    Call.Answer accepted = create(gateway().body(withName(member, fits)));
    Call.Answer refused = create(gateway().body(withName(member, fits + "x")));

    assertThat(accepted.getStatusCode()).isEqualTo(201);
    assertThat(refused.badFields()).containsExactly(member);
  }

  private static String withName(String member, String value) {
    return member.equals("firstName")
        ? with(member, value)
        : BODY.replace("{", "{'" + member + "':'" + value + "',");
  }

  private static String with(String member, String value) {
    return BODY.replaceFirst("'" + member + "':'[^']*'", "'" + member + "':'" + value + "'");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '#',
      delimiter = '|',
      value = {
        "text/plain|{}|415",
        "application/json; charset=latin1|{}|415",
        "application/json|[]|400",
        "application/json|{'a':1} x|400",
        "application/json|{'firstName':'a','firstName':'b'}|400",
        "application/json||400",
      })
  void refusesBadBodies(String type, String body, int status) {
    Call call = gateway().header("content-type", type).body(body == null ? "" : body);
    assertThat(create(call).getStatusCode()).isEqualTo(status);
    assertThat(events).isEmpty();
  }

  @Test
  void refusesDeepAndLargeBodies() {
    String deep = "{'firstName':" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
    assertThat(create(gateway().body(deep)).getStatusCode()).isEqualTo(400);
    String large = BODY.replace("Canary", "x".repeat(64 * 1024));
    assertThat(create(gateway().body(large)).getStatusCode()).isEqualTo(413);
    assertThat(events).isEmpty();
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

    RequestOrigin origin = origins.get(0);
    assertThat(origin.requester())
        .containsOnly(Map.entry("subscriptionId", "s1"), Map.entry("subscriptionName", "clinic"));
    assertThat(origin.requestId()).contains("r1");
    assertThat(origin.trace().traceparent()).isEqualTo(traceparent);
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
    assertThat(origins.get(0).requester()).isEmpty();
    assertThat(origins.get(0).requestId()).isEmpty();
  }
}
