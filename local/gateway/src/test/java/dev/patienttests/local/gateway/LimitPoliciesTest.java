package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.LastError;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rates, quotas and concurrency: who is counted together, and what a refusal says. */
class LimitPoliciesTest {
  private static final String THINGS = "/shop/v1/things";

  private static Engine product(String inbound) {
    Engine engine = new Engine();
    engine.configs.product =
        Optional.of(Configs.page("<base/>" + inbound, "<base/>", "<base/>", "<base/>"));
    return engine;
  }

  private static List<Integer> statuses(Engine engine, String... paths) {
    List<Integer> statuses = new ArrayList<>();
    for (String path : paths) {
      statuses.add(Engine.status(engine.get(path)));
    }
    return statuses;
  }

  private static void isRefused(
      Exchange exchange, int status, String source, String reason, String message) {
    LastError error = exchange.lastError().orElseThrow();
    assertThat(error.source()).isEqualTo(source);
    assertThat(error.reason()).isEqualTo(reason);
    assertThat(Engine.body(exchange))
        .isEqualTo("{ \"statusCode\": " + status + ", \"message\": \"" + message + "\" }");
    assertThat(Engine.status(exchange)).isEqualTo(status);
    assertThat(exchange.backend()).isEmpty();
  }

  @Test
  void bothKeysOfASubscriptionAreCountedTogetherAndWithoutOneNothingIs() {
    Engine engine = product("<rate-limit calls=\"1\" renewal-period=\"60\" />");
    assertThat(Engine.status(engine.send("GET", THINGS, "", Engine.KEY, "clinic-demo-key-1")))
        .isEqualTo(200);
    assertThat(Engine.status(engine.send("GET", THINGS, "", Engine.KEY, "clinic-demo-key-2")))
        .isEqualTo(429);
  }

  @Test
  void nestedLimitsApplyToTheirApiOrOperationAlone() {
    Engine engine =
        product(
            """
            <rate-limit calls="5" renewal-period="60" remaining-calls-variable-name="left">
              <api id="things" name="ignored" calls="4" renewal-period="60">
                <operation name="List" calls="2" renewal-period="60" />
                <operation id="load" calls="1" renewal-period="30" />
              </api>
            </rate-limit>
            """);
    Exchange first = engine.get(THINGS);
    assertThat(first.variables()).containsEntry("left", 1);
    assertThat(statuses(engine, THINGS, THINGS, THINGS + "/1", THINGS + "/1"))
        .containsExactly(200, 429, 200, 429);
    assertThat(Engine.status(engine.post(THINGS, "{}"))).isEqualTo(200);
    isRefused(
        engine.post(THINGS, "{}"),
        429,
        "rate-limit",
        "RateLimitExceeded",
        "Rate limit is exceeded. Try again in 60 seconds.");
  }

  @Test
  void aKeyHasOneCounterWhereverItIsUsedAndCountsARequestOnce() {
    String limit =
        "<rate-limit-by-key calls=\"%d\" renewal-period=\"60\" counter-key=\"@(context.Request.IpAddress)\" />";
    Engine engine = Engine.inbound(limit.formatted(2));
    engine.configs.product =
        Optional.of(Configs.page("<base/>" + limit.formatted(3), "<base/>", "", ""));
    assertThat(statuses(engine, THINGS, THINGS, THINGS)).containsExactly(200, 200, 429);
  }

  @Test
  void keysAreCountedEachAlone() {
    Engine engine =
        Engine.inbound(
            """
            <rate-limit-by-key calls="@(1 + 1)" renewal-period="@(60)" increment-count="2"
                counter-key="@(context.Request.Headers.GetValueOrDefault("who"))"
                retry-after-header-name="X-Wait" retry-after-variable-name="wait"
                remaining-calls-header-name="X-Left" total-calls-header-name="X-All"
                remaining-calls-variable-name="left" />
            """);
    Exchange first = engine.get(THINGS, "who", "a");
    assertThat(first.variables()).containsEntry("left", 0);
    assertThat(first.later().first("X-Left")).contains("0");
    assertThat(first.later().first("X-All")).contains("2");
    engine.clock.advance(Duration.ofSeconds(20));
    assertThat(Engine.status(engine.get(THINGS, "who", "b"))).isEqualTo(200);
    Exchange refused = engine.get(THINGS, "who", "a");
    isRefused(
        refused,
        429,
        "rate-limit-by-key",
        "RateLimitExceeded",
        "Rate limit is exceeded. Try again in 40 seconds.");
    assertThat(Engine.header(refused, "X-Wait")).isEqualTo("40");
    assertThat(Engine.header(refused, "Retry-After")).isEmpty();
    assertThat(refused.variables()).containsEntry("wait", 40);
  }

  @Test
  void aConditionAboutTheResponseIsEvaluatedWhenThatIsThere() {
    Engine engine =
        Engine.inbound(
            "<rate-limit-by-key calls=\"1\" renewal-period=\"60\" counter-key=\"k\""
                + " increment-condition=\"@(context.Response.StatusCode == 404)\" />");
    assertThat(statuses(engine, THINGS, THINGS)).containsExactly(200, 200);
    engine.backend = call -> Engine.answer(404, "");
    assertThat(statuses(engine, THINGS, THINGS)).containsExactly(404, 429);
  }

  @Test
  void aRequestThatEndsInAnErrorIsCountedAsWell() {
    Engine engine =
        Engine.inbound(
            "<rate-limit-by-key calls=\"1\" renewal-period=\"60\" counter-key=\"k\""
                + " increment-condition=\"@(context.Response.StatusCode == 401)\" />"
                + "<check-header name=\"x\" failed-check-httpcode=\"401\""
                + " failed-check-error-message=\"no\" ignore-case=\"true\" />");
    assertThat(statuses(engine, THINGS, THINGS)).containsExactly(401, 429);
  }

  @Test
  void aConditionThatCannotBeEvaluatedCounts() {
    Engine engine =
        Engine.inbound(
            "<rate-limit-by-key calls=\"1\" renewal-period=\"60\" counter-key=\"k\""
                + " increment-condition=\"@((bool)context.Variables[&quot;no&quot;])\" />");
    assertThat(statuses(engine, THINGS, THINGS)).containsExactly(200, 429);
  }

  @Test
  void aLimitThatIsNoNumberIsAFault() {
    Engine engine =
        Engine.inbound(
            "<rate-limit-by-key calls=\"@(0)\" renewal-period=\"60\" counter-key=\"k\" />");
    Exchange exchange = engine.get(THINGS);
    assertThat(Engine.status(exchange)).isEqualTo(500);
    assertThat(exchange.lastError().orElseThrow().reason())
        .isEqualTo("ExpressionValueEvaluationFailure");
  }

  @Test
  void aQuotaOfCallsIsRefilledWithTheWindow() {
    Engine engine = product("<quota calls=\"2\" renewal-period=\"86400\" />");
    assertThat(statuses(engine, THINGS, THINGS)).containsExactly(200, 200);
    Exchange refused = engine.get(THINGS);
    isRefused(
        refused,
        403,
        "quota",
        "QuotaExceeded",
        "Out of call volume quota. Quota will be replenished in 14:33:07.");
    assertThat(Engine.header(refused, "Retry-After")).isEqualTo("52387");
    engine.clock.advance(Duration.ofSeconds(52_387));
    assertThat(statuses(engine, THINGS)).containsExactly(200);
  }

  @Test
  void aLongWaitIsToldInDays() {
    Engine engine =
        Engine.inbound(
            "<quota-by-key calls=\"1\" renewal-period=\"864000\" counter-key=\"k\""
                + " first-period-start=\"2026-03-14T00:00:00Z\" />");
    engine.get(THINGS);
    isRefused(
        engine.get(THINGS),
        403,
        "quota-by-key",
        "QuotaExceeded",
        "Out of call volume quota. Quota will be replenished in 9.14:33:07.");
  }

  @Test
  void aQuotaForEverIsNeverRefilled() {
    Engine engine = product("<quota calls=\"1\" renewal-period=\"0\" />");
    engine.get(THINGS);
    engine.clock.advance(Duration.ofDays(10_000));
    Exchange refused = engine.get(THINGS);
    isRefused(refused, 403, "quota", "QuotaExceeded", "Out of call volume quota.");
    assertThat(Engine.header(refused, "Retry-After")).isEmpty();
  }

  @Test
  void bandwidthIsWhatRequestsAndResponsesHold() {
    Engine engine = product("<quota bandwidth=\"1\" renewal-period=\"3600\" />");
    engine.backend = call -> Engine.answer(200, "r".repeat(500));
    assertThat(Engine.status(engine.post(THINGS, "q".repeat(23)))).isEqualTo(200);
    assertThat(Engine.status(engine.post(THINGS, "q"))).isEqualTo(200);
    isRefused(
        engine.get(THINGS),
        403,
        "quota",
        "QuotaExceeded",
        "Out of bandwidth quota. Quota will be replenished in 00:33:07.");
  }

  @Test
  void nestedQuotasApplyToTheirOperationAlone() {
    Engine engine =
        product(
            """
            <quota calls="10" renewal-period="3600">
              <api id="things" calls="9"><operation id="load" calls="1" /></api>
            </quota>
            """);
    assertThat(statuses(engine, THINGS + "/1", THINGS + "/2", THINGS))
        .containsExactly(200, 403, 200);
  }

  @Test
  void aQuotaByKeyCountsWhatItsConditionSays() {
    Engine engine =
        Engine.inbound(
            "<quota-by-key calls=\"1\" renewal-period=\"300\" counter-key=\"k\""
                + " increment-condition=\"@(context.Response.StatusCode == 200)\" />");
    engine.backend = call -> Engine.answer(500, "");
    assertThat(statuses(engine, THINGS, THINGS)).containsExactly(500, 500);
    engine.backend = call -> Engine.answer(200, "");
    assertThat(statuses(engine, THINGS, THINGS)).containsExactly(200, 403);
  }

  @Test
  void noMoreRequestsThanAllowedAreInsideAtATime() {
    Engine engine =
        Engine.inbound(
            "<limit-concurrency key=\"k\" max-count=\"1\">"
                + "<send-request response-variable-name=\"r\"><set-url>http://127.0.0.1:9/inner</set-url>"
                + "<set-method>GET</set-method></send-request></limit-concurrency>");
    List<Exchange> inner = new ArrayList<>();
    engine.backend =
        call -> {
          if (call.url().path().equals("/inner") && inner.isEmpty()) {
            inner.add(engine.get(THINGS)); // while the first one is inside
          }
          return Engine.answer(200, "");
        };
    assertThat(Engine.status(engine.get(THINGS))).isEqualTo(200);
    isRefused(
        inner.get(0),
        429,
        "limit-concurrency",
        "ConcurrencyLimitExceeded",
        "Too many requests at the same time.");
    assertThat(Engine.status(engine.get(THINGS))).isEqualTo(200);
  }

  @Test
  void aPlaceIsFreeAgainAfterAFailure() {
    Engine engine =
        Engine.inbound(
            "<limit-concurrency key=\"@(context.Request.Method)\" max-count=\"1\">"
                + "<send-request response-variable-name=\"r\"><set-url>http://127.0.0.1:9/inner</set-url>"
                + "<set-method>GET</set-method></send-request></limit-concurrency>");
    engine.backend =
        call -> {
          throw PolicyFailure.fault("Timeout", "too late");
        };
    assertThat(statuses(engine, THINGS, THINGS)).containsExactly(500, 500);
  }

  @Test
  void credentialsOfABackendAreItsAuthorization() {
    Engine engine =
        Engine.inbound(
            "<authentication-basic username=\"us\u00e9r\" password=\"@(&quot;p:w&quot;)\" />");
    engine.get(THINGS, "Authorization", "Bearer of-the-caller");
    assertThat(engine.lastCall().headers().all("Authorization"))
        .containsExactly("Basic dXPDqXI6cDp3");
  }
}
