package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.MessageBody;
import dev.patienttests.local.gateway.model.Response;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies that change bodies without knowing what they mean. */
class ContentRewritingTest {
  private static final String THINGS = "/shop/v1/things";
  private static final String HERE = "https://apim-test.azure-api.net/shop/v1";
  private static final String REDIRECT = "<redirect-content-urls />";
  private static final String JSONP = "<jsonp callback-parameter-name=\"cb\" />";

  private static Engine outbound(String policy, String body) {
    Engine engine = Engine.with("", policy, "");
    engine.backend = call -> Engine.answer(200, body);
    return engine;
  }

  @Test
  void linksToTheBackendBecomeLinksToTheGateway() {
    String inside = "http://127.0.0.1:9/base";
    Engine engine =
        outbound(
            REDIRECT,
            "{'a':'#/things/1?x=1','b':'#','c':'#ment/1','d':'http://127.0.0.1:99/base','e':'\u00e9 #/'}"
                .replace("#", inside));
    assertThat(Engine.body(engine.get(THINGS)))
        .isEqualTo(
            ("{'a':'#/things/1?x=1','b':'#','c':'" + inside + "ment/1',").replace("#", HERE)
                + "'d':'http://127.0.0.1:99/base','e':'\u00e9 "
                + HERE
                + "/'}");
  }

  @Test
  void octetsThatAreNoTextStayAsTheyAre() {
    byte[] octets = {(byte) 0xFF, 0, (byte) 0x80};
    Engine engine = Engine.with("", REDIRECT, "");
    byte[] url = "http://127.0.0.1:9/base".getBytes(StandardCharsets.US_ASCII);
    byte[] all = java.util.Arrays.copyOf(octets, 3 + url.length);
    System.arraycopy(url, 0, all, 3, url.length);
    engine.backend =
        call -> {
          Response response = Engine.answer(200, "");
          response.body(new MessageBody(all));
          return response;
        };
    byte[] out = engine.get(THINGS).response().flatMap(Response::body).orElseThrow().content();
    assertThat(out).startsWith(octets).endsWith(HERE.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void linksToTheGatewayBecomeLinksToTheBackendOnTheWayIn() {
    Engine engine = Engine.inbound(REDIRECT);
    engine.post(THINGS, "see " + HERE + "/things");
    assertThat(engine.lastCall().body().map(String::new))
        .contains("see http://127.0.0.1:9/base/things");
    engine.get(THINGS);
    assertThat(engine.lastCall().body()).isEmpty();
  }

  @Test
  void jsonBecomesACallOfTheFunctionThatTheQueryNames() {
    Engine engine = outbound(JSONP, "{\"a\":1}");
    Exchange exchange = engine.get(THINGS + "?CB=page.take_1");
    assertThat(Engine.body(exchange)).isEqualTo("page.take_1({\"a\":1});");
    assertThat(Engine.header(exchange, "Content-Type"))
        .isEqualTo("application/javascript; charset=utf-8");
    assertThat(Engine.body(engine.get(THINGS))).isEqualTo("{\"a\":1}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"alert(1)//", "", "a;b", "1a", "a..b", "%3Cscript%3E"})
  void aCallbackThatIsNoNameIsRefused(String callback) {
    Exchange exchange = outbound(JSONP, "{}").get(THINGS + "?cb=" + callback);
    assertThat(Engine.status(exchange)).isEqualTo(400);
    assertThat(exchange.lastError().orElseThrow().reason()).isEqualTo("CallbackNotAllowed");
    assertThat(exchange.lastError().orElseThrow().source()).isEqualTo("jsonp");
    assertThat(exchange.response().flatMap(Response::body).map(Engine::text))
        .isNotEqualTo(Optional.of("{}"));
  }
}
