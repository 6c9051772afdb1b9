package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.GatewayConfig.Fragment;
import dev.patienttests.local.gateway.GatewayConfig.PolicyDocument;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.Response;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each policy on its own. */
class PoliciesTest {
  private static final String THINGS = "/shop/v1/things";

  private static PolicyFailure down() {
    return PolicyFailure.fault("BackendConnectionFailure", "down");
  }

  private static String reason(Exchange exchange) {
    return exchange.lastError().orElseThrow().reason();
  }

  @Test
  void aRequestReachesTheBackendBelowTheServiceUrlWithTheClientsAddress() {
    Engine engine = new Engine();
    engine.post(THINGS + "?a=1&b=%20", "{}", "X-Forwarded-For", "198.51.100.1", "Accept", "*/*");
    assertThat(engine.lastCall().url()).hasToString("http://127.0.0.1:9/base/things?a=1&b=%20");
    assertThat(engine.lastCall().method()).isEqualTo("POST");
    assertThat(engine.lastCall().body().orElseThrow()).asString().isEqualTo("{}");
    assertThat(engine.lastCall().headers().first("X-Forwarded-For"))
        .contains("198.51.100.1, 203.0.113.7");
    assertThat(engine.lastCall().headers().first("Accept")).contains("*/*");
    assertThat(engine.lastCall().timeout()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void setHeaderOverridesSkipsAppendsAndDeletes() {
    Engine engine =
        Engine.inbound(
            """
            <set-header name="a"><value>1</value><value>2</value></set-header>
            <set-header name="B" exists-action="skip"><value>new</value></set-header>
            <set-header name="c" exists-action="append"><value>3</value></set-header>
            <set-header name="d" exists-action="delete" />
            <set-header name="e" exists-action="skip"><value>@(1 + 1)</value></set-header>
            <set-header name="Cookie"><value>x=1</value><value>y=2</value></set-header>
            """);
    engine.get(THINGS, "a", "old", "b", "old", "C", "1", "C", "2", "D", "gone");
    Headers sent = engine.lastCall().headers();
    assertThat(sent.all("a")).containsExactly("1,2");
    assertThat(sent.all("b")).containsExactly("old");
    assertThat(sent.all("c")).containsExactly("1,2,3");
    assertThat(sent.all("d")).isEmpty();
    assertThat(sent.all("e")).containsExactly("2");
    assertThat(sent.all("cookie")).containsExactly("x=1", "y=2");
  }

  @Test
  void aHeaderThatWouldBreakItsLineIsAFault() {
    Engine engine =
        Engine.inbound("<set-header name=\"a\"><value>@(\"x\\r\\nb: y\")</value></set-header>");
    assertThat(reason(engine.get(THINGS))).isEqualTo("ExpressionValueEvaluationFailure");
    assertThat(engine.calls).isEmpty();
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
  void setQueryParameterLeavesTheOthersAsTheyWere() {
    Engine engine =
        Engine.inbound(
            """
            <set-query-parameter name="a"><value>x y</value></set-query-parameter>
            <set-query-parameter name="B" exists-action="delete" />
            <set-query-parameter name="c" exists-action="skip"><value>new</value></set-query-parameter>
            <set-query-parameter name="d" exists-action="append"><value>&amp;</value></set-query-parameter>
            """);
    engine.get(THINGS + "?a=1&b=2&b=3&c=%2F&d=4&e");
    assertThat(engine.lastCall().url().query()).isEqualTo("c=%2F&d=4&e&a=x%20y&d=%26");
  }

  @Test
  void setBodySetMethodAndRewriteUriChangeTheRequest() {
    Engine engine =
        Engine.inbound(
            """
            <set-method>PUT</set-method>
            <rewrite-uri template="/items/{id}?from=gateway" />
            <set-body>@("id " + context.Request.MatchedParameters["id"])</set-body>
            """);
    engine.get(THINGS + "/a%20b?q=1");
    assertThat(engine.lastCall().method()).isEqualTo("PUT");
    assertThat(engine.lastCall().url())
        .hasToString("http://127.0.0.1:9/base/items/a%20b?from=gateway&q=1");
    assertThat(engine.lastCall().body().orElseThrow()).asString().isEqualTo("id a b");
  }

  @Test
  void rewriteUriLeavesNeitherTheBackendNorItsPath() {
    for (String template :
        new String[] {"/a/../b", "/%2e%2E/b", "/..", "/a\\\\b", "/a b", "/./b", "/a/%2f..%2fb"}) {
      Engine engine =
          Engine.inbound("<rewrite-uri template=\"@(&quot;" + template + "&quot;)\" />");
      assertThat(reason(engine.get(THINGS)))
          .as(template)
          .isEqualTo("ExpressionValueEvaluationFailure");
      assertThat(engine.calls).isEmpty();
    }
  }

  @Test
  void setBackendServiceKeepsThePathBelow() {
    Engine engine =
        Engine.inbound("<set-backend-service base-url=\"https://{{host}}:8443/v2/\" />");
    engine.configs.namedValues.put("host", "backend.example");
    engine.get(THINGS + "/7?x=1");
    assertThat(engine.lastCall().url()).hasToString("https://backend.example:8443/v2/things/7?x=1");
  }

  @Test
  void variablesKeepTheirType() {
    Engine engine =
        Engine.inbound(
            """
            <set-variable name="text" value="1" />
            <set-variable name="number" value="@(1 + 1)" />
            <set-variable name="flag" value="@(context.Variables.ContainsKey("text"))" />
            <set-variable name="json" value="@(new JObject(new JProperty("a", 1)))" />
            <set-variable name="none" value="@((string)null)" />
            """);
    Exchange exchange = engine.get(THINGS);
    assertThat(exchange.lastError()).isEmpty();
    assertThat(exchange.variables())
        .containsEntry("text", "1")
        .containsEntry("number", 2)
        .containsEntry("flag", true)
        .containsEntry("none", null);
    assertThat(exchange.variables().get("json")).hasToString("{\n  \"a\": 1\n}");
  }

  @Test
  void aVariableHoldsNoResponse() {
    Engine engine =
        Engine.with("", "<set-variable name=\"a\" value=\"@(context.Response)\" />", "");
    assertThat(reason(engine.get(THINGS))).isEqualTo("ExpressionValueEvaluationFailure");
  }

  @Test
  void chooseTakesTheFirstThatIsTrueAndNamesItInThePath() {
    Engine engine =
        Engine.inbound(
            """
            <choose>
              <when condition="@(false)"><set-variable name="a" value="1" /></when>
              <when condition="true"><set-variable name="a" value="2" /></when>
              <otherwise><set-variable name="a" value="3" /></otherwise>
            </choose>
            <choose><when condition="false" /><otherwise>
              <set-variable name="b" value="@(context.Variables["none"])" />
            </otherwise></choose>
            """);
    Exchange exchange = engine.get(THINGS);
    assertThat(exchange.variables()).containsEntry("a", "2");
    assertThat(exchange.lastError().orElseThrow().path())
        .contains("choose[2]/otherwise[1]/set-variable[1]");
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
  void aCallOutsResponseIsKeptWhateverItsStatus() {
    Engine engine =
        Engine.inbound(
            """
            <send-request mode="new" response-variable-name="r" timeout="5">
              <set-url>@("https://vault.example/secrets/" + "s")</set-url>
              <set-method>POST</set-method>
              <set-header name="a"><value>b</value></set-header>
              <set-body>text</set-body>
              <authentication-managed-identity resource="https://vault.azure.net" />
            </send-request>
            <set-variable name="status" value="@(((IResponse)context.Variables["r"]).StatusCode)" />
            """);
    engine.backend = call -> Engine.answer(403, "no");
    Exchange exchange = engine.get(THINGS);
    assertThat(exchange.variables()).containsEntry("status", 403);
    var call = engine.calls.get(0);
    assertThat(call.url()).hasToString("https://vault.example/secrets/s");
    assertThat(call.method()).isEqualTo("POST");
    assertThat(call.headers().lines())
        .extracting(line -> line.name() + ": " + line.value())
        .containsExactly("a: b", "Authorization: Bearer token-for-https://vault.azure.net");
    assertThat(call.timeout()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void aCallOutThatFailsIsNullWhereErrorsAreIgnoredAndAnErrorElse() {
    String request =
        "<send-request response-variable-name=\"r\" ignore-error=\"%s\">"
            + "<set-url>https://a.example</set-url><set-method>GET</set-method></send-request>";
    Engine ignoring = Engine.inbound(request.formatted("true"));
    ignoring.backend =
        call -> {
          if (call.url().host().equals("a.example")) {
            throw down();
          }
          return Engine.answer(200, "");
        };
    assertThat(ignoring.get(THINGS).variables()).containsEntry("r", null);
    Engine failing = Engine.inbound(request.formatted("false"));
    failing.backend = ignoring.backend;
    assertThat(failing.get(THINGS).lastError().orElseThrow().source()).isEqualTo("send-request");
  }

  @Test
  void aManagedIdentitysTokenGoesIntoTheHeaderOrAVariable() {
    Engine engine =
        Engine.inbound(
            """
            <authentication-managed-identity resource="r1" client-id="c" />
            <authentication-managed-identity resource="r2" output-token-variable-name="t" />
            """);
    Exchange exchange = engine.get(THINGS, "Authorization", "Bearer of the client");
    assertThat(engine.lastCall().headers().all("Authorization"))
        .containsExactly("Bearer token-for-r1");
    assertThat(exchange.variables()).containsEntry("t", "token-for-r2");
  }

  @Test
  void aMissingTokenIsAnErrorUnlessIgnored() {
    Engine engine = Engine.inbound("<authentication-managed-identity resource=\"r\" />");
    engine.identity =
        (resource, client) -> {
          throw PolicyFailure.fault("ManagedIdentityFailure", "none");
        };
    assertThat(reason(engine.get(THINGS))).isEqualTo("ManagedIdentityFailure");
    assertThat(engine.calls).isEmpty();
    Engine ignoring =
        Engine.inbound("<authentication-managed-identity resource=\"r\" ignore-error=\"true\" />");
    ignoring.identity = engine.identity;
    assertThat(ignoring.get(THINGS).lastError()).isEmpty();
  }

  @Test
  void cachedValuesKeepTheirTypeUntilTheyExpire() {
    Engine engine =
        Engine.inbound(
            """
            <cache-lookup-value key="k" variable-name="hit" caching-type="internal" />
            <cache-lookup-value key="other" variable-name="other" default-value="@(7)" />
            <choose><when condition="@(!context.Variables.ContainsKey("hit"))">
              <cache-store-value key="k" value="@(true)" duration="10" caching-type="internal" />
              <cache-store-value key="n" value="@((string)null)" duration="10" />
            </when></choose>
            """);
    assertThat(engine.get(THINGS).variables()).doesNotContainKey("hit").containsEntry("other", 7);
    assertThat(engine.get(THINGS).variables()).containsEntry("hit", true);
    engine.clock.advance(Duration.ofSeconds(10));
    assertThat(engine.get(THINGS).variables()).doesNotContainKey("hit");
  }

  @Test
  void aRemovedValueIsGone() {
    Engine engine =
        Engine.inbound(
            """
            <cache-store-value key="k" value="v" duration="10" />
            <cache-remove-value key="k" />
            <cache-lookup-value key="k" variable-name="hit" />
            """);
    assertThat(engine.get(THINGS).variables()).doesNotContainKey("hit");
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
  void aFragmentStandsInItsPlace() {
    Engine engine = Engine.inbound("<include-fragment fragment-id=\"one\" />");
    engine.configs.fragments.add(
        new Fragment(
            "one",
            new PolicyDocument(
                "<fragment><set-variable name=\"a\" value=\"@(context.Variables[&quot;no&quot;])\""
                    + " /></fragment>",
                "one.xml")));
    assertThat(engine.get(THINGS).lastError().orElseThrow().path())
        .contains("fragment[one]/set-variable[1]");
  }

  @Test
  void traceChangesNothing() {
    Engine engine =
        Engine.inbound(
            "<trace source=\"s\" severity=\"verbose\"><message>@(\"m\")</message>"
                + "<metadata name=\"n\" value=\"v\" /></trace>");
    assertThat(Engine.status(engine.get(THINGS))).isEqualTo(200);
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
  void aBodyThatWasReadWithoutPreservingItIsGone() {
    Engine engine =
        Engine.inbound(
            "<set-variable name=\"a\" value=\"@(context.Request.Body.As&lt;string&gt;())\" />");
    assertThat(engine.post(THINGS, "text").variables()).containsEntry("a", "text");
    assertThat(engine.lastCall().body().orElseThrow()).isEmpty();
    assertThat(reason(engine.get(THINGS))).isEqualTo("ExpressionValueEvaluationFailure");
  }

  @Test
  void pathsThatLeaveTheApisPrefixMatchNothing() {
    Engine engine = new Engine();
    for (String path :
        List.of(
            "/shop/v1/../../admin",
            "/shop/v1/things/..",
            "/shop/v1/things/%2e%2e",
            "/shop/v1/things/%2E.",
            "/shop/v1/things/a%2fb",
            "/shop/v1/things/..%2f..%2fadmin",
            "/shop/v1/things/%5c..",
            "/shop/v1/things/a%00",
            "/shop/v1/things/%252e%252e",
            "/shop/v1/things/%c0%ae%c0%ae",
            "/shop/v1/things/;a",
            "/shop/v1//things",
            "//shop/v1/things",
            "/./shop/v1/things",
            "/shop/v1/things/%",
            "/shop/v1/things/%zz")) {
      assertThat(Engine.status(engine.get(path))).as(path).isEqualTo(404);
    }
    assertThat(engine.calls).isEmpty();
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
