package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patienttests.local.gateway.GatewayConfig.Backend;
import dev.patienttests.local.gateway.model.Exchange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Requests to backend entities, and where their credentials go. */
class BackendEntityTest {
  private static final String THINGS = "/shop/v1/things";
  private static final String ONE = "<set-backend-service backend-id=\"one\" />";

  private static Engine engine(String inbound) {
    Engine engine = Engine.inbound(inbound);
    engine.configs.namedValues.put("one-key", "sec$ret");
    engine.configs.backends =
        List.of(
            new Backend(
                "one",
                "https://one.example/root",
                Map.of("x-key", List.of("{{one-key}}"), "Authorization", List.of("Basic abc")),
                Map.of("code", List.of("{{one-key}}&"))),
            new Backend("two", "https://two.example", Map.of(), Map.of()));
    return engine;
  }

  @Test
  void theEntityGetsTheRequestWithItsCredentials() {
    Engine engine = engine(ONE);
    engine.get(THINGS + "?a=1", "X-Key", "mine", "Authorization", "Bearer mine");
    assertThat(engine.lastCall().url())
        .hasToString("https://one.example/root/things?a=1&code=sec%24ret%26");
    assertThat(engine.lastCall().headers().all("x-key")).containsExactly("sec$ret");
    assertThat(engine.lastCall().headers().all("authorization")).containsExactly("Basic abc");
  }

  @Test
  void noPolicySeesTheCredentials() {
    Engine engine =
        engine(
            ONE
                + "<set-variable name=\"seen\" value=\"@(context.Request.Url.ToString() +"
                + " context.Request.Headers.GetValueOrDefault(\"x-key\", \"none\"))\" />"
                + "<send-request mode=\"copy\" response-variable-name=\"r\"><set-url>http://127.0.0.1:9/c</set-url></send-request>");
    Exchange exchange = engine.get(THINGS);
    assertThat(exchange.variables()).containsEntry("seen", "https://one.example/root/thingsnone");
    assertThat(engine.calls.get(0).headers().contains("x-key")).isFalse();
    assertThat(exchange.request().headers().contains("x-key")).isFalse();
  }

  @Test
  void anotherBackendGetsNoneOfThem() {
    Engine engine = engine(ONE + "<set-backend-service base-url=\"https://other.example\" />");
    engine.get(THINGS);
    assertThat(engine.lastCall().url()).hasToString("https://other.example/things");
    assertThat(engine.lastCall().headers().contains("x-key")).isFalse();
    Engine entity = engine(ONE + "<set-backend-service backend-id=\"@(\"two\")\" />");
    entity.get(THINGS);
    assertThat(entity.lastCall().url()).hasToString("https://two.example/things");
    assertThat(entity.lastCall().headers().contains("x-key")).isFalse();
  }

  @Test
  void anEntityOfABroaderScopeGivesWayToAnEntityOnly() {
    Engine engine = engine("<set-backend-service base-url=\"https://other.example\" />");
    engine.configs.product =
        Optional.of(Configs.page("<base/>" + ONE, "<base/>", "<base/>", "<base/>"));
    engine.get(THINGS);
    assertThat(engine.lastCall().url().host()).isEqualTo("one.example");
    Engine entity = engine("<set-backend-service backend-id=\"two\" />");
    entity.configs.product = engine.configs.product;
    entity.get(THINGS);
    assertThat(entity.lastCall().url().host()).isEqualTo("two.example");
  }

  @Test
  void anUnknownEntityIsAFault() {
    Exchange exchange = engine("<set-backend-service backend-id=\"@(\"no\")\" />").get(THINGS);
    assertThat(exchange.lastError().orElseThrow().reason()).isEqualTo("BackendNotFound");
    assertThat(exchange.lastError().orElseThrow().source()).isEqualTo("set-backend-service");
    assertThat(Engine.status(exchange)).isEqualTo(500);
  }

  @Test
  void anEntityThatCannotBeUsedIsRefusedAtLoad() {
    Engine value = engine("");
    value.configs.backends =
        List.of(new Backend("b", "https://a", Map.of("x", List.of("{{no}}")), Map.of()));
    assertThatThrownBy(value::load).hasMessage("backend 'b': unknown named value 'no'");
    Engine url = engine("");
    url.configs.backends = List.of(new Backend("b", "ftp://a", Map.of(), Map.of()));
    assertThatThrownBy(url::load).hasMessage("backend 'b': neither http nor https");
  }
}
