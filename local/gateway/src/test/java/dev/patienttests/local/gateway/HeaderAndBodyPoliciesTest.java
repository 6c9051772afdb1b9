package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.MessageBody;
import dev.patienttests.local.gateway.model.Response;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** check-header, find-and-replace, ip-filter. */
class HeaderAndBodyPoliciesTest {
  private static final String THINGS = "/shop/v1/things";

  private static Engine checking(String ignoreCase, String values) {
    return Engine.inbound(
        "<check-header name=\"X-Front\" failed-check-httpcode=\"403\""
            + " failed-check-error-message=\"Not here\" ignore-case=\""
            + ignoreCase
            + "\">"
            + values
            + "</check-header>");
  }

  private static String body(Exchange exchange) {
    return exchange
        .response()
        .flatMap(Response::body)
        .map(MessageBody::content)
        .map(content -> new String(content, StandardCharsets.UTF_8))
        .orElse("");
  }

  @Test
  void aHeaderThatIsNotThereIsRefusedWithTheConfiguredAnswer() {
    Exchange exchange = checking("false", "").get(THINGS);
    assertThat(exchange.response().orElseThrow().status()).isEqualTo(403);
    assertThat(body(exchange)).isEqualTo("{ \"statusCode\": 403, \"message\": \"Not here\" }");
    assertThat(exchange.lastError().orElseThrow().reason()).isEqualTo("HeaderNotFound");
    assertThat(exchange.lastError().orElseThrow().source()).isEqualTo("check-header");
  }

  @Test
  void presenceIsEnoughWhereNoValueIsListed() {
    assertThat(checking("false", "").get(THINGS, "X-Front", "any").lastError()).isEmpty();
  }

  @Test
  void oneOfTheValuesHasToBeTheHeaders() {
    String values = "<value>one</value><value>@(\"t\" + \"wo\")</value>";
    assertThat(checking("false", values).get(THINGS, "X-Front", "two").lastError()).isEmpty();
    assertThat(checking("true", values).get(THINGS, "X-Front", "TWO").lastError()).isEmpty();
    Exchange refused = checking("false", values).get(THINGS, "X-Front", "TWO");
    assertThat(refused.lastError().orElseThrow().reason()).isEqualTo("HeaderValueNotAllowed");
    assertThat(refused.lastError().orElseThrow().message()).doesNotContain("TWO");
  }

  @Test
  void aSecondLineOfTheHeaderDoesNotGetRoundTheCheck() {
    Exchange exchange =
        checking("false", "<value>one</value>").get(THINGS, "X-Front", "one", "x-front", "other");
    assertThat(exchange.response().orElseThrow().status()).isEqualTo(403);
  }

  @Test
  void findAndReplaceChangesTheBodyOfRequestAndResponse() {
    Engine engine =
        Engine.with(
            "<find-and-replace from=\"a.b\" to=\"@(1 + 1)\" />",
            "<find-and-replace from=\"secret\" to=\"\" />",
            "");
    engine.backend = call -> Engine.answer(200, "a secret, a secret");
    Exchange exchange = engine.post(THINGS, "a.b axb a.b");
    assertThat(engine.lastCall().body().orElseThrow()).asString().isEqualTo("2 axb 2");
    assertThat(body(exchange)).isEqualTo("a , a ");
  }

  private static Exchange filtered(String action, String addresses) {
    return Engine.inbound("<ip-filter action=\"" + action + "\">" + addresses + "</ip-filter>")
        .get(THINGS, "X-Forwarded-For", "10.0.0.1");
  }

  @Test
  void callersAreLetInAndKeptOutByTheAddressOfTheirConnection() {
    String own = "<address>203.0.113.7</address>";
    String around = "<address-range from=\"203.0.113.0\" to=\"203.0.113.7\" />";
    String header = "<address>10.0.0.1</address><address>2001:db8::1</address>";
    assertThat(filtered("allow", own).lastError()).isEmpty();
    assertThat(filtered("allow", around).lastError()).isEmpty();
    assertThat(filtered("forbid", header).lastError()).isEmpty();
    Exchange other = filtered("allow", header);
    assertThat(other.response().orElseThrow().status()).isEqualTo(403);
    assertThat(body(other)).isEqualTo("{ \"statusCode\": 403, \"message\": \"Forbidden\" }");
    assertThat(other.lastError().orElseThrow().reason()).isEqualTo("CallerIpNotAllowed");
    assertThat(filtered("forbid", around).lastError().orElseThrow().reason())
        .isEqualTo("CallerIpBlocked");
  }
}
