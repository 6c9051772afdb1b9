package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Response;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which answers the gateway keeps, for whom, and for how long. */
class ResponseCacheTest {
  private static final String THINGS = "/shop/v1/things";
  private static final String STORE = "<cache-store duration=\"60\" />";

  private static String lookup(String attributes, String rest) {
    return "<cache-lookup vary-by-developer=\"false\" vary-by-developer-groups=\"false\""
        + attributes
        + ">"
        + rest
        + "</cache-lookup>";
  }

  /** A backend that counts its answers. */
  private static Engine engine(String lookup, String outbound) {
    Engine engine = Engine.with(lookup, outbound, "");
    engine.backend = call -> Engine.answer(200, "answer " + engine.calls.size());
    return engine;
  }

  private static Engine engine() {
    return engine(lookup("", ""), STORE);
  }

  private static void isKept(Engine engine, Exchange first, Exchange second) {
    assertThat(Engine.body(second)).isEqualTo(Engine.body(first)).isNotEmpty();
    assertThat(engine.calls).hasSize(1);
  }

  private static void isNotKept(Engine engine, Exchange first, Exchange second) {
    assertThat(Engine.status(first)).isEqualTo(Engine.status(second));
    assertThat(engine.calls).hasSize(2);
  }

  @Test
  void anAnswerIsKeptForItsTime() {
    Engine engine = engine();
    Exchange first = engine.get(THINGS);
    engine.clock.advance(Duration.ofSeconds(59));
    isKept(engine, first, engine.get(THINGS));
    engine.clock.advance(Duration.ofSeconds(1));
    assertThat(Engine.body(engine.get(THINGS))).isEqualTo("answer 2");
  }

  @Test
  void aKeptAnswerIsNotChangedByWhatHappensToIt() {
    Engine engine =
        engine(
            lookup("", ""),
            STORE
                + "<set-body>@(context.Response.Body.As&lt;string&gt;() + \"!\")</set-body>"
                + "<set-header name=\"x\" exists-action=\"append\"><value>y</value></set-header>");
    for (int i = 0; i < 3; i++) {
      Exchange exchange = engine.get(THINGS);
      assertThat(Engine.body(exchange)).isEqualTo("answer 1!");
      assertThat(Engine.header(exchange, "x")).isEqualTo("y");
    }
  }

  @Test
  void onAHitOnlyWhatFollowsTheStoreRuns() {
    Engine engine =
        engine(
            lookup("", "") + "<set-variable name=\"inbound\" value=\"ran\" />",
            "<set-variable name=\"before\" value=\"ran\" /><choose><when condition=\"true\">"
                + STORE
                + "</when></choose><set-variable name=\"after\" value=\"ran\" />");
    assertThat(engine.get(THINGS).variables()).containsOnlyKeys("inbound", "before", "after");
    assertThat(engine.get(THINGS).variables()).containsOnlyKeys("after");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/shop/v1/things/1", "/shop/v1/Things", "/shop/v1/things?a=1"})
  void anotherPathOrQueryIsAnotherAnswer(String path) {
    Engine engine = engine();
    isNotKept(engine, engine.get(THINGS), engine.get(path));
  }

  @Test
  void onlyTheNamedParametersCountWhereSomeAre() {
    Engine engine =
        engine(lookup("", "<vary-by-query-parameter>a; B</vary-by-query-parameter>"), STORE);
    isKept(engine, engine.get(THINGS + "?a=1&c=1"), engine.get(THINGS + "?a=1&c=2"));
    engine.get(THINGS + "?a=1&b=1");
    engine.get(THINGS + "?A=2");
    assertThat(engine.calls).hasSize(3);
  }

  @Test
  void valuesThatLookLikeSeveralParametersAreToldApart() {
    Engine engine = engine();
    isNotKept(engine, engine.get(THINGS + "?a=1%26b=2"), engine.get(THINGS + "?a=1&b=2"));
  }

  @Test
  void theSubscriptionKeyIsNoPartOfIt() {
    Engine engine = engine();
    isKept(
        engine,
        engine.get(THINGS),
        engine.send("GET", THINGS + "?subscription-key=clinic-demo-key-2", ""));
  }

  @Test
  void anotherProductIsAnotherAnswer() {
    Engine engine = engine();
    isNotKept(
        engine, engine.get(THINGS), engine.send("GET", THINGS, "", Engine.KEY, "api-only-key-1"));
  }

  @Test
  void developersAreToldApartWhereItSaysSo() {
    Engine engine =
        engine(lookup("", "").replaceFirst("developer=\"false\"", "developer=\"@(true)\""), STORE);
    isNotKept(
        engine,
        engine.send("GET", THINGS, "", Engine.KEY, "api-only-key-1"),
        engine.send("GET", THINGS, "", Engine.KEY, "master-key-1"));
  }

  @Test
  void headersThatAreNamedTellRequestsApart() {
    Engine engine = engine(lookup("", "<vary-by-header>Accept</vary-by-header>"), STORE);
    isKept(engine, engine.get(THINGS, "accept", "a"), engine.get(THINGS, "Accept", "a", "x", "y"));
    engine.get(THINGS, "Accept", "b");
    engine.get(THINGS);
    assertThat(engine.calls).hasSize(3);
  }

  @Test
  void authorisedRequestsHaveNoPartInIt() {
    Engine engine = engine();
    isNotKept(
        engine,
        engine.get(THINGS, "Authorization", "Bearer a"),
        engine.get(THINGS, "Authorization", "Bearer a"));
    engine.get(THINGS);
    assertThat(Engine.body(engine.get(THINGS, "authorization", "Bearer a"))).isEqualTo("answer 4");
  }

  @Test
  void authorisedRequestsHaveAPartInItWhereItSaysSo() {
    Engine engine =
        engine(
            lookup(
                " allow-private-response-caching=\"@(true)\"",
                "<vary-by-header>Authorization</vary-by-header>"),
            STORE);
    isKept(
        engine,
        engine.get(THINGS, "Authorization", "Bearer a"),
        engine.get(THINGS, "Authorization", "Bearer a"));
    assertThat(Engine.body(engine.get(THINGS, "Authorization", "Bearer b"))).isEqualTo("answer 2");
  }

  @Test
  void onlyAnswersToGetAreKept() {
    Engine engine = engine();
    isNotKept(engine, engine.post(THINGS, "a"), engine.post(THINGS, "a"));
  }

  @Test
  void onlyStatus200IsKeptUnlessItSaysOtherwise() {
    Engine engine = engine();
    engine.backend = call -> Engine.answer(404, "no");
    isNotKept(engine, engine.get(THINGS), engine.get(THINGS));
    Engine any =
        engine(lookup("", ""), "<cache-store duration=\"@(60)\" cache-response=\"@(true)\" />");
    any.backend = call -> Engine.answer(404, "no");
    isKept(any, any.get(THINGS), any.get(THINGS));
    assertThat(Engine.status(any.get(THINGS))).isEqualTo(404);
    Engine none =
        engine(lookup("", ""), "<cache-store duration=\"60\" cache-response=\"false\" />");
    isNotKept(none, none.get(THINGS), none.get(THINGS));
  }

  @Test
  void anAnswerThatSetsACookieIsForOneCaller() {
    Engine engine = engine();
    engine.backend =
        call -> {
          Response response = Engine.answer(200, "x");
          response.headers().add("set-cookie", "a=b");
          return response;
        };
    isNotKept(engine, engine.get(THINGS), engine.get(THINGS));
  }

  @Test
  void aCallerMayWantAFreshAnswerOrNoneKept() {
    Engine engine = engine();
    engine.get(THINGS, "Cache-Control", "max-age=0, No-Store");
    engine.get(THINGS);
    engine.get(THINGS, "Cache-Control", "no-cache");
    assertThat(engine.calls).hasSize(3);
    assertThat(Engine.body(engine.get(THINGS))).isEqualTo("answer 3");
  }

  @Test
  void aDurationOfNothingKeepsNothing() {
    Engine engine = engine(lookup("", ""), "<cache-store duration=\"0\" />");
    isNotKept(engine, engine.get(THINGS), engine.get(THINGS));
  }

  @Test
  void othersAreToldWhatTheyMayKeep() {
    Engine engine = engine();
    engine.backend =
        call -> {
          Response response = Engine.answer(200, "x");
          response.headers().add("Cache-Control", "public, max-age=999");
          response.headers().add("Expires", "0");
          return response;
        };
    for (int i = 0; i < 2; i++) {
      Exchange exchange = engine.get(THINGS);
      assertThat(Engine.header(exchange, "Cache-Control")).isEqualTo("no-store");
      assertThat(Engine.header(exchange, "Expires")).isEmpty();
    }
  }

  @Test
  void othersMayKeepItForWhatIsLeftOfItsTime() {
    Engine engine = engine(lookup(" downstream-caching-type=\"@(\"private\")\"", ""), STORE);
    assertThat(Engine.header(engine.get(THINGS), "Cache-Control"))
        .isEqualTo("private, max-age=60, must-revalidate");
    engine.clock.advance(Duration.ofSeconds(20));
    assertThat(Engine.header(engine.get(THINGS), "Cache-Control"))
        .isEqualTo("private, max-age=40, must-revalidate");
    Engine shared =
        engine(lookup(" downstream-caching-type=\"public\" must-revalidate=\"false\"", ""), STORE);
    assertThat(Engine.header(shared.get(THINGS), "Cache-Control")).isEqualTo("public, max-age=60");
    shared.backend = call -> Engine.answer(500, "");
    shared.clock.advance(Duration.ofSeconds(60));
    assertThat(Engine.header(shared.get(THINGS), "Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void theDurationMayComeFromTheAnswer() {
    Engine engine =
        engine(
            lookup("", ""),
            "<cache-store duration=\"@(int.Parse(context.Response.Headers.GetValueOrDefault(\"x-age\",\"0\")))\" />");
    engine.backend =
        call -> {
          Response response = Engine.answer(200, "answer " + engine.calls.size());
          response.headers().add("x-age", "5");
          return response;
        };
    engine.get(THINGS);
    engine.clock.advance(Duration.ofSeconds(4));
    assertThat(Engine.body(engine.get(THINGS))).isEqualTo("answer 1");
    engine.clock.advance(Duration.ofSeconds(1));
    assertThat(Engine.body(engine.get(THINGS))).isEqualTo("answer 2");
  }

  @Test
  void anExpressionThatFailsGoesToOnError() {
    Engine engine = engine(lookup(" downstream-caching-type=\"@(\"some\")\"", ""), STORE);
    Exchange exchange = engine.get(THINGS);
    assertThat(exchange.lastError().orElseThrow().source()).isEqualTo("cache-lookup");
    assertThat(Engine.status(exchange)).isEqualTo(500);
    assertThat(engine.calls).isEmpty();
  }

  @Test
  void theStoreAloneKeepsNothing() {
    Engine engine = Engine.with("", STORE, "");
    assertThat(Engine.header(engine.get(THINGS), "Cache-Control")).isEmpty();
    assertThat(engine.get(THINGS).slot()).isEqualTo(Optional.empty());
    assertThat(engine.calls).hasSize(2);
  }
}
