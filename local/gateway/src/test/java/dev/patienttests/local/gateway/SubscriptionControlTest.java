package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.Stub.Answer;
import dev.patienttests.local.net.ListenerSettings;
import dev.patienttests.local.net.TrustedClients;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Subscriptions change while the gateway serves. */
class SubscriptionControlTest {
  private static final String TOKEN = "control-token-of-this-test";
  private static final String DEMO = "clinic-demo";

  @TempDir Path directory;
  private final HttpClient plain = HttpClient.newHttpClient();
  private Stub backend;
  private Gateway gateway;
  private HttpClient client;

  @BeforeEach
  void start() throws Exception {
    ListenerSettings settings = Configs.listener(directory);
    backend = new Stub(r -> Answer.of(200, "backend"));
    Configs configs = new Configs();
    configs.listener = Optional.of(settings);
    configs.serviceUrl = backend.url() + "/base";
    configs.product =
        Optional.of(
            Configs.page("<rate-limit calls=\"3\" renewal-period=\"300\"/>", "<base/>", "", ""));
    gateway = Gateway.start(configs.build(), new TestClock(), Optional.of(TOKEN));
    client = HttpClient.newBuilder().sslContext(TrustedClients.sslContext(settings)).build();
  }

  @AfterEach
  void stop() {
    gateway.close();
    backend.close();
  }

  @Test
  void regeneratedKeyEndsAtOnceAndTheOtherGoesOn() throws Exception {
    assertThat(call(DEMO + "-key-1")).isEqualTo(200);

    assertThat(change(DEMO, "active", "new", DEMO + "-key-2")).isEqualTo(204);

    assertThat(call(DEMO + "-key-1")).isEqualTo(401);
    assertThat(call("new")).isEqualTo(200);
    assertThat(call(DEMO + "-key-2")).isEqualTo(200);
  }

  @Test
  void suspendedSubscriptionIsRefusedUntilItIsActivated() throws Exception {
    change(DEMO, "suspended", DEMO + "-key-1", DEMO + "-key-2");
    assertThat(call(DEMO + "-key-1")).isEqualTo(401);
    assertThat(call(DEMO + "-key-2")).isEqualTo(401);

    change(DEMO, "active", DEMO + "-key-1", DEMO + "-key-2");
    assertThat(call(DEMO + "-key-1")).isEqualTo(200);
  }

  @Test
  void limitIsTheSubscriptionsAndNotTheKeys() throws Exception {
    for (String key : new String[] {"-key-1", "-key-2", "-key-1"}) {
      assertThat(call(DEMO + key)).isEqualTo(200);
    }
    change(DEMO, "active", "new", "other");

    assertThat(call("new")).isEqualTo(429);
    assertThat(call("other")).isEqualTo(429);
  }

  @Test
  void onlyWhoKnowsTheTokenChangesWhatThereIs() throws Exception {
    String body = body("active", "new", "other");
    assertThat(control("PUT", "/control/subscriptions/" + DEMO, "wrong", body)).isEqualTo(403);
    assertThat(control("PUT", "/control/subscriptions/unknown", TOKEN, body)).isEqualTo(404);
    assertThat(control("PUT", "/control/other", TOKEN, body)).isEqualTo(404);
    assertThat(control("POST", "/control/subscriptions/" + DEMO, TOKEN, body)).isEqualTo(405);
    for (String wrong : new String[] {"{}", "[", "null", body("active", "", "other")}) {
      assertThat(control("PUT", "/control/subscriptions/" + DEMO, TOKEN, wrong)).isEqualTo(400);
    }

    assertThat(call(DEMO + "-key-1")).isEqualTo(200);
    assertThat(call("new")).isEqualTo(401);
  }

  @Test
  void controlIsNoPathOfThePublicListener() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(publicly("/control/subscriptions/" + DEMO))
            .header("x-control-token", TOKEN)
            .PUT(HttpRequest.BodyPublishers.ofString(body("suspended", "a", "b")))
            .build();

    assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
        .isEqualTo(404);
    assertThat(call(DEMO + "-key-1")).isEqualTo(200);
  }

  private int call(String key) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(publicly("/shop/v1/things")).header(Engine.KEY, key).build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private URI publicly(String path) {
    return URI.create("https://localhost:" + gateway.ports().publicPort().orElseThrow() + path);
  }

  private int change(String id, String state, String primary, String secondary) throws Exception {
    return control("PUT", "/control/subscriptions/" + id, TOKEN, body(state, primary, secondary));
  }

  private static String body(String state, String primary, String secondary) {
    return "{\"state\":\"%s\",\"primaryKey\":\"%s\",\"secondaryKey\":\"%s\"}"
        .formatted(state, primary, secondary);
  }

  private int control(String method, String path, String token, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + gateway.ports().control().orElseThrow() + path))
            .header("x-control-token", token)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return plain.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }
}
