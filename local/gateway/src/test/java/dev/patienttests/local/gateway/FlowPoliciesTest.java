package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Response;
import dev.patienttests.local.gateway.policy.OutboundCalls.Call;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Policies that decide what runs, how often, and at the same time as what. */
class FlowPoliciesTest {
  private static final String THINGS = "/shop/v1/things";
  private static final String ALWAYS_DOWN =
      "condition=\"@(context.Response == null || context.Response.StatusCode == 503)\"";

  private static Engine backend(String policy) {
    Engine engine = new Engine();
    engine.configs.api = Optional.of(Configs.page("<base/>", policy, "<base/>", "<base/>"));
    return engine;
  }

  private static Engine retrying(String waits) {
    return backend("<retry " + ALWAYS_DOWN + waits + "><forward-request /></retry>");
  }

  private static Response down(Call call) {
    throw PolicyFailure.fault("BackendConnectionFailure", "down");
  }

  private static String sent(String variable, String path) {
    return "<send-request response-variable-name=\"%s\" timeout=\"9\"><set-url>http://127.0.0.1:9%s</set-url><set-method>GET</set-method></send-request>"
        .formatted(variable, path);
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the other branch did not come");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PolicyFailure.fault("BackendConnectionFailure", "interrupted");
    }
  }

  @Test
  void waitsBetweenTriesGrowByDelta() {
    Engine engine = retrying(" count=\"4\" interval=\"2\" delta=\"3\"");
    engine.backend = call -> Engine.answer(503, "");
    engine.get(THINGS);
    assertThat(engine.pauses).containsExactly(2000L, 5000L, 8000L, 11000L);
  }

  @Test
  void waitsBetweenTriesDoubleUpToTheirMaximum() {
    Engine engine = retrying(" count=\"5\" interval=\"10\" delta=\"10\" max-interval=\"60\"");
    engine.backend = call -> Engine.answer(503, "");
    engine.get(THINGS);
    List<Long> pauses = engine.pauses;
    assertThat(pauses.get(0)).isEqualTo(10_000L);
    assertThat(pauses.get(1)).isBetween(18_000L, 22_000L);
    assertThat(pauses.get(2)).isBetween(34_000L, 46_000L);
    assertThat(pauses.subList(3, 5)).containsExactly(60_000L, 60_000L);
  }

  @Test
  void aFixedWaitIsCappedToo() {
    Engine engine = retrying(" count=\"1\" interval=\"9\" max-interval=\"@(4)\"");
    engine.backend = call -> Engine.answer(503, "");
    engine.get(THINGS);
    assertThat(engine.pauses).containsExactly(4000L);
  }

  @Test
  void aBackendThatCannotBeReachedIsTriedAgain() {
    Engine engine = retrying(" count=\"3\" interval=\"1\" first-fast-retry=\"@(true)\"");
    engine.backend = call -> engine.calls.size() < 3 ? down(call) : Engine.answer(200, "up");
    Exchange exchange = engine.get(THINGS);
    assertThat(Engine.body(exchange)).isEqualTo("up");
    assertThat(exchange.lastError()).isEmpty();
    assertThat(engine.pauses).containsExactly(1000L);
  }

  @Test
  void theLastFailureCountsOnceAllTriesFailed() {
    Engine engine = retrying(" count=\"2\" interval=\"0\"");
    engine.backend = FlowPoliciesTest::down;
    Exchange exchange = engine.get(THINGS);
    assertThat(engine.calls).hasSize(3);
    assertThat(exchange.lastError().orElseThrow().reason()).isEqualTo("BackendConnectionFailure");
    assertThat(exchange.lastError().orElseThrow().path()).contains("retry[1]/forward-request[1]");
    assertThat(Engine.status(exchange)).isEqualTo(500);
  }

  @Test
  void aFailureOfAnythingElseIsNotTriedAgain() {
    Engine engine =
        Engine.inbound(
            "<retry condition=\"@(true)\" count=\"2\" interval=\"0\">"
                + sent("a", "/a")
                + "</retry>");
    engine.backend = FlowPoliciesTest::down;
    assertThat(engine.get(THINGS).lastError().orElseThrow().source()).isEqualTo("send-request");
    assertThat(engine.calls).hasSize(1);
  }

  @Test
  void branchesOfAWaitCallAtTheSameTime() {
    Engine engine =
        Engine.inbound(
            "<wait>"
                + sent("a", "/a")
                + "<choose><when condition=\"@(true)\">"
                + sent("b", "/b")
                + "<set-variable name=\"more\" value=\"done\" /></when></choose>"
                + "<cache-lookup-value key=\"k\" variable-name=\"c\" default-value=\"none\" />"
                + "</wait>");
    CountDownLatch both = new CountDownLatch(2);
    engine.backend =
        call -> {
          if (call.url().path().length() == 2) {
            both.countDown();
            await(both);
          }
          return Engine.answer(200, call.url().path());
        };
    Exchange exchange = engine.get(THINGS);
    assertThat(exchange.lastError()).isEmpty();
    assertThat(exchange.variables())
        .containsKeys("a", "b")
        .containsEntry("more", "done")
        .containsEntry("c", "none");
  }

  @Test
  void branchesLoseNothingHoweverTheyMeet() {
    String branch =
        "<choose><when condition=\"@(true)\">%s<set-variable name=\"sum\""
            + " value=\"@((int)context.Variables[\"sum\"] + 1)\" />%s<set-header name=\"x\""
            + " exists-action=\"append\"><value>%s</value></set-header></when></choose>";
    StringBuilder branches = new StringBuilder();
    for (String name : List.of("a", "b", "c", "d")) {
      branches.append(branch.formatted(sent(name, "/" + name), sent(name, "/again"), name));
    }
    Engine engine =
        Engine.inbound("<set-variable name=\"sum\" value=\"@(0)\" /><wait>" + branches + "</wait>");
    for (int i = 0; i < 200; i++) {
      Exchange exchange = engine.get(THINGS);
      assertThat(exchange.lastError()).isEmpty();
      assertThat(exchange.variables()).containsEntry("sum", 4).containsKeys("a", "b", "c", "d");
      String sent = engine.lastCall().headers().first("x").orElseThrow();
      assertThat(sent.split(",")).containsExactlyInAnyOrder("a", "b", "c", "d");
    }
  }

  @Test
  void aWaitForAnyGoesOnWithTheFirstAndEndsTheOthers() throws Exception {
    Engine engine =
        Engine.inbound(
            "<wait for=\"@(\"any\")\">"
                + sent("slow", "/slow")
                + sent("fast", "/fast")
                + "</wait>");
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    engine.backend =
        call -> {
          if (call.url().path().equals("/slow")) {
            started.countDown();
            try {
              await(never);
            } finally {
              ended.countDown();
            }
          } else if (call.url().path().equals("/fast")) {
            await(started);
          }
          return Engine.answer(200, "");
        };
    Exchange exchange = engine.get(THINGS);
    assertThat(exchange.variables()).containsKey("fast").doesNotContainKey("slow");
    assertThat(exchange.lastError()).isEmpty();
    assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(exchange.variables()).doesNotContainKey("slow");
  }

  @Test
  void aFailedBranchFailsTheWait() {
    Engine engine = Engine.inbound("<wait>" + sent("a", "/a") + sent("b", "/b") + "</wait>");
    engine.backend = FlowPoliciesTest::down;
    Exchange exchange = engine.get(THINGS);
    assertThat(exchange.lastError().orElseThrow().source()).isEqualTo("send-request");
    assertThat(exchange.lastError().orElseThrow().path().orElseThrow())
        .startsWith("wait[1]/send-request[");
  }

  @Test
  void aBranchMayEndThePipeline() {
    Engine engine =
        Engine.inbound(
            "<wait><choose><when condition=\"true\"><return-response><set-status code=\"418\" />"
                + "</return-response></when></choose></wait>");
    assertThat(Engine.status(engine.get(THINGS))).isEqualTo(418);
    assertThat(engine.calls).isEmpty();
  }

  @Test
  void branchesRunOneAfterTheOtherWhereNoThreadIsFree() {
    Engine engine = Engine.inbound("<wait>" + sent("a", "/a") + sent("b", "/b") + "</wait>");
    engine.workers = task -> false;
    assertThat(engine.get(THINGS).variables()).containsKeys("a", "b");
  }

  @Test
  void nobodyWaitsForAOneWayRequest() throws Exception {
    Engine engine =
        Engine.inbound(
            "<send-one-way-request mode=\"copy\"><set-url>http://127.0.0.1:9/note</set-url>"
                + "<set-header name=\"x\"><value>y</value></set-header></send-one-way-request>");
    CountDownLatch served = new CountDownLatch(1);
    CountDownLatch noted = new CountDownLatch(1);
    AtomicBoolean copied = new AtomicBoolean();
    engine.backend =
        call -> {
          if (call.url().path().equals("/note")) {
            await(served);
            copied.set(
                call.method().equals("POST")
                    && call.body().isPresent()
                    && call.headers().first("x").equals(Optional.of("y")));
            noted.countDown();
            return down(call);
          }
          return Engine.answer(200, "");
        };
    assertThat(Engine.status(engine.post(THINGS, "body"))).isEqualTo(200);
    served.countDown();
    assertThat(noted.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(copied).isTrue();
  }

  @Test
  void aOneWayRequestIsDroppedWhereNoThreadIsFree() {
    Engine engine =
        Engine.inbound(
            "<send-one-way-request><set-url>http://127.0.0.1:9/note</set-url>"
                + "<set-method>GET</set-method></send-one-way-request>");
    engine.workers = task -> false;
    assertThat(Engine.status(engine.get(THINGS))).isEqualTo(200);
    assertThat(engine.calls).hasSize(1);
  }

  @Test
  void onTheWayOutACopyHasNoBody() {
    Engine engine =
        Engine.with(
            "",
            "<send-request mode=\"@(\"copy\")\" response-variable-name=\"r\">"
                + "<set-url>http://127.0.0.1:9/copy</set-url></send-request>",
            "");
    engine.post(THINGS, "body", "x", "y");
    assertThat(engine.lastCall().headers().first("x")).contains("y");
    assertThat(engine.lastCall().body()).isEmpty();
  }
}
