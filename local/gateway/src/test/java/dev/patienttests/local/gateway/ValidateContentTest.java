package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.model.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code validate-content} refuses of a body, and what it says of it. */
class ValidateContentTest {
  static final String OPEN_API =
      """
      openapi: 3.0.3
      info: {title: Things, version: "1"}
      paths:
        /things:
          get: {operationId: list, summary: List}
          post:
            operationId: create
            requestBody:
              required: true
              content:
                application/json:
                  schema: {$ref: "#/components/schemas/Thing"}
                text/plain: {}
            responses:
              "200":
                content:
                  application/json:
                    schema: {$ref: "#/components/schemas/Thing"}
      components:
        schemas:
          Thing:
            type: object
            additionalProperties: false
            required: [name, kind]
            properties:
              name: {type: string, minLength: 2, maxLength: 5, pattern: "^[a-z]*$"}
              kind: {type: string, enum: [small, large]}
              id: {type: string, format: uuid}
              size: {type: integer, minimum: 1, maximum: 9}
              note: {type: string, nullable: true}
              parts:
                type: array
                maxItems: 2
                items:
                  type: object
                  required: [code]
                  properties:
                    code: {type: string, maxLength: 3}
      """;

  static final String LOG = " errors-variable-name=\"errors\"";
  static final String SHOW =
      "<choose><when condition='@(context.Variables.ContainsKey(\"errors\"))'>"
          + "<set-header name=\"errors\"><value>"
          + "@(JsonConvert.SerializeObject(context.Variables[\"errors\"]))</value></set-header>"
          + "</when></choose>";
  static final String JSON =
      "<content type=\"application/json\" validate-as=\"json\" action=\"prevent\" />";

  static String policy(String attributes, String children) {
    return "<validate-content unspecified-content-type-action=\"prevent\" max-size=\"200\""
        + " size-exceeded-action=\"prevent\""
        + attributes
        + ">"
        + children
        + "</validate-content>";
  }

  static Engine engine(String attributes, String children) {
    Engine engine = Engine.with(policy(attributes, children), "", SHOW);
    engine.configs.openApi = OPEN_API;
    return engine;
  }

  static Exchange sent(Engine engine, String body) {
    return engine.post("/shop/v1/things", body, "Content-Type", "application/json; charset=utf-8");
  }

  private static String errors(String body) {
    return Engine.header(sent(engine(LOG, JSON), body), "errors");
  }

  @Test
  void aBodyThatKeepsToTheSchemaGoesThrough() {
    Engine engine = engine(LOG, JSON);

    Exchange exchange =
        sent(
            engine,
            "{\"name\":\"ab\",\"kind\":\"small\",\"note\":null,\"parts\":[{\"code\":\"1\"}]}");

    assertThat(Engine.status(exchange)).isEqualTo(200);
    assertThat(engine.calls).hasSize(1);
    assertThat(exchange.variables()).doesNotContainKey("errors");
  }

  @Test
  void aBodyThatDoesNotIsRefusedAndTheClientReadsWhy() {
    Engine engine = engine("", JSON);

    Exchange exchange = sent(engine, "{\"name\":\"ab\",\n \"kind\":\"huge\"}");

    assertThat(Engine.status(exchange)).isEqualTo(400);
    assertThat(engine.calls).isEmpty();
    assertThat(Engine.body(exchange))
        .isEqualTo(
            "{ \"statusCode\": 400, \"message\": \"Body of the request does not conform to the"
                + " definition Thing, which is associated with the content type application/json."
                + " Value is not defined in enum. Line: 2, Position: 14\" }");
    assertThat(exchange.lastError().orElseThrow().source()).isEqualTo("validate-content");
    assertThat(exchange.lastError().orElseThrow().reason()).isEqualTo("Bad request");
  }

  /** The place that an error names is marked by an angle bracket. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}>|Required properties are missing from object: name, kind.",
        "{'name':'ab','kind':'small','x':>1}|Property 'x' has not been defined and the schema does not"
            + " allow additional properties.",
        "{'name':7>,'kind':'small'}|Invalid type. Expected String but got Integer.",
        "{'name':'a'>,'kind':'small'}|String is less than minimum length of 2.",
        "{'name' : 'abcdef'> ,'kind':'small'}|String exceeds maximum length of 5.",
        "{'name':'AB'>,'kind':'small'}|String does not match regex pattern '^[a-z]*$'.",
        "{'kind':'small','name':'\\u0041b'>}|String does not match regex pattern '^[a-z]*$'.",
        "{'name':'ab','kind':'small','size':0>}|Integer is less than minimum value of 1.",
        "{'name':'ab','kind':'small','size':10>}|Integer exceeds maximum value of 9.",
        "{'name':'ab','kind':'small','size':1.5>}|Invalid type. Expected Integer but got Number.",
        "{'name':'ab','kind':'small','size':null>}|Invalid type. Expected Integer but got Null.",
        "{'name':'ab','kind':'small','id':'1'>}|String does not validate against format 'uuid'.",
        "{'name':'ab','kind':'small','parts':[{'code':'1'},{}>]}|Required properties are missing from"
            + " object: code.",
        "{'name':'ab','kind':'small','parts':[{'code':'1234'>}]}|String exceeds maximum length of 3.",
        "[]>|Invalid type. Expected Object but got Array.",
      },
      quoteCharacter = '`')
  void eachErrorSaysWhatAndWhere(String marked, String text) {
    String quoted = marked.replace('\'', '"');
    String line = "Line: 1, Position: " + quoted.indexOf('>');

    assertThat(errors(quoted.replace(">", "")))
        .contains(
            "\"Name\":\"application/json\",\"Type\":\"RequestBody\",\"ValidationRule\":\"IncorrectMessage\"")
        .contains("with the content type application/json. " + text + " " + line + "\"")
        .contains("\"Action\":\"prevent\"");
  }

  @Test
  void allErrorsOfABodyAreListedInItsOrder() {
    assertThat(errors("{\"name\":7,\"kind\":\"8\",\"size\":\"9\"}").split("IncorrectMessage"))
        .hasSize(4);
  }

  @Test
  void ofALargeBodyTheFirstErrorIsEnough() {
    Engine engine = Engine.with(policy(LOG, JSON).replace("\"200\"", "\"200000\""), "", SHOW);
    engine.configs.openApi = OPEN_API;
    String many = "{\"parts\":[" + "{\"code\":1},".repeat(8000) + "{}]}";

    assertThat(Engine.header(sent(engine, many), "errors").split("IncorrectMessage")).hasSize(2);
  }

  @Test
  void atMostAHundredErrorsAreTold() {
    Engine engine = Engine.with(policy(LOG, JSON).replace("\"200\"", "\"200000\""), "", SHOW);
    engine.configs.openApi = OPEN_API;
    String many = "{\"parts\":[" + "{\"code\":1},".repeat(300) + "{}]}";

    assertThat(Engine.header(sent(engine, many), "errors").split("IncorrectMessage")).hasSize(101);
  }

  @Test
  void aPatternThatWouldNotEndRefusesTheBody() {
    Engine engine = engine(LOG, JSON);
    engine.configs.openApi =
        OPEN_API.replace("^[a-z]*$", "^(a+)+$").replace("maxLength: 5", "maxLength: 99");

    Exchange exchange = sent(engine, "{\"name\":\"" + "a".repeat(60) + "!\",\"kind\":\"small\"}");

    assertThat(Engine.status(exchange)).isEqualTo(400);
    assertThat(Engine.header(exchange, "errors")).contains("pattern");
  }

  @Test
  void errorsQuoteNoValue() {
    Exchange exchange =
        sent(engine(LOG, JSON), "{\"name\":\"Lovelace\",\"kind\":\"secret\",\"id\":\"hidden\"}");

    assertThat(Engine.header(exchange, "errors") + Engine.body(exchange))
        .doesNotContain("Lovelace", "secret", "hidden");
    assertThat(exchange.lastError().orElseThrow().message()).doesNotContain("Lovelace");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{\"name\":", "{'name':1}", "{\"a\":1,\"a\":2}", "{} {}", "nothing", "[1,]"})
  void whatIsNoJsonOrNamesAPropertyTwiceIsRefused(String body) {
    Exchange exchange = sent(engine(LOG, JSON), body);

    assertThat(Engine.status(exchange)).isEqualTo(400);
    assertThat(Engine.header(exchange, "errors"))
        .contains("\"ValidationRule\":\"ValidationException\"");
    assertThat(Engine.body(exchange)).contains("Contact the API owner.");
  }

  @Test
  void aBodyThatNestsTooDeeplyIsRefused() {
    assertThat(errors("[".repeat(90) + "]".repeat(90))).contains("ValidationException");
  }

  @Test
  void aMissingBodyIsRefusedWhereTheOperationRequiresOne() {
    Engine engine =
        engine(LOG, "<content-type-map missing-content-type-value=\"application/json\" />" + JSON);

    assertThat(Engine.status(engine.post("/shop/v1/things", ""))).isEqualTo(400);
    assertThat(Engine.status(engine.get("/shop/v1/things"))).isEqualTo(200);
  }

  @Test
  void aBodyAboveTheLimitIsRefusedWithItsSize() {
    Exchange exchange = sent(engine(LOG, JSON), "{\"note\":\"" + "x".repeat(200) + "\"}");

    assertThat(Engine.status(exchange)).isEqualTo(400);
    assertThat(Engine.body(exchange))
        .contains("Request's body is 211 bytes long and it exceeds the limit of 200 bytes.");
    assertThat(Engine.header(exchange, "errors"))
        .contains("\"Name\":\"\",\"Type\":\"RequestBody\",\"ValidationRule\":\"SizeLimit\"")
        .contains("exceeds the configured limit of 200 bytes.");
  }

  @Test
  void aContentTypeThatTheOperationDoesNotSpecifyIsRefused() {
    Exchange exchange =
        engine(LOG, JSON).post("/shop/v1/things", "<a/>", "Content-Type", "Application/XML");

    assertThat(Engine.body(exchange))
        .contains("Unspecified content type application/xml is not allowed.");
    assertThat(Engine.header(exchange, "errors"))
        .contains("\"Name\":\"application/xml\"", "\"ValidationRule\":\"Unspecified\"");
  }

  @Test
  void twoContentTypesAreNone() {
    Exchange exchange =
        engine(LOG, JSON)
            .post(
                "/shop/v1/things",
                "{}",
                "Content-Type",
                "application/json",
                "Content-Type",
                "text/plain");

    assertThat(Engine.header(exchange, "errors")).contains("Unspecified");
  }

  @Test
  void aTypeWithoutSchemaCannotBeValidated() {
    Exchange exchange =
        engine(LOG, "<content validate-as=\"json\" action=\"prevent\" />")
            .post("/shop/v1/things", "x", "Content-Type", "text/plain");

    assertThat(Engine.header(exchange, "errors")).contains("MissingDefinition");
    assertThat(Engine.body(exchange)).contains("Contact the API owner.");
  }
}
