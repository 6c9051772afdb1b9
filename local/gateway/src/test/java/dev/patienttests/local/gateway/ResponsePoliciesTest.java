package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Response;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What policies do to the response, and when. */
class ResponsePoliciesTest {
  private static final String THINGS = "/shop/v1/things";

  private static PolicyFailure down() {
    return PolicyFailure.fault("BackendConnectionFailure", "down");
  }

  private static String reason(Exchange exchange) {
    return exchange.lastError().orElseThrow().reason();
  }

  @Test
  void setHeaderChangesTheResponseOnTheWayOut() {
    Engine engine = Engine.with("", "<set-header name=\"Server\" exists-action=\"delete\" />", "");
    engine.backend =
        call -> {
          Response response = Engine.answer(200, "x");
          response.headers().add("server", "inner");
          response.headers().add("ETag", "1");
          return response;
        };
    Exchange exchange = engine.get(THINGS);
    assertThat(Engine.header(exchange, "Server")).isEmpty();
    assertThat(Engine.header(exchange, "ETag")).isEqualTo("1");
  }

  @Test
  void returnResponseEndsThePipelineWithoutOutbound() {
    Engine engine =
        Engine.with(
            """
            <return-response>
              <set-status code="418" reason="Teapot" />
              <set-header name="a"><value>b</value></set-header>
              <set-body>short and stout</set-body>
            </return-response>
            """,
            "<set-header name=\"outbound\"><value>ran</value></set-header>",
            "");
    Exchange exchange = engine.get(THINGS);
    assertThat(Engine.status(exchange)).isEqualTo(418);
    assertThat(Engine.body(exchange)).isEqualTo("short and stout");
    assertThat(Engine.header(exchange, "a")).isEqualTo("b");
    assertThat(Engine.header(exchange, "outbound")).isEmpty();
    assertThat(engine.calls).isEmpty();
    assertThat(exchange.lastError()).isEmpty();
  }

  @Test
  void onErrorMayReplaceTheBody() {
    Engine engine =
        Engine.with(
            "<check-header name=\"x-a\" failed-check-httpcode=\"403\""
                + " failed-check-error-message=\"no\" ignore-case=\"true\" />",
            "",
            "<set-body template=\"none\">@(\"because of \" + context.LastError.Source)</set-body>");
    Exchange exchange = engine.get(THINGS);
    assertThat(Engine.status(exchange)).isEqualTo(403);
    assertThat(Engine.body(exchange)).isEqualTo("because of check-header");
  }

  @Test
  void onErrorMayShapeTheAnswer() {
    Engine engine =
        Engine.with(
            "",
            "",
            """
            <set-header name="reason"><value>@(context.LastError.Reason)</value></set-header>
            <set-status code="@(context.Response.StatusCode == 500 ? 502 : 599)" />
            """);
    engine.backend =
        call -> {
          throw down();
        };
    Exchange exchange = engine.get(THINGS);
    assertThat(Engine.status(exchange)).isEqualTo(502);
    assertThat(Engine.header(exchange, "reason")).isEqualTo("BackendConnectionFailure");
  }

  @Test
  void forwardRequestMayTakeAnErrorStatusForAFailure() {
    Engine engine = new Engine();
    engine.configs.global =
        Optional.of(
            Configs.page(
                "",
                "<forward-request timeout=\"7\" fail-on-error-status-code=\"true\" />",
                "",
                ""));
    engine.backend = call -> Engine.answer(404, "x");
    assertThat(reason(engine.get(THINGS))).isEqualTo("BackendErrorStatusCode");
    assertThat(engine.lastCall().timeout()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void retryRunsOnceAndThenWhileItsConditionHolds() {
    Engine engine = new Engine();
    engine.configs.api =
        Optional.of(
            Configs.page(
                "<base/>",
                "<retry condition=\"@(context.Response.StatusCode == 503)\" count=\"3\""
                    + " interval=\"2\" first-fast-retry=\"true\"><forward-request /></retry>",
                "<base/>",
                "<base/>"));
    engine.backend = call -> Engine.answer(503, "");
    assertThat(Engine.status(engine.post(THINGS, "body"))).isEqualTo(503);
    assertThat(engine.calls).hasSize(4).allMatch(call -> call.body().isPresent());
    assertThat(engine.pauses).containsExactly(2000L, 2000L);
    engine.calls.clear();
    engine.backend = call -> Engine.answer(engine.calls.size() == 1 ? 503 : 200, "");
    assertThat(Engine.status(engine.get(THINGS))).isEqualTo(200);
    assertThat(engine.calls).hasSize(2);
  }

  @Test
  void theRateLimitSlidesAndCountsEachSubscriptionAlone() {
    Engine engine = new Engine();
    engine.configs.product =
        Optional.of(
            Configs.page(
                "<base/><rate-limit calls=\"2\" renewal-period=\"10\""
                    + " remaining-calls-variable-name=\"left\""
                    + " remaining-calls-header-name=\"x-left\""
                    + " total-calls-header-name=\"x-total\" />",
                "<base/>",
                "<base/>",
                "<base/>"));
    Exchange first = engine.get(THINGS);
    assertThat(first.variables()).containsEntry("left", 1);
    assertThat(first.later().all("x-left")).containsExactly("1");
    assertThat(first.later().all("x-total")).containsExactly("2");
    engine.clock.advance(Duration.ofSeconds(6));
    assertThat(Engine.status(engine.get(THINGS))).isEqualTo(200);
    assertThat(Engine.status(engine.get(THINGS))).isEqualTo(429);
    engine.clock.advance(Duration.ofSeconds(4));
    assertThat(Engine.status(engine.get(THINGS))).isEqualTo(200);
    assertThat(Engine.status(engine.get(THINGS))).isEqualTo(429);
    assertThat(Engine.status(engine.send("GET", THINGS, "", Engine.KEY, "api-only-key-1")))
        .isEqualTo(200);
  }

  @Test
  void setStatusAndSetBodyChangeTheResponseOnTheWayOut() {
    Engine engine =
        Engine.with(
            "",
            "<set-status code=\"202\" /><set-body>@(\"was \" + context.Response.Body"
                + ".As&lt;string&gt;(preserveContent: true))</set-body>",
            "");
    engine.backend = call -> Engine.answer(200, "inner");
    Exchange exchange = engine.get(THINGS);
    assertThat(Engine.status(exchange)).isEqualTo(202);
    assertThat(Engine.body(exchange)).isEqualTo("was inner");
  }

  @Test
  void aRequestTakesNoLongerThanItsLimitInAll() {
    Engine engine = new Engine();
    engine.configs.api =
        Optional.of(
            Configs.page(
                "<base/>",
                "<retry condition=\"@(true)\" count=\"5\" interval=\"0\"><forward-request"
                    + " timeout=\"200\" /></retry>",
                "<base/>",
                "<base/>"));
    engine.backend =
        call -> {
          engine.clock.advance(call.timeout());
          return Engine.answer(503, "");
        };
    assertThat(reason(engine.get(THINGS))).isEqualTo("Timeout");
    assertThat(engine.calls)
        .extracting(call -> call.timeout().toSeconds())
        .containsExactly(200L, 100L);
  }
}
