package dev.patienttests.local.gateway;

import static dev.patienttests.local.gateway.ValidateContentTest.OPEN_API;
import static dev.patienttests.local.gateway.ValidateContentTest.engine;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code validate-content} cannot do is refused at load. */
class ValidateContentRefusalsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "validate-as=\"xml\"|needs a schema-id: OpenAPI documents hold no XML schema",
        "validate-as=\"xml\" schema-id=\"none\"|unknown schema 'none'",
        "validate-as=\"xml\" schema-id=\"a\" schema-ref=\"#/a\"|attribute 'schema-ref': is for JSON",
        "validate-as=\"soap\" schema-id=\"a\" type=\"application/xml\"|SOAP has the types",
        "action=\"stop\" validate-as=\"json\"|'stop' is none of [detect, ignore, prevent]",
        "schema-id=\"none\" validate-as=\"json\"|unknown schema 'none'",
        "schema-ref=\"#/a\" validate-as=\"json\"|needs a schema-id",
        "type=\"a/b\"|attribute 'validate-as' is missing",
      })
  void whatCannotBeDoneIsRefusedAtLoad(String attributes, String reason) {
    Engine engine = engine("", "<content " + attributes + " />");

    assertThatThrownBy(engine::load)
        .hasMessageContaining("things.xml:1:")
        .hasMessageContaining("<content>")
        .hasMessageContaining(reason);
  }

  @Test
  void moreThanFourMegabytesAreRefusedAtLoad() {
    Engine engine =
        Engine.inbound(
            "<validate-content unspecified-content-type-action=\"prevent\" max-size=\"4194305\""
                + " size-exceeded-action=\"prevent\" />");

    assertThatThrownBy(engine::load)
        .hasMessageContaining("max-size")
        .hasMessageContaining("4194304");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$ref: \"other.yaml#/Thing\"|is not one of this document",
        "$ref: \"#/components/schemas/Nothing\"|is not one of this document",
        "pattern: \"(\"|'(' is no pattern",
      })
  void aSchemaThatCannotBeUsedIsRefusedAtLoadWithItsPlace(String schema, String reason) {
    Engine engine = Engine.inbound("");
    engine.configs.openApi = OPEN_API.replace("$ref: \"#/components/schemas/Thing\"", schema);

    assertThatThrownBy(engine::load)
        .hasMessageContaining("things.yaml: #/paths/~1things/post/requestBody")
        .hasMessageContaining(reason);
  }
}
