package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.Request;
import dev.patienttests.local.gateway.model.RequestUrl;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.trace.TraceRecorder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/**
 * A request whose thread may not wait: what stands before a policy that waits runs once, whatever
 * is around it. {@link Engine} fails where that thread waits.
 */
class ParkingTest {
  private static final String THINGS = "/shop/v1/things";
  private static final String COUNT =
      "<set-variable name=\"n\" value='@(context.Variables.GetValueOrDefault<int>(\"n\") + 1)' />";
  private static final String SEND =
      "<send-request response-variable-name=\"r\"><set-url>http://127.0.0.1:9/other</set-url>"
          + "<set-method>GET</set-method></send-request>";
  private static final String IDENTITY = "<authentication-managed-identity resource=\"api://a\" />";

  private static String when(String policies) {
    return "<choose><when condition=\"@(false)\"><set-header name=\"wrong\"><value>1</value></set-header></when>"
        + "<when condition='@(context.Variables.GetValueOrDefault<int>(\"n\") &lt; 9)'>"
        + policies
        + "</when><otherwise><set-header name=\"wrong\"><value>1</value></set-header></otherwise></choose>";
  }

  private static String retry(String policies) {
    return "<retry condition=\"@(context.Response?.StatusCode == 401)\" count=\"3\""
        + " interval=\"1\">"
        + policies
        + "</retry>";
  }

  private static Engine of(String inbound, String backend, String onError) {
    Engine engine = new Engine();
    engine.configs.api =
        Optional.of(Configs.page("<base/>" + inbound, backend, "<base/>", "<base/>" + onError));
    return engine;
  }

  private static Object counted(Exchange exchange) {
    return exchange.variables().get("n");
  }

  @Test
  void whatStandsBeforeAPolicyThatWaitsRunsOnce() {
    String deep = COUNT + when(COUNT + SEND + COUNT + when(COUNT + IDENTITY + COUNT)) + COUNT;
    Engine engine = of(deep, "<forward-request />", "");

    Exchange exchange = engine.get(THINGS);

    assertThat(exchange.lastError()).isEmpty();
    assertThat(counted(exchange)).isEqualTo(6);
    assertThat(engine.calls).hasSize(2);
    assertThat(engine.lastCall().headers().contains("wrong")).isFalse();
    assertThat(engine.lastCall().headers().first("Authorization"))
        .contains("Bearer token-for-api://a");
  }

  @Test
  void aCallOfTheBackendGoesOnWhereItParkedHoweverDeepThatIs() {
    String nested = retry(COUNT + when(COUNT + "<forward-request />" + COUNT) + COUNT);
    Engine engine = of("", nested, "");

    Exchange exchange = engine.get(THINGS);

    assertThat(Engine.status(exchange)).isEqualTo(200);
    assertThat(counted(exchange)).isEqualTo(4);
    assertThat(engine.calls).hasSize(1);
    assertThat(exchange.backend()).isPresent();
  }

  @Test
  void furtherTriesAreMadeWithTheirPauses() {
    Engine engine = of("", retry(COUNT + "<forward-request />" + COUNT), "");
    engine.backend = call -> Engine.answer(engine.calls.size() < 3 ? 401 : 200, "");

    Exchange exchange = engine.get(THINGS);

    assertThat(Engine.status(exchange)).isEqualTo(200);
    assertThat(engine.calls).hasSize(3);
    assertThat(engine.pauses).containsExactly(1000L, 1000L);
    assertThat(counted(exchange)).isEqualTo(6);
  }

  @Test
  void howOftenIsTriedIsSaidOnceAndForAll() {
    String before = "<retry condition=\"@(true)\" interval=\"1\" count='@(%s)'>";
    String n = "context.Variables.GetValueOrDefault<int>(\"n\")";
    String tried = COUNT + "<forward-request /></retry>";
    Engine engine = of("", before.formatted("2 - " + n) + tried, "");

    assertThat(engine.get(THINGS).lastError()).isEmpty();
    assertThat(engine.calls).hasSize(3);
  }

  @Test
  void aRetryWithinARetryGoesOnInTheInnerOne() {
    String inner = retry(COUNT + "<forward-request />");
    Engine engine =
        of(
            "",
            "<retry condition=\"@(false)\" count=\"1\" interval=\"1\">" + inner + "</retry>",
            "");
    engine.backend = call -> Engine.answer(engine.calls.size() < 2 ? 401 : 200, "");

    assertThat(counted(engine.get(THINGS))).isEqualTo(2);
    assertThat(engine.calls).hasSize(2);
  }

  @Test
  void redirectsAreFollowed() {
    Engine engine = of("", "<forward-request follow-redirects=\"true\" />", "");
    engine.backend =
        call -> {
          if (call.url().path().endsWith("/next")) {
            return Engine.answer(200, "there");
          }
          var answer = Engine.answer(302, "");
          answer.headers().add("Location", "/next");
          return answer;
        };

    assertThat(Engine.body(engine.get(THINGS))).isEqualTo("there");
    assertThat(engine.calls).hasSize(2);
  }

  @Test
  void policiesOfOnErrorMayWaitToo() {
    Engine engine = new Engine();
    engine.configs.api =
        Optional.of(
            Configs.page("<base/>", "<forward-request />", "<base/>", COUNT + SEND + COUNT));
    engine.backend =
        call -> {
          if (call.url().path().equals("/other")) {
            return Engine.answer(200, "");
          }
          throw PolicyFailure.fault("Timeout", "no answer");
        };

    Exchange exchange = engine.get(THINGS);

    assertThat(exchange.lastError().orElseThrow().source()).isEqualTo("forward-request");
    assertThat(exchange.lastError().orElseThrow().reason()).isEqualTo("Timeout");
    assertThat(counted(exchange)).isEqualTo(2);
    assertThat(Engine.status(exchange)).isEqualTo(500);
  }

  @Test
  void whatABackendsStageFailsWithIsAnInternalError() {
    Engine engine = of("", "<forward-request />", "");
    engine.backend =
        call -> {
          throw new IllegalStateException("canary");
        };

    Exchange exchange = engine.get(THINGS);

    assertThat(Engine.status(exchange)).isEqualTo(500);
    assertThat(exchange.lastError().orElseThrow().reason()).isEqualTo("InternalError");
    assertThat(Engine.body(exchange)).doesNotContain("canary");
  }

  @Test
  void whereNoThreadIsFreeTheRequestIsRefused() {
    Engine engine = of(SEND, "<forward-request />", "");
    CompletableFuture<Exchange> served = new CompletableFuture<>();
    engine.load().serve(request(), ParkingTest::refuse, served::complete);
    assertThat(Engine.status(served.join())).isEqualTo(503);
    assertThat(engine.calls).isEmpty();
  }

  @Test
  void whereNoThreadIsFreeARequestThatIsFollowedIsRefused() {
    Engine engine = of("", "<forward-request />", "");
    CompletableFuture<Exchange> served = new CompletableFuture<>();
    TraceRecorder recorder = new TraceRecorder(THINGS, List.of());
    engine.load().serve(request(), recorder, ParkingTest::refuse, served::complete);
    assertThat(Engine.status(served.join())).isEqualTo(503);
    assertThat(engine.calls).isEmpty();
  }

  private static void refuse(Runnable task) {
    throw new RejectedExecutionException();
  }

  private static Request request() {
    Headers headers = new Headers();
    headers.add(Engine.KEY, "clinic-demo-key-1");
    return new Request(
        "GET",
        new RequestUrl("https", Configs.HOST, 443, THINGS, ""),
        headers,
        Optional.empty(),
        "203.0.113.7");
  }
}
