package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.LastError;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service's own answers, to the byte. */
class ErrorBodiesTest {
  private static final String REALM =
      "AzureApiManagementKey realm=\"https://apim-test.azure-api.net/shop/v1\","
          + "name=\"Ocp-Apim-Subscription-Key\",type=\"header\"";
  private final Engine engine = new Engine();

  private static void isJson(Exchange exchange, int status, String body, int length) {
    assertThat(Engine.body(exchange)).isEqualTo(body).hasSize(length);
    assertThat(Engine.status(exchange)).isEqualTo(status);
    assertThat(Engine.header(exchange, "Content-Type")).isEqualTo("application/json");
  }

  private static void isError(Exchange exchange, String source, String reason, String message) {
    LastError error = exchange.lastError().orElseThrow();
    assertThat(error.source()).isEqualTo(source);
    assertThat(error.reason()).isEqualTo(reason);
    assertThat(error.message()).isEqualTo(message);
  }

  @Test
  void aMissingKey() {
    Exchange exchange = engine.send("GET", "/shop/v1/things", "");
    String message =
        "Access denied due to missing subscription key. Make sure to include subscription key when"
            + " making requests to an API.";
    isJson(exchange, 401, "{ \"statusCode\": 401, \"message\": \"" + message + "\" }", 152);
    assertThat(Engine.header(exchange, "WWW-Authenticate")).isEqualTo(REALM);
    isError(exchange, "authorization", "SubscriptionKeyNotFound", message);
  }

  @Test
  void anInvalidKey() {
    for (String key : new String[] {"wrong", "", "suspended-key-1", "other-api-key-1"}) {
      Exchange exchange = engine.send("GET", "/shop/v1/things", "", Engine.KEY, key);
      String message =
          "Access denied due to invalid subscription key. Make sure to provide a valid key for an"
              + " active subscription.";
      isJson(exchange, 401, "{ \"statusCode\": 401, \"message\": \"" + message + "\" }", 143);
      assertThat(Engine.header(exchange, "WWW-Authenticate")).isEqualTo(REALM);
      isError(exchange, "authorization", "SubscriptionKeyInvalid", message);
    }
    assertThat(engine.calls).isEmpty();
  }

  @Test
  void nothingMatched() {
    for (String path :
        new String[] {
          "/", "/elsewhere", "/shop", "/shop/v1", "/shop/v1/nothing", "/shop/v1/things/"
        }) {
      Exchange exchange = engine.get(path);
      isJson(exchange, 404, "{ \"statusCode\": 404, \"message\": \"Resource not found\" }", 54);
      isError(
          exchange,
          "configuration",
          "OperationNotFound",
          "Unable to match incoming request to an operation.");
    }
    assertThat(Engine.status(engine.send("DELETE", "/shop/v1/things", ""))).isEqualTo(404);
  }

  @Test
  void aboveTheRateLimit() {
    engine.configs.product =
        Optional.of(
            Configs.page(
                "<base/><rate-limit calls=\"1\" renewal-period=\"60\" />", "<base/>", "", ""));
    assertThat(Engine.status(engine.get("/shop/v1/things"))).isEqualTo(200);
    engine.clock.advance(Duration.ofMillis(17_500));
    Exchange exchange = engine.get("/shop/v1/things");
    isJson(
        exchange,
        429,
        "{ \"statusCode\": 429, \"message\": \"Rate limit is exceeded. Try again in 43 seconds.\" }",
        84);
    assertThat(Engine.header(exchange, "Retry-After")).isEqualTo("43");
    isError(exchange, "rate-limit", "RateLimitExceeded", "Rate limit is exceeded");
  }

  @Test
  void aFaultNamesTheActivityAndNothingElse() {
    engine.backend =
        call -> {
          throw PolicyFailure.fault("BackendConnectionFailure", "inner detail");
        };
    Exchange exchange = engine.get("/shop/v1/things");
    isJson(
        exchange,
        500,
        "{ \"statusCode\": 500, \"message\": \"Internal server error\", \"activityId\": \""
            + exchange.requestId()
            + "\" }",
        111);
    isError(exchange, "forward-request", "BackendConnectionFailure", "inner detail");
    assertThat(exchange.lastError().orElseThrow().section()).contains("backend");
    assertThat(exchange.lastError().orElseThrow().scope()).contains("global");
    assertThat(exchange.lastError().orElseThrow().path()).contains("forward-request[1]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int.Parse(context.Request.Headers.GetValueOrDefault(&quot;x&quot;))",
        "Guid.Parse(context.Request.Headers.GetValueOrDefault(&quot;x&quot;))",
        "context.Variables[context.Request.Headers.GetValueOrDefault(&quot;x&quot;)]",
        "context.Request.Headers[context.Request.Headers.GetValueOrDefault(&quot;x&quot;)]",
        "JObject.Parse(context.Request.Headers.GetValueOrDefault(&quot;x&quot;))",
        "(int)(JToken)context.Request.Headers.GetValueOrDefault(&quot;x&quot;)",
        "(JObject)(object)context.Request.Headers.GetValueOrDefault(&quot;x&quot;)"
      })
  void aFaultOfAnExpressionQuotesNoValue(String code) {
    Engine faulty =
        Engine.inbound("<set-variable name=\"a\" value=\"@(" + code + ")\" id=\"here\" />");
    Exchange exchange = faulty.get("/shop/v1/things", "x", "se-cret");
    LastError error = exchange.lastError().orElseThrow();
    assertThat(error.reason()).isEqualTo("ExpressionValueEvaluationFailure");
    assertThat(error.policyId()).contains("here");
    assertThat(error.message()).doesNotContain("se-cret");
    assertThat(Engine.body(exchange)).doesNotContain("se-cret");
  }
}
