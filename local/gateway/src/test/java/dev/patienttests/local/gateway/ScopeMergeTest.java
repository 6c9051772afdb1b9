package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.GatewayConfig.PolicyDocument;
import dev.patienttests.local.gateway.model.Exchange;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scopes from broad to narrow; base stands for the next broader one. */
class ScopeMergeTest {
  private final Engine engine = new Engine();

  private static String mark(String text) {
    return "<set-variable name=\"way\" value=\"@(context.Variables.GetValueOrDefault<string>("
        + "&quot;way&quot;, &quot;&quot;) + &quot;"
        + text
        + " &quot;)\" />";
  }

  private static String around(String scope, String section) {
    return mark(scope + "-" + section) + "<base />" + mark("/" + scope + "-" + section);
  }

  private static String document(String scope) {
    return Configs.page(
        around(scope, "in"), "<base />", around(scope, "out"), around(scope, "error"));
  }

  @BeforeEach
  void documents() {
    engine.configs.global =
        Optional.of(
            Configs.page(
                mark("global-in"),
                "<forward-request />",
                mark("global-out"),
                mark("global-error")));
    engine.configs.product = Optional.of(document("product"));
    engine.configs.api = Optional.of(document("api"));
    engine.configs.operations =
        Map.of("list", new PolicyDocument(document("operation"), "list.xml"));
  }

  private static String way(Exchange exchange) {
    return String.valueOf(exchange.variables().get("way")).strip();
  }

  @Test
  void baseIsReplacedInPlaceByTheBroaderScope() {
    assertThat(way(engine.get("/shop/v1/things")))
        .isEqualTo(
            "operation-in api-in product-in global-in /product-in /api-in /operation-in"
                + " operation-out api-out product-out global-out /product-out /api-out"
                + " /operation-out");
  }

  @Test
  void anOperationWithoutPolicyHasThatOfItsApi() {
    assertThat(way(engine.get("/shop/v1/things/7")))
        .startsWith("api-in product-in global-in /product-in /api-in api-out");
  }

  @Test
  void aKeyOfTheApiSkipsTheProduct() {
    assertThat(way(engine.send("GET", "/shop/v1/things/7", "", Engine.KEY, "api-only-key-1")))
        .isEqualTo("api-in global-in /api-in api-out global-out /api-out");
  }

  @Test
  void anUnmatchedOperationRunsOnErrorOfTheApiAndAnUnmatchedApiThatOfTheService() {
    assertThat(way(engine.get("/shop/v1/nothing"))).isEqualTo("api-error global-error /api-error");
    assertThat(way(engine.get("/elsewhere"))).isEqualTo("global-error");
  }

  @Test
  void aFailureRunsOnErrorOfAllScopes() {
    engine.configs.product =
        Optional.of(
            Configs.page(
                "<base /><set-variable name=\"x\" value=\"@(context.Variables[&quot;no&quot;])\" />"
                    + mark("never"),
                "<base />",
                "<base />",
                mark("product-error")));
    assertThat(way(engine.get("/shop/v1/things/7")))
        .isEqualTo("api-in global-in api-error product-error /api-error");
  }

  @Test
  void aSectionWithoutBaseDropsWhatIsBroader() {
    engine.configs.api = Optional.of(Configs.page(mark("api-in"), "<base />", "", ""));
    assertThat(way(engine.get("/shop/v1/things/7"))).isEqualTo("api-in");
    assertThat(engine.calls).hasSize(1);
  }

  @Test
  void aMissingSectionCountsAsBase() {
    engine.configs.api =
        Optional.of("<policies><inbound>" + mark("api-in") + "</inbound></policies>");
    assertThat(way(engine.get("/shop/v1/things/7")))
        .isEqualTo("api-in product-out global-out /product-out");
  }

  @Test
  void withoutForwardRequestTheBackendIsNotCalled() {
    engine.configs.api = Optional.of(Configs.page("", "", "", ""));
    Exchange exchange = engine.get("/shop/v1/things/7");
    assertThat(exchange.lastError()).isEmpty();
    assertThat(engine.calls).isEmpty();
  }
}
