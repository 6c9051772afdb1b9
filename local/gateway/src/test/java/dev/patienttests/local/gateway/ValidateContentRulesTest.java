package dev.patienttests.local.gateway;

import static dev.patienttests.local.gateway.ValidateContentTest.JSON;
import static dev.patienttests.local.gateway.ValidateContentTest.LOG;
import static dev.patienttests.local.gateway.ValidateContentTest.OPEN_API;
import static dev.patienttests.local.gateway.ValidateContentTest.SHOW;
import static dev.patienttests.local.gateway.ValidateContentTest.engine;
import static dev.patienttests.local.gateway.ValidateContentTest.policy;
import static dev.patienttests.local.gateway.ValidateContentTest.sent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.MessageBody;
import dev.patienttests.local.gateway.model.Response;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What attributes and children of {@code validate-content} change. */
class ValidateContentRulesTest {
  @Test
  void detectLogsAndGoesOnWhileIgnoreDoesNotLook() {
    Engine detect = Engine.with(policy(LOG, JSON.replace("prevent", "detect")), SHOW, "");
    detect.configs.openApi = OPEN_API;
    Engine ignore = Engine.with(policy(LOG, JSON.replace("prevent", "ignore")), SHOW, "");
    ignore.configs.openApi = OPEN_API;

    assertThat(Engine.status(sent(detect, "{}"))).isEqualTo(200);
    assertThat(Engine.header(sent(detect, "{}"), "errors")).contains("\"Action\":\"detect\"");
    assertThat(Engine.header(sent(ignore, "{}"), "errors")).isEmpty();
  }

  @Test
  void theMapSaysAsWhichTypeABodyCounts() {
    Engine engine =
        engine(
            LOG,
            "<content-type-map any-content-type-value=\"text/plain\""
                + " missing-content-type-value=\"application/json\">"
                + "<type from=\"application/merge-patch+json\" to=\"application/json\" />"
                + "<type when='@(context.Request.Headers.ContainsKey(\"Json\"))' to=\"application/json\" />"
                + "</content-type-map>"
                + JSON);

    assertThat(Engine.status(engine.post("/shop/v1/things", "{}"))).isEqualTo(400);
    assertThat(
            Engine.status(
                engine.post(
                    "/shop/v1/things", "{}", "Content-Type", "application/merge-patch+json")))
        .isEqualTo(400);
    assertThat(
            Engine.status(engine.post("/shop/v1/things", "{}", "Content-Type", "a/b", "Json", "1")))
        .isEqualTo(400);
    assertThat(Engine.status(engine.post("/shop/v1/things", "{}", "Content-Type", "a/b")))
        .isEqualTo(200);
  }

  @Test
  void additionalPropertiesCanBeAllowedOrForbiddenWhateverTheSchemaSays() {
    String more = "{\"name\":\"ab\",\"kind\":\"small\",\"x\":1}";
    String inside = "{\"name\":\"ab\",\"kind\":\"small\",\"parts\":[{\"code\":\"1\",\"x\":1}]}";
    String allow = JSON.replace("action", "allow-additional-properties=\"true\" action");
    String forbid = JSON.replace("action", "allow-additional-properties=\"false\" action");

    assertThat(Engine.status(sent(engine("", allow), more))).isEqualTo(200);
    assertThat(Engine.status(sent(engine("", JSON), inside))).isEqualTo(200);
    assertThat(Engine.status(sent(engine("", forbid), inside))).isEqualTo(400);
  }

  @Test
  void propertyNamesCanBeComparedWithoutRegardToCase() {
    String upper = "{\"NAME\":\"ab\",\"Kind\":\"small\"}";
    String ignoring = JSON.replace("action", "case-insensitive-property-names=\"true\" action");

    assertThat(Engine.status(sent(engine("", JSON), upper))).isEqualTo(400);
    assertThat(Engine.status(sent(engine("", ignoring), upper))).isEqualTo(200);
    assertThat(
            Engine.status(
                sent(engine("", ignoring), "{\"NAME\":\"a\",\"name\":\"ab\",\"kind\":\"small\"}")))
        .isEqualTo(400);
  }

  @Test
  void aSchemaOfTheServiceReplacesThatOfTheOperation() {
    Engine engine =
        engine(
            LOG, JSON.replace("action", "schema-id=\"own\" schema-ref=\"#/$defs/Short\" action"));
    engine.configs.schemas =
        List.of(
            new GatewayConfig.Schema(
                "own",
                false,
                "{\"$id\":\"https://example.com/own\",\"$defs\":{\"Short\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/Item\"}},"
                    + "\"Item\":{\"type\":\"boolean\"}}}",
                "own.json"));

    assertThat(Engine.status(sent(engine, "[true]"))).isEqualTo(200);
    assertThat(Engine.header(sent(engine, "[1]"), "errors"))
        .contains("definition own", "Expected Boolean but got Integer", "Position: 2");
  }

  @Test
  void aResponseThatBreaksItsContractIsReplacedByAnAnswerThatSaysNothing() {
    Engine engine = Engine.with("", policy(LOG, JSON), SHOW);
    engine.configs.openApi = OPEN_API;
    engine.backend =
        call -> {
          Headers headers = new Headers();
          headers.add("Content-Type", "application/json");
          return new Response(200, "OK", headers, Optional.of(MessageBody.of("{\"a\":1}")));
        };

    Exchange exchange = sent(engine, "{}");

    assertThat(Engine.status(exchange)).isEqualTo(502);
    assertThat(Engine.body(exchange))
        .isEqualTo(
            "{ \"statusCode\": 502, \"message\": \"The request could not be processed due to an"
                + " internal error. Contact the API owner.\" }");
    assertThat(Engine.header(exchange, "errors")).contains("\"Type\":\"ResponseBody\"");
    assertThat(exchange.lastError().orElseThrow().reason()).isEqualTo("Response not allowed");
  }

  @Test
  void theSizeAndTheActionsMayBeExpressions() {
    Engine engine =
        Engine.inbound(
            "<validate-content unspecified-content-type-action='@(\"detect\")'"
                + " max-size='@(1 + 1)' size-exceeded-action='@(\"prevent\")' />");
    engine.configs.openApi = OPEN_API;

    assertThat(Engine.status(sent(engine, "123"))).isEqualTo(400);
    assertThat(Engine.status(sent(engine, "12"))).isEqualTo(200);
  }
}
