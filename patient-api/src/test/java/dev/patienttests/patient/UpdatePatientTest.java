package dev.patienttests.patient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.patient.AuditEvent.Kind;
import dev.patienttests.testkit.Call;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Replacing a patient, so that no update is lost. */
class UpdatePatientTest extends PatientFunctionsFixture {
  private static final String OTHER = BODY.replace("3000", "8000");

  @BeforeEach
  void storeAPatient() {
    create(gateway().body(BODY.replace("{", "{'lastName':'Lovelace',")));
    events.clear();
  }

  @Test
  void replacesTheVersionThatIfMatchNamesAndAllOfIt() {
    now = now.plusSeconds(1);
    Call.Answer answer = update(gateway().header("if-match", "\"v1\"").body(OTHER), ID + "/");

    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.getHeader("ETag")).isEqualTo("\"v2\"");
    assertThat(answer.json().path("postCode").asText()).isEqualTo("8000");
    assertThat(answer.json().has("lastName")).isFalse();
    assertThat(answer.json().path("lastUpdated").asText()).isEqualTo("2026-01-02T03:04:06.678Z");
    assertThat(load(gateway(), ID.toString()).json()).isEqualTo(answer.json());
    assertThat(events)
        .startsWith(
            "audit attempt UpdatePatient " + ID,
            "find " + ID,
            "replace " + ID,
            "audit outcome UpdatePatient " + ID + " success");
  }

  @Test
  void takesBackWhatWasLoaded() {
    String loaded = load(gateway(), ID.toString()).text();
    Call.Answer first = update(gateway().body(loaded), ID.toString());
    assertThat(first.getStatusCode()).isEqualTo(200);

    Call.Answer second = update(gateway().body(loaded), ID.toString());
    assertThat(second.getStatusCode()).isEqualTo(409);
    assertThat(events).endsWith("audit outcome UpdatePatient " + ID + " conflict");
  }

  @Test
  void givesEachVersionALaterTimeEvenWhenTheClockGoesBack() {
    now = now.minus(Duration.ofHours(1));
    Call.Answer answer = update(gateway().header("if-match", "\"v1\"").body(OTHER), ID.toString());
    assertThat(answer.json().path("lastUpdated").asText()).isEqualTo("2026-01-02T03:04:05.679Z");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"v1\"',200",
    "'\"v0\", \"v1\"',200",
    "'\"v0\",\"v1\" ,',200",
    "'\"v2\"',412",
    "'W/\"v1\"',412",
    "'\"v1\\\"',412",
    "'*',428",
    "v1,400",
    "'',400",
    "'\"v1\" \"v2\"',400"
  })
  void comparesEntityTagsStrongly(String ifMatch, int status) {
    Call.Answer answer = update(gateway().header("if-match", ifMatch).body(OTHER), ID.toString());
    assertThat(answer.getStatusCode()).isEqualTo(status);
    if (status == 400) {
      assertThat(answer.badFields()).containsExactly("If-Match");
    }
  }

  @Test
  void asksWhichVersionIsMeantBeforeAnythingIsTouched() {
    assertThat(update(gateway().body(OTHER), ID.toString()).getStatusCode()).isEqualTo(428);
    assertThat(events).isEmpty();
  }

  @Test
  void believesIfMatchBeforeLastUpdated() {
    String old = OTHER.replace("{", "{'lastUpdated':'2020-01-01T00:00:00.000Z',");
    Call.Answer answer = update(gateway().header("if-match", "\"v1\"").body(old), ID.toString());
    assertThat(answer.getStatusCode()).isEqualTo(200);
  }

  @Test
  void refusesAnotherIdInTheBodyThanInThePath() {
    String other = OTHER.replace("{", "{'id':'0b7f2c7e-4a55-4c39-8a39-0f4d5a1b2c3e',");
    Call.Answer answer = update(gateway().header("if-match", "\"v1\"").body(other), ID.toString());

    assertThat(answer.getStatusCode()).isEqualTo(400);
    assertThat(answer.badFields()).containsExactly("id");
    assertThat(events).isEmpty();

    String upper = OTHER.replace("{", "{'id':'0B7F2C7E-4A55-4C39-8A39-0F4D5A1B2C3D',");
    assertThat(
            update(gateway().header("if-match", "\"v1\"").body(upper), ID.toString())
                .getStatusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'lastUpdated':'yesterday'", "'lastUpdated':1", "'_etag':'x'"})
  void refusesBadMembers(String member) {
    Call.Answer answer =
        update(gateway().body(OTHER.replace("{", "{" + member + ",")), ID.toString());
    assertThat(answer.getStatusCode()).isEqualTo(400);
    assertThat(events).isEmpty();
  }

  @Test
  void answers404ForAPatientThatDoesNotExist() {
    String missing = ID.toString().replace("0b7f", "0b70");
    Call.Answer answer = update(gateway().header("if-match", "\"v1\"").body(OTHER), missing);

    assertThat(answer.getStatusCode()).isEqualTo(404);
    assertThat(events).endsWith("audit outcome UpdatePatient " + missing + " notFound");
    events.clear();
    assertThat(update(gateway().body("{"), "1-2-3-4-5").getStatusCode()).isEqualTo(404);
    assertThat(events).isEmpty();
  }

  @Test
  void losesNoUpdateThatComesBetweenReadAndWrite() {
    patients.beforeWrite =
        () -> update(gateway().header("if-match", "\"v1\"").body(BODY), ID.toString());
    assertThat(
            update(gateway().header("if-match", "\"v1\"").body(OTHER), ID.toString())
                .getStatusCode())
        .isEqualTo(412);
    assertThat(load(gateway(), ID.toString()).json().path("postCode").asText()).isEqualTo("3000");

    String loaded = load(gateway(), ID.toString()).text();
    patients.beforeWrite = () -> update(gateway().body(loaded), ID.toString());
    assertThat(update(gateway().body(loaded), ID.toString()).getStatusCode()).isEqualTo(409);
  }

  @Test
  void leavesAnAttemptOpenWhoseEndIsNotKnown() {
    patients.writes = MemoryDocuments.Write.DONE_BUT_UNKNOWN;
    Call.Answer answer = update(gateway().header("if-match", "\"v1\"").body(OTHER), ID.toString());

    assertThat(answer.getStatusCode()).isEqualTo(503);
    assertThat(events).endsWith("replace " + ID);
  }

  @Test
  void recordsThatTheStoreDidNothing() {
    patients.away = true;
    update(gateway().header("if-match", "\"v1\"").body(OTHER), ID.toString());
    assertThat(events).endsWith("audit outcome UpdatePatient " + ID + " failed");
  }

  @Test
  void tellsNobodyOfAConflictThatIsNotOnRecord() {
    trail.refuse(event -> event.kind() == Kind.OUTCOME);
    assertThat(
            update(gateway().header("if-match", "\"v0\"").body(OTHER), ID.toString())
                .getStatusCode())
        .isEqualTo(503);
    assertThat(
            update(gateway().header("if-match", "\"v1\"").body(OTHER), ID.toString())
                .getStatusCode())
        .isEqualTo(200);
  }
}
