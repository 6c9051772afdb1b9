package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Response;
import dev.patienttests.local.gateway.policy.OutboundCalls.Call;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which redirects of a backend the gateway follows, and with what. */
class RedirectsTest {
  private static final String THINGS = "/shop/v1/things";

  private static Engine engine(String attributes) {
    Engine engine = new Engine();
    engine.configs.api =
        Optional.of(
            Configs.page(
                "<base/>", "<forward-request " + attributes + " />", "<base/>", "<base/>"));
    return engine;
  }

  private static Response redirect(int status, String location) {
    Response response = Engine.answer(status, "");
    response.headers().add("Location", location);
    return response;
  }

  private static Engine redirecting(int status, String location) {
    Engine engine = engine("timeout=\"100\" follow-redirects=\"true\"");
    engine.backend =
        call -> engine.calls.size() == 1 ? redirect(status, location) : Engine.answer(200, "end");
    return engine;
  }

  @ParameterizedTest
  @CsvSource({
    "301, POST, GET",
    "302, POST, GET",
    "303, PUT, GET",
    "303, HEAD, HEAD",
    "301, PUT, PUT",
    "307, POST, POST",
    "308, POST, POST",
  })
  void theMethodFollowsFromTheStatus(int status, String method, String followed) {
    Engine engine = redirecting(status, "other?x=1");
    engine.configs.openApi =
        Configs.OPEN_API.replace(
            "  /things/{id}",
            "    put: {operationId: put}\n    head: {operationId: head}\n  /things/{id}");
    Exchange exchange =
        engine.send(
            method,
            THINGS,
            "body",
            Engine.KEY,
            "clinic-demo-key-1",
            "Content-Type",
            "text/plain",
            "x",
            "y");
    assertThat(Engine.body(exchange)).isEqualTo("end");
    Call last = engine.lastCall();
    assertThat(last.url()).hasToString("http://127.0.0.1:9/base/other?x=1");
    assertThat(last.method()).isEqualTo(followed);
    boolean same = method.equals(followed);
    assertThat(last.body().isPresent()).isEqualTo(same);
    assertThat(last.headers().contains("Content-Type")).isEqualTo(same);
    assertThat(last.headers().first("x")).contains("y");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:10/base",
        "https://127.0.0.1:9/base",
        "http://other.example/",
        "//other/x",
        "http://a:b@127.0.0.1:9/",
        "not a url",
        "ftp://127.0.0.1/"
      })
  void aRedirectElsewhereGoesToTheCaller(String location) {
    Engine engine = redirecting(302, location);
    Exchange exchange = engine.get(THINGS);
    assertThat(Engine.status(exchange)).isEqualTo(302);
    assertThat(Engine.header(exchange, "Location")).isEqualTo(location);
    assertThat(engine.calls).hasSize(1);
  }

  @Test
  void withoutTheAttributeNoneIsFollowed() {
    Engine engine = engine("");
    engine.backend = call -> redirect(302, "/x");
    assertThat(Engine.status(engine.get(THINGS))).isEqualTo(302);
    assertThat(engine.calls).hasSize(1);
  }

  @Test
  void aRoundOfRedirectsEnds() {
    Engine engine = engine("follow-redirects=\"@(true)\"");
    engine.backend = call -> redirect(307, "/again");
    assertThat(Engine.status(engine.get(THINGS))).isEqualTo(307);
    assertThat(engine.calls).hasSize(11);
  }

  @Test
  void theRequestAsAWholeKeepsItsTime() {
    Engine engine = engine("timeout=\"200\" follow-redirects=\"true\"");
    engine.backend =
        call -> {
          engine.clock.advance(Duration.ofSeconds(150));
          return redirect(302, "/again");
        };
    Exchange exchange = engine.get(THINGS);
    assertThat(exchange.lastError().orElseThrow().reason()).isEqualTo("Timeout");
    assertThat(engine.calls)
        .extracting(call -> call.timeout().toSeconds())
        .containsExactly(200L, 150L);
  }
}
