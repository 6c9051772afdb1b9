package dev.patienttests.patient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.patient.AuditEvent.Kind;
import dev.patienttests.testkit.Call;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request that is repeated creates nothing twice. */
class IdempotencyTest extends PatientFunctionsFixture {
  private Call.Answer create(String key, String body) {
    return create(
        gateway()
            .header("x-requester-subscription-id", "s1")
            .header("idempotency-key", key)
            .body(body));
  }

  @Test
  void givesARepeatTheFirstOnesResult() {
    Call.Answer first = create("k1", BODY);
    Call.Answer again = create("k1", " " + BODY);

    assertThat(first.getStatusCode()).isEqualTo(201);
    assertThat(again.getStatusCode()).isEqualTo(201);
    assertThat(again.getHeader("Location")).isEqualTo(first.getHeader("Location"));
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(patients.documents).hasSize(1);
    assertThat(trail.of(Kind.REPLAYED)).hasSize(1);
    assertThat(trail.of(Kind.REPLAYED).get(0).closes())
        .contains(trail.of(Kind.ATTEMPT).get(1).eventId());
  }

  @Test
  void givesIdsOfVersion8() {
    assertThat(create("k1", BODY).json().path("id").asText())
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  }

  @Test
  void givesARepeatWhatHasBecomeOfItMeanwhile() {
    String id = create("k1", BODY).json().path("id").asText();
    update(gateway().header("if-match", "\"v1\"").body(BODY.replace("3000", "8000")), id);
    Call.Answer again = create("k1", BODY);

    assertThat(again.getStatusCode()).isEqualTo(201);
    assertThat(again.getHeader("ETag")).isEqualTo("\"v2\"");
    assertThat(again.json().path("postCode").asText()).isEqualTo("8000");
  }

  @Test
  void refusesOtherContentUnderAUsedKey() {
    create("k1", BODY);
    Call.Answer other = create("k1", BODY.replace("3000", "8000"));

    assertThat(other.getStatusCode()).isEqualTo(422);
    assertThat(patients.documents).hasSize(1);
    assertThat(events.get(events.size() - 1)).endsWith("conflict");
  }

  @Test
  void usesAKeyUpForGood() {
    create("k1", BODY);
    now = now.plus(Duration.ofHours(24)).minusMillis(1);
    assertThat(create("k1", BODY).getStatusCode()).isEqualTo(201);
    now = now.plusMillis(2);
    assertThat(create("k1", BODY).getStatusCode()).isEqualTo(422);
    assertThat(patients.documents).hasSize(1);
  }

  @Test
  void keepsTheKeysOfTwoCallersApart() {
    create("k1", BODY);
    for (String header : new String[] {"x-requester-subscription-id", "x-requester-application"}) {
      Call.Answer other =
          create(gateway().header(header, "s2").header("idempotency-key", "k1").body(BODY));
      assertThat(other.getStatusCode()).isEqualTo(201);
    }
    create(gateway().header("idempotency-key", "k1").body(BODY));
    assertThat(patients.documents).hasSize(4);
    assertThat(trail.of(Kind.REPLAYED)).isEmpty();
  }

  @Test
  void keepsTheKeysOfTwoPatientsAndOfPatientsAndTestsApart() {
    String one = create("k1", BODY).json().path("id").asText();
    String two = create("k2", BODY).json().path("id").asText();
    for (String patient : new String[] {one, two, one}) {
      Call.Answer test =
          createTest(
              gateway()
                  .header("x-requester-subscription-id", "s1")
                  .header("idempotency-key", "k1")
                  .body(TEST_BODY),
              patient);
      assertThat(test.getStatusCode()).isEqualTo(201);
      assertThat(test.json().path("patientId").asText()).isEqualTo(patient);
    }
    assertThat(tests.documents).hasSize(2);
    assertThat(trail.of(Kind.REPLAYED)).hasSize(1);
  }

  @Test
  void createsTwoWithoutAKey() {
    create(gateway().body(BODY));
    create(gateway().body(BODY));
    assertThat(patients.documents).hasSize(2);
  }

  @Test
  void findsTheFirstOneWhoseEndWasNotKnown() {
    patients.writes = MemoryDocuments.Write.DONE_BUT_UNKNOWN;
    assertThat(create("k1", BODY).getStatusCode()).isEqualTo(503);
    patients.writes = MemoryDocuments.Write.DONE;
    assertThat(create("k1", BODY).getStatusCode()).isEqualTo(201);
    assertThat(patients.documents).hasSize(1);
  }

  @Test
  void showsNothingOfARepeatThatIsNotOnRecord() {
    create("k1", BODY);
    trail.refuse(event -> event.kind() == Kind.REPLAYED);
    Call.Answer again = create("k1", BODY);

    assertThat(again.getStatusCode()).isEqualTo(503);
    assertThat(again.text()).doesNotContain("Canary");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "\u00e4", "a\u007f"})
  void refusesKeysOfAnotherForm(String key) {
    assertThat(create(key, BODY).badFields()).containsExactly("Idempotency-Key");
    assertThat(create("k".repeat(129), BODY).getStatusCode()).isEqualTo(400);
    assertThat(events).isEmpty();
    assertThat(create("!~".repeat(64), BODY).getStatusCode()).isEqualTo(201);
  }
}
