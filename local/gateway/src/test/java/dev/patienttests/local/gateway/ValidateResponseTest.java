package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Response;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** validate-headers, validate-status-code. */
class ValidateResponseTest {
  private static final String OPEN_API =
      """
      openapi: 3.0.3
      info: {title: Things, version: "1"}
      paths:
        /things:
          get:
            operationId: list
            responses:
              "200":
                description: OK
                headers:
                  X-Count: {required: true, schema: {type: integer, maximum: 9}}
                  X-Note: {schema: {type: string}}
              4XX: {description: Refused}
      """;
  private static final String SHOW =
      "<set-header name=\"errors\"><value>"
          + "@(JsonConvert.SerializeObject(context.Variables[\"errors\"]))</value></set-header>";
  private static final String INTERNAL =
      "{ \"statusCode\": 502, \"message\": \"The request could not be processed due to an internal"
          + " error. Contact the API owner.\" }";

  private static Exchange served(String policy, int status, String... headers) {
    Engine engine = Engine.with("", policy, SHOW);
    engine.configs.openApi = OPEN_API;
    engine.backend =
        call -> {
          Response response = Engine.answer(status, "");
          for (int i = 0; i < headers.length; i += 2) {
            response.headers().add(headers[i], headers[i + 1]);
          }
          return response;
        };
    return engine.get("/shop/v1/things");
  }

  private static String headers(String attributes, String children) {
    return "<validate-headers "
        + attributes
        + " errors-variable-name=\"errors\">"
        + children
        + "</validate-headers>";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X-Count: 10|Integer exceeds maximum value of 9. Line: 1, Position: 2",
        "X-Count: x|cannot be parsed according to the definition.",
        "X-Note: a|Value of the header X-Count does not conform to the definition. It is missing.",
        "X-Count: 1, X-Other: 2|Unspecified header X-Other is not allowed.",
        "X-Count: 1, X-Count: 2|Response cannot contain multiple values for the header X-Count.",
      })
  void aHeaderThatBreaksTheContractIsReplacedByAnAnswerThatSaysNothing(String sent, String text) {
    Exchange exchange =
        served(
            headers(
                "specified-header-action=\"prevent\" unspecified-header-action=\"prevent\"", ""),
            200,
            sent.split(": |, "));

    assertThat(Engine.status(exchange)).isEqualTo(502);
    assertThat(Engine.body(exchange)).isEqualTo(INTERNAL);
    assertThat(Engine.header(exchange, "errors")).contains("\"Type\":\"ResponseHeader\"", text);
  }

  @Test
  void headersThatKeepToItGoThroughAndSingleOnesCanBeLeftOut() {
    String policy =
        headers(
            "specified-header-action=\"prevent\" unspecified-header-action=\"prevent\"",
            "<header name=\"server\" action=\"ignore\" />");

    assertThat(Engine.status(served(policy, 200, "x-count", "9", "Server", "x"))).isEqualTo(200);
  }

  @Test
  void aStatusThatTheOperationDoesNotSpecifyIsReplaced() {
    String policy =
        "<validate-status-code unspecified-status-code-action=\"prevent\""
            + " errors-variable-name=\"errors\"><status-code code=\"503\" action=\"ignore\" />"
            + "<status-code code=\"200\" action=\"prevent\" /></validate-status-code>";

    Exchange exchange = served(policy, 500);

    assertThat(Engine.status(exchange)).isEqualTo(502);
    assertThat(Engine.body(exchange)).isEqualTo(INTERNAL);
    assertThat(Engine.header(exchange, "errors"))
        .isEqualTo(
            "[{\"Name\":\"500\",\"Type\":\"StatusCode\",\"ValidationRule\":\"Unspecified\","
                + "\"Details\":\"Response status code 500 is not allowed.\",\"Action\":\"prevent\"}]");
    assertThat(Engine.status(served(policy, 503))).isEqualTo(503);
    assertThat(Engine.status(served(policy, 200))).isEqualTo(200);
    assertThat(Engine.status(served(policy, 404))).isEqualTo(404);
  }

  @Test
  void anAnswerOfTheGatewayForNoOperationIsLeftAlone() {
    Engine engine = new Engine();
    engine.configs.openApi = OPEN_API;
    engine.configs.global =
        Optional.of(
            Configs.page(
                "",
                "<forward-request />",
                "",
                "<validate-status-code unspecified-status-code-action=\"prevent\" />"
                    + "<validate-headers specified-header-action=\"prevent\""
                    + " unspecified-header-action=\"prevent\" />"));

    assertThat(Engine.status(engine.get("/nowhere"))).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<validate-status-code unspecified-status-code-action=\"prevent\"><status-code code=\"x\""
            + " action=\"ignore\" /></validate-status-code>|'x' is no whole number",
        "<validate-status-code />|attribute 'unspecified-status-code-action' is missing",
        "<validate-headers specified-header-action=\"ignore\" />|'unspecified-header-action' is missing",
      })
  void whatCannotBeDoneIsRefusedAtLoad(String policy, String reason) {
    assertThatThrownBy(Engine.with("", policy, "")::load).hasMessageContaining(reason);
    assertThatThrownBy(
            Engine.inbound("<validate-status-code unspecified-status-code-action=\"ignore\" />")
                ::load)
        .hasMessageContaining("is not allowed in section inbound");
  }
}
