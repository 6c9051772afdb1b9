package dev.patienttests.patient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.testkit.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a patient must look like; whatever does not is refused before audit and store. */
class PatientInputTest extends PatientFunctionsFixture {
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
}
