package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.model.Exchange;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which pages of which origins may read the answers, and who tells their browsers. */
class CorsTest {
  private static final String THINGS = "/shop/v1/things";
  private static final String METHOD = "Access-Control-Request-Method";
  private static final String ALLOW = "Access-Control-Allow-Origin";
  private static final String PAGE = "https://page.example";

  private static String cors(String attributes, String origin, String rest) {
    return "<cors"
        + attributes
        + "><allowed-origins><origin>"
        + origin
        + "</origin></allowed-origins>"
        + rest
        + "</cors>";
  }

  private static final String FULL =
      cors(
          " allow-credentials=\"@(true)\"",
          "HTTPS://Page.example:443/",
          "<allowed-methods preflight-result-max-age=\"300\"><method>GET</method>"
              + "<method>@(\"PUT\")</method></allowed-methods>"
              + "<allowed-headers><header>X-One</header><header>x-two</header></allowed-headers>"
              + "<expose-headers><header>x-out</header><header>x-more</header></expose-headers>");

  private static Exchange preflight(Engine engine, String... headers) {
    return engine.send("OPTIONS", THINGS, "", headers);
  }

  private static void hasNothingToSay(Exchange exchange) {
    assertThat(Engine.status(exchange)).isEqualTo(200);
    assertThat(exchange.response().orElseThrow().headers().lines()).isEmpty();
    assertThat(Engine.body(exchange)).isEmpty();
    assertThat(exchange.later().lines()).isEmpty();
  }

  @Test
  void aPreflightIsAnsweredWithoutKeyAndNothingElseRuns() {
    Engine engine =
        Engine.inbound(
            "<set-variable name=\"ran\" value=\"yes\" />"
                + FULL
                + "<rewrite-uri template=\"/x\" />");
    Exchange exchange =
        preflight(
            engine,
            "Origin",
            PAGE,
            METHOD,
            "PUT",
            "Access-Control-Request-Headers",
            "x-two, X-ONE");
    assertThat(Engine.status(exchange)).isEqualTo(200);
    assertThat(Engine.header(exchange, ALLOW)).isEqualTo(PAGE);
    assertThat(Engine.header(exchange, "Access-Control-Allow-Credentials")).isEqualTo("true");
    assertThat(Engine.header(exchange, "Access-Control-Allow-Methods")).isEqualTo("PUT");
    assertThat(Engine.header(exchange, "Access-Control-Allow-Headers")).isEqualTo("x-two,X-ONE");
    assertThat(Engine.header(exchange, "Access-Control-Max-Age")).isEqualTo("300");
    assertThat(exchange.variables()).isEmpty();
    assertThat(engine.calls).isEmpty();
    assertThat(exchange.lastError()).isEmpty();
  }

  @Test
  void aPreflightThatMatchesNotIsAnsweredWithNothing() {
    Engine engine = Engine.inbound(FULL);
    hasNothingToSay(preflight(engine, "Origin", "https://other.example", METHOD, "GET"));
    hasNothingToSay(preflight(engine, "Origin", "http://page.example", METHOD, "GET"));
    hasNothingToSay(preflight(engine, "Origin", "null", METHOD, "GET"));
    hasNothingToSay(preflight(engine, "Origin", PAGE, "Origin", PAGE, METHOD, "GET"));
    hasNothingToSay(preflight(engine, "Origin", PAGE, METHOD, "DELETE"));
    hasNothingToSay(
        preflight(
            engine, "Origin", PAGE, METHOD, "GET", "Access-Control-Request-Headers", "x-three"));
  }

  @Test
  void withoutListsGetAndPostAreAllowedAndNoHeaders() {
    Engine engine = Engine.inbound(cors("", "*", ""));
    assertThat(Engine.header(preflight(engine, "Origin", PAGE, METHOD, "POST"), ALLOW))
        .isEqualTo("*");
    hasNothingToSay(preflight(engine, "Origin", PAGE, METHOD, "PUT"));
    hasNothingToSay(
        preflight(engine, "Origin", PAGE, METHOD, "GET", "Access-Control-Request-Headers", "a"));
  }

  @Test
  void anAsteriskAllowsEveryHeaderAndMethodThatIsOne() {
    Engine engine =
        Engine.inbound(
            cors(
                " allow-credentials=\"true\"",
                "*",
                "<allowed-methods><method>*</method></allowed-methods>"
                    + "<allowed-headers><header>*</header></allowed-headers>"));
    Exchange exchange =
        preflight(
            engine, "Origin", PAGE, METHOD, "PATCH", "Access-Control-Request-Headers", "x-any");
    assertThat(Engine.header(exchange, ALLOW)).isEqualTo(PAGE);
    assertThat(Engine.header(exchange, "Access-Control-Allow-Methods")).isEqualTo("PATCH");
    hasNothingToSay(preflight(engine, "Origin", PAGE, METHOD, "GET\u0001"));
    hasNothingToSay(
        preflight(engine, "Origin", PAGE, METHOD, "GET", "Access-Control-Request-Headers", "a b"));
  }

  @Test
  void withoutCorsPolicyAPreflightMatchesNoOperation() {
    Engine engine = new Engine();
    assertThat(Engine.status(preflight(engine, "Origin", PAGE, METHOD, "GET"))).isEqualTo(404);
  }

  @Test
  void anOperationOfItsOwnAnswersPreflights() {
    Engine engine = Engine.inbound(FULL);
    engine.configs.openApi =
        Configs.OPEN_API.replace(
            "  /things/{id}", "    options: {operationId: own}\n  /things/{id}");
    engine.send(
        "OPTIONS", THINGS, "", "Origin", PAGE, METHOD, "GET", Engine.KEY, "clinic-demo-key-1");
    assertThat(engine.calls).hasSize(1);
  }

  @Test
  void aPolicyOfTheProductCountsOnlyWhereTheKeyStandsInTheQuery() {
    Engine engine = new Engine();
    engine.configs.product =
        Optional.of(Configs.page("<base/>" + FULL, "<base/>", "<base/>", "<base/>"));
    assertThat(Engine.status(preflight(engine, "Origin", PAGE, METHOD, "GET"))).isEqualTo(404);
    Exchange exchange =
        engine.send(
            "OPTIONS",
            THINGS + "?subscription-key=clinic-demo-key-1",
            "",
            "Origin",
            PAGE,
            METHOD,
            "GET");
    assertThat(Engine.header(exchange, ALLOW)).isEqualTo(PAGE);
  }

  @Test
  void theAnswerToAnAllowedOriginSaysSo() {
    Exchange exchange = Engine.inbound(FULL).get(THINGS, "Origin", PAGE);
    assertThat(exchange.later().all(ALLOW)).containsExactly(PAGE);
    assertThat(exchange.later().all("Access-Control-Allow-Credentials")).containsExactly("true");
    assertThat(exchange.later().all("Access-Control-Expose-Headers"))
        .containsExactly("x-out,x-more");
  }

  @Test
  void aRequestOfAnotherOriginEndsWithNothing() {
    for (String method : List.of("GET", "POST")) {
      Engine engine = Engine.inbound(FULL);
      hasNothingToSay(
          engine.send(
              method, THINGS, "", "Origin", "https://o.example", Engine.KEY, "clinic-demo-key-1"));
      assertThat(engine.calls).isEmpty();
    }
  }

  @Test
  void aRequestWithoutOriginIsServedWithoutAnyOfIt() {
    Engine engine = Engine.inbound(FULL);
    assertThat(engine.get(THINGS).later().lines()).isEmpty();
    assertThat(engine.calls).hasSize(1);
  }

  @Test
  void whereItDoesNotTerminateTheNextOneCounts() {
    Engine engine =
        Engine.inbound(
            cors(" terminate-unmatched-request=\"false\"", "https://first.example", "")
                + cors(" terminate-unmatched-request=\"false\"", "https://second.example", ""));
    String second = "https://second.example";
    assertThat(Engine.header(preflight(engine, "Origin", second, METHOD, "GET"), ALLOW))
        .isEqualTo(second);
    assertThat(engine.get(THINGS, "Origin", second).later().all(ALLOW)).containsExactly(second);
    hasNothingToSay(preflight(engine, "Origin", PAGE, METHOD, "GET"));
    assertThat(engine.get(THINGS, "Origin", PAGE).later().lines()).isEmpty();
    assertThat(engine.calls).hasSize(2);
  }

  @Test
  void theFirstThatMatchesDecides() {
    Engine engine = Engine.inbound(FULL + cors(" allow-credentials=\"false\"", "*", ""));
    assertThat(engine.get(THINGS, "Origin", PAGE).later().all("Access-Control-Allow-Credentials"))
        .containsExactly("true");
  }

  @Test
  void anOriginMayBeMadeByAnExpression() {
    Engine engine =
        Engine.inbound(cors("", "@(\"https://\" + context.Operation.Id + \".example\")", ""));
    assertThat(
            Engine.header(
                preflight(engine, "Origin", "https://none.example", METHOD, "GET"), ALLOW))
        .isEmpty();
    assertThat(engine.get(THINGS, "Origin", "https://list.example").later().all(ALLOW))
        .containsExactly("https://list.example");
  }

  @Test
  void aFaultOfAnExpressionGoesToOnError() {
    Engine engine =
        Engine.inbound(cors(" allow-credentials=\"@((bool)context.Variables[\"no\"])\"", "*", ""));
    Exchange exchange = preflight(engine, "Origin", PAGE, METHOD, "GET");
    assertThat(Engine.status(exchange)).isEqualTo(500);
    assertThat(exchange.lastError().orElseThrow().source()).isEqualTo("cors");
    assertThat(exchange.lastError().orElseThrow().reason())
        .isEqualTo("ExpressionValueEvaluationFailure");
  }
}
