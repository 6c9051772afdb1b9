package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.Stub.Answer;
import dev.patienttests.local.net.ListenerSettings;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies whose effect shows only with listeners and real calls out. */
class FlowOverTheWireTest {
  private static final String THINGS = "/shop/v1/things";
  private static final String ORIGIN = "https://page.example";
  private static final CountDownLatch RELEASE = new CountDownLatch(1);

  private static Stub backend;
  private static Stub hanging;
  private static Gateway gateway;
  private static TestClient client;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    ListenerSettings settings = Configs.listener(directory);
    backend = new Stub(r -> new Answer(200, Map.of("Access-Control-Allow-Origin", "*"), r.uri()));
    hanging =
        new Stub(
            r -> {
              awaitRelease();
              return Answer.of(200, "late");
            });
    Configs configs = new Configs();
    configs.listener = Optional.of(settings);
    configs.serviceUrl = backend.url();
    configs.api =
        Optional.of(
            Configs.page(
                "<cors><allowed-origins><origin>"
                    + ORIGIN
                    + "</origin></allowed-origins></cors><base/><wait for=\"any\">"
                    + call("slow", hanging.url())
                    + call("fast", backend.url() + "/fast")
                    + "</wait>",
                "<base/>",
                "<base/><set-header name=\"x-first\"><value>@(string.Join(\",\","
                    + " context.Variables.Keys))</value></set-header>",
                "<base/>"));
    gateway = Gateway.start(configs.build(), InstantSource.system());
    client = new TestClient(settings, gateway.ports().publicPort().orElseThrow());
  }

  @AfterAll
  static void stop() {
    RELEASE.countDown();
    gateway.close();
    backend.close();
    hanging.close();
  }

  private static String call(String variable, String url) {
    return "<send-request response-variable-name=\"%s\"><set-url>%s</set-url><set-method>GET</set-method></send-request>"
        .formatted(variable, url);
  }

  private static void awaitRelease() {
    try {
      RELEASE.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aCallThatNobodyNeedsAnyMoreHoldsNothingUp() {
    HttpResponse<String> answer = client.get(THINGS, Engine.KEY, "clinic-demo-key-1");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().allValues("x-first")).containsExactly("fast");
  }

  @Test
  void theAnswerToAPageSaysWhoMayReadItWhateverTheBackendSays() {
    HttpResponse<String> answer =
        client.get(THINGS, "Origin", ORIGIN, Engine.KEY, "clinic-demo-key-1");
    assertThat(answer.headers().allValues("Access-Control-Allow-Origin")).containsExactly(ORIGIN);
  }

  @Test
  void aPreflightRequestIsAnsweredWithoutAKey() {
    HttpResponse<String> answer =
        client.options(THINGS, "Origin", ORIGIN, "Access-Control-Request-Method", "POST");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().allValues("Access-Control-Allow-Origin")).containsExactly(ORIGIN);
    assertThat(answer.headers().allValues("Access-Control-Allow-Methods")).containsExactly("POST");
    assertThat(answer.body()).isEmpty();
  }
}
