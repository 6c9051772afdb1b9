package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What policies do to the request. */
class RequestPoliciesTest {
  private static final String THINGS = "/shop/v1/things";

  private static String reason(Exchange exchange) {
    return exchange.lastError().orElseThrow().reason();
  }

  @Test
  void aTokenMayBeFetchedOnTheWayBack() {
    Engine engine =
        Engine.with(
            "",
            "<authentication-managed-identity resource=\"r\" output-token-variable-name=\"t\" />",
            "");
    assertThat(engine.get(THINGS).variables()).containsEntry("t", "token-for-r");
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
  void aMethodThatAsksForATunnelIsAFault() {
    Engine engine = Engine.inbound("<set-method>CONNECT</set-method>");
    assertThat(reason(engine.get(THINGS))).isEqualTo("ExpressionValueEvaluationFailure");
    assertThat(engine.calls).isEmpty();
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
}
