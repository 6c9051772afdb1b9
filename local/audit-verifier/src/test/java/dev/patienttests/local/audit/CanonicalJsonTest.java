package dev.patienttests.local.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The canonical form, by the examples of RFC 8785. */
class CanonicalJsonTest {

  @Test
  void membersAreSortedByTheUtf16CodeUnitsOfTheirNames() {
    // RFC 8785, 3.2.3: the emoji's first surrogate sorts before the Hebrew letter's code unit.
    assertThat(
            canonical(
                """
                {"\\u20ac": "Euro Sign", "\\r": "Carriage Return", "\\ufb33": "Hebrew Letter",
                 "1": "One", "\\ud83d\\ude00": "Emoji", "\\u0080": "Control", "\\u00f6": "Latin"}
                """))
        .isEqualTo(
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"Latin\","
                + "\"€\":\"Euro Sign\",\"\uD83D\uDE00\":\"Emoji\",\"\uFB33\":\"Hebrew Letter\"}");
  }

  @Test
  void onlyWhatMustBeEscapedIsEscaped() {
    assertThat(canonical("{\"a\": \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\"}"))
        .isEqualTo("{\"a\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
  }

  @Test
  void nothingStandsBetweenTheTokens() {
    assertThat(canonical("{ \"b\" : [ 1 , true , { } , [ ] ] , \"a\" : -7 }"))
        .isEqualTo("{\"a\":-7,\"b\":[1,true,{},[]]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "1e30", "1.0", "9007199254740992", "null", "\"\\ud83d\""})
  void aValueThatNoRecordHoldsIsRefused(String value) {
    assertThatThrownBy(() -> canonical("{\"a\": " + value + "}"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String canonical(String json) {
    return new String(CanonicalJson.bytes(Json.object(json).orElseThrow()), StandardCharsets.UTF_8);
  }
}
