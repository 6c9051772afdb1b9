package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patienttests.local.gateway.model.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidateParametersTest {
  private static final String OPEN_API =
      """
      openapi: 3.0.3
      info: {title: Things, version: "1"}
      paths:
        /things/{id}:
          parameters:
            - {name: id, in: path, required: true, schema: {type: integer, maximum: 99}}
          get:
            operationId: load
            parameters:
              - {name: limit, in: query, schema: {type: integer, minimum: 1, maximum: 50}}
              - {name: price, in: query, schema: {type: number}}
              - {name: deep, in: query, schema: {type: boolean}}
              - {name: day, in: query, schema: {type: string, format: date}}
              - {name: tag, in: query, schema: {type: array, maxItems: 2, items: {type: integer}}}
              - {name: csv, in: query, explode: false, schema: {type: array, items: {type: string, maxLength: 2}}}
              - {name: any, in: query}
              - {name: X-Kind, in: header, required: true, schema: {type: string, enum: [a, b]}}
              - {name: X-List, in: header, schema: {type: array, items: {type: integer}}}
              - {name: Authorization, in: header, required: true, schema: {type: string}}
      """;

  private static Engine engine(String attributes, String children) {
    Engine engine =
        Engine.with(
            "<validate-parameters "
                + attributes
                + " errors-variable-name=\"errors\">"
                + children
                + "</validate-parameters>",
            "",
            "<set-header name=\"errors\"><value>"
                + "@(JsonConvert.SerializeObject(context.Variables[\"errors\"]))</value></set-header>");
    engine.configs.openApi = OPEN_API;
    return engine;
  }

  private static Exchange get(String pathAndQuery, String... headers) {
    return engine(
            "specified-parameter-action=\"prevent\" unspecified-parameter-action=\"prevent\"",
            "<headers unspecified-parameter-action=\"ignore\" />")
        .get("/shop/v1/things/" + pathAndQuery, headers);
  }

  @ParameterizedTest
  @CsvSource({
    "7",
    "7?limit=50",
    "7?LIMIT=1",
    "7?price=1.5e3&deep=true&day=2026-02-28",
    "7?tag=1&tag=2",
    "7?csv='a,bb,c'",
  })
  void parametersThatKeepToTheDocumentGoThrough(String path) {
    assertThat(Engine.status(get(path.replace("'", ""), "x-kind", "b", "X-List", "1, 2")))
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x|PathParameter|Value of the path parameter id cannot be parsed according to the definition.",
        "100|PathParameter|Value of the path parameter id does not conform to the definition. Integer"
            + " exceeds maximum value of 99. Line: 1, Position: 3",
        "7?limit=51|QueryParameter|Integer exceeds maximum value of 50.",
        "7?limit=1.0|QueryParameter|cannot be parsed",
        "7?limit=|QueryParameter|cannot be parsed",
        "7?limit=1&limit=2|QueryParameter|Request cannot contain multiple values for the query parameter"
            + " limit.",
        "7?price=NaN|QueryParameter|cannot be parsed",
        "7?deep=True|QueryParameter|cannot be parsed",
        "7?day=2026-02-30|QueryParameter|String does not validate against format 'date'.",
        "7?tag=1&tag=2&tag=3|QueryParameter|Array item count exceeds maximum count of 2.",
        "7?tag=1&tag=x|QueryParameter|cannot be parsed",
        "7?csv=a,bbb|QueryParameter|String exceeds maximum length of 2.",
        "7?other=1|QueryParameter|Unspecified query parameter other is not allowed.",
      })
  void parametersThatDoNotAreRefused(String path, String type, String text) {
    Exchange exchange = get(path, "X-Kind", "a");

    assertThat(Engine.status(exchange)).isEqualTo(400);
    assertThat(Engine.header(exchange, "errors")).contains("\"Type\":\"" + type + "\"", text);
    assertThat(Engine.body(exchange)).contains(text);
    assertThat(exchange.lastError().orElseThrow().source()).isEqualTo("validate-parameters");
  }

  @Test
  void aParameterWithoutSchemaIsTheApisOwnBusiness() {
    Exchange exchange = get("7?any=1", "X-Kind", "a");

    assertThat(Engine.header(exchange, "errors"))
        .contains("\"ValidationRule\":\"MissingDefinition\"");
    assertThat(Engine.body(exchange)).contains("Contact the API owner.");
  }

  @Test
  void aRequiredHeaderHasToBeThereAndAnyHeaderKeepsToItsSchema() {
    assertThat(Engine.header(get("7"), "errors"))
        .contains("\"Name\":\"X-Kind\",\"Type\":\"RequestHeader\"", "It is missing.");
    assertThat(Engine.header(get("7", "X-Kind", "c"), "errors")).contains("not defined in enum");
    assertThat(Engine.header(get("7", "X-Kind", "a", "X-Kind", "a"), "errors"))
        .contains("Request cannot contain multiple values for the header X-Kind.");
    assertThat(Engine.header(get("7", "X-Kind", "a", "X-List", "1,x"), "errors"))
        .contains("X-List");
  }

  @Test
  void actionsOfAKindAndOfANameOverrideTheCommonOnes() {
    Engine engine =
        engine(
            "specified-parameter-action=\"prevent\" unspecified-parameter-action=\"prevent\"",
            "<headers specified-parameter-action='@(\"ignore\")' unspecified-parameter-action=\"ignore\">"
                + "<parameter name=\"X-BAD\" action=\"prevent\" /></headers>"
                + "<query unspecified-parameter-action=\"detect\">"
                + "<parameter name=\"limit\" action=\"detect\" /></query>"
                + "<path specified-parameter-action=\"ignore\" />");

    Exchange detected = engine.get("/shop/v1/things/x?limit=99&other=1");
    Exchange prevented = engine.get("/shop/v1/things/x", "X-Bad", "1");

    assertThat(Engine.status(detected)).isEqualTo(200);
    assertThat(detected.variables()).containsKey("errors");
    assertThat(Engine.body(prevented)).contains("Unspecified header X-Bad is not allowed.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<path unspecified-parameter-action=\"ignore\" />|unknown attribute",
        "<query><parameter name=\"a\" /></query>|attribute 'action' is missing",
        "<query><parameter name=\"a\" action=\"log\" /></query>|'log' is none of",
        "<query /><headers />|must stand before <query>",
        "<cookie />|is not allowed in <validate-parameters>",
        "<query><parameter name=\"a\" action=\"ignore\" /><parameter name=\"A\" action=\"ignore\" /></query>"
            + "|'a' stands twice",
      })
  void whatCannotBeDoneIsRefusedAtLoad(String children, String reason) {
    Engine engine =
        engine(
            "specified-parameter-action=\"prevent\" unspecified-parameter-action=\"prevent\"",
            children);

    assertThatThrownBy(engine::load)
        .hasMessageContaining("things.xml:1:")
        .hasMessageContaining(reason);
  }
}
