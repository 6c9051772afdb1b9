package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.GatewayConfig.Fragment;
import dev.patienttests.local.gateway.GatewayConfig.PolicyDocument;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Variables, conditions, the cache and call-outs. */
class VariablePoliciesTest {
  private static final String THINGS = "/shop/v1/things";

  private static PolicyFailure down() {
    return PolicyFailure.fault("BackendConnectionFailure", "down");
  }

  private static String reason(Exchange exchange) {
    return exchange.lastError().orElseThrow().reason();
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
}
