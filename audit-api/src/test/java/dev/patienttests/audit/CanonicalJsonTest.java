package dev.patienttests.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
  private static String canonical(String json) {
    return new String(CanonicalJson.bytes(Documents.object(json)), StandardCharsets.UTF_8);
  }

  @Test
  void ordersMembersByTheUtf16CodeUnitsOfTheirNames() {
    // RFC 8785, 3.2.3: the example of the standard, with texts for its values.
    String json =
        "{\"\\u20ac\":\"Euro Sign\",\"\\r\":\"Carriage Return\",\"\\ufb33\":\"Hebrew Letter\","
            + "\"1\":\"One\",\"\\ud83d\\ude00\":\"Emoji\",\"\\u0080\":\"Control\",\"\\u00f6\":\"o\"}";
    assertThat(canonical(json))
        .isEqualTo(
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"\u00f6\":\"o\","
                + "\"\u20ac\":\"Euro Sign\",\"\ud83d\ude00\":\"Emoji\",\"\ufb33\":\"Hebrew Letter\"}");
  }

  @Test
  void escapesWhatMustBeAndNothingElse() {
    assertThat(canonical("{\"a\":\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\"}"))
        .isEqualTo("{\"a\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
  }

  @Test
  void writesArraysInTheirOrderAndWholeNumbers() {
    assertThat(canonical("{ \"b\" : [ \"y\" , {\"d\":{}, \"c\":[]}, \"x\" ], \"a\" : -12 }"))
        .isEqualTo("{\"a\":-12,\"b\":[\"y\",{\"c\":[],\"d\":{}},\"x\"]}");
  }

  @Test
  void hashesTheCanonicalForm() {
    // printf '{"a":1}' | sha256sum
    assertThat(CanonicalJson.hash(Documents.object("{ \"a\": 1 }")))
        .isEqualTo("015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1.0}",
        "{\"a\":1e3}",
        "{\"a\":true}",
        "{\"a\":null}",
        "{\"a\":[false]}",
        "{\"a\":9007199254740992}",
        "{\"a\":-9007199254740992}",
        "{\"a\":123456789012345678901234567890}",
      })
  void refusesWhatNoRecordHolds(String json) {
    assertThatIllegalArgumentException().isThrownBy(() -> canonical(json));
  }

  @Test
  void refusesHalfACharacter() {
    ObjectNode half = JsonNodeFactory.instance.objectNode().put("a", "\ud83d");
    assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.bytes(half));
  }
}
