package dev.patienttests.local.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patienttests.local.functions.keys.HostKeys;
import dev.patienttests.local.net.DevelopmentCa;
import dev.patienttests.local.net.ListenerSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What two instances of one site share: keys, and timers that run on one of them at a time. */
@ResourceLock("test.ticks")
class SharedSiteTest {
  private static final Map<String, String> SETTINGS =
      Map.of("AzureWebJobsStorage", "x", "TICK_SCHEDULE", "0 0 0 1 1 *");
  @TempDir private Path folder;
  private final ConcurrentLinkedQueue<String> ticks = new ConcurrentLinkedQueue<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private StagedTestApp app;
  private ListenerSettings listener;

  @BeforeEach
  void stage() throws IOException {
    System.getProperties().put("test.ticks", ticks);
    DevelopmentCa ca = DevelopmentCa.open(folder.resolve("ca"), "password");
    Path store = folder.resolve("site.p12");
    ca.issue(store, Set.of(TestConfigs.HOST));
    listener = new ListenerSettings(store, ca.trustStore(), "password", "token");
    app = StagedTestApp.in(folder);
    app.timer("Tick", "%TICK_SCHEDULE%", "");
  }

  @AfterEach
  void clear() {
    System.getProperties().remove("test.ticks");
    System.getProperties().remove("test.tick.fails");
  }

  private Site site(Map<String, String> settings) {
    return Site.start(
        TestConfigs.builder(listener, app.folder(), folder.resolve("data")).build(), settings);
  }

  private HttpResponse<String> control(Site site, String method, String path, String token)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + site.ports().control().orElseThrow() + path))
            .header("x-control-token", token)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void timerRunsNowOnEitherInstance() throws Exception {
    try (Site one = site(SETTINGS);
        Site two = site(SETTINGS)) {
      HttpResponse<String> first = control(one, "POST", "/functions/tick/run", "control");
      HttpResponse<String> second = control(two, "POST", "/functions/Tick/run", "control");

      assertThat(first.statusCode()).isEqualTo(200);
      assertThat(first.body()).isEqualTo("{\"status\":\"completed\"}");
      assertThat(second.body()).isEqualTo("{\"status\":\"completed\"}");
      assertThat(ticks).hasSize(2).allMatch(info -> info.contains("\"IsPastDue\":false"));
    }
  }

  @Test
  void failureIsSaidAndOthersAreRefused() throws Exception {
    System.getProperties().put("test.tick.fails", "");
    try (Site site = site(SETTINGS)) {
      assertThat(control(site, "POST", "/functions/Tick/run", "control").body())
          .isEqualTo("{\"status\":\"failed\"}");
      assertThat(control(site, "POST", "/functions/Echo/run", "control").statusCode())
          .isEqualTo(404);
      assertThat(control(site, "GET", "/functions/Tick/run", "control").statusCode())
          .isEqualTo(405);
      assertThat(control(site, "POST", "/functions/Tick/run", "wrong").statusCode()).isEqualTo(403);
      assertThat(ticks).hasSize(1);
    }
  }

  @Test
  void disabledTimerDoesNotRun() throws Exception {
    Map<String, String> settings =
        Map.of(
            "AzureWebJobsStorage",
            "x",
            "TICK_SCHEDULE",
            "0 0 0 1 1 *",
            "AzureWebJobs.Tick.Disabled",
            "true");
    try (Site site = site(settings)) {
      assertThat(control(site, "POST", "/functions/Tick/run", "control").statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void timersThatAreNotSupportedAreRefusedByName() throws IOException {
    assertThatThrownBy(() -> site(Map.of("AzureWebJobsStorage", "x")).close())
        .hasMessageContaining("TICK_SCHEDULE");
    app.timer("Tick", "0 * * * *", "");
    assertThatThrownBy(() -> site(SETTINGS).close()).hasMessageContaining("5 of six");
    app.timer("Tick", "0 * * * * *", ",\"runOnStartup\":true");
    assertThatThrownBy(() -> site(SETTINGS).close()).hasMessageContaining("runOnStartup");
    app.function("Tick", "app.Functions.tick", "anonymous", "[\"GET\"]", "tick");
    assertThatThrownBy(() -> site(SETTINGS).close()).hasMessageContaining("different kinds");
  }

  @Test
  void keysOfOneInstanceAreSeenByTheOtherAtOnce() throws Exception {
    try (Site one = site(SETTINGS);
        Site two = site(SETTINGS)) {
      String path = "/control/host/functionkeys/gateway-a";
      String made = control(one, "PUT", path, "control").body();

      assertThat(control(two, "GET", path, "control").body()).isEqualTo(made);
      assertThat(control(two, "DELETE", path, "control").statusCode()).isEqualTo(204);
      assertThat(control(one, "GET", path, "control").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void keysThatInstancesMakeAtOnceAllStay() throws IOException {
    Path data = folder.resolve("keys");
    List<HostKeys> instances =
        List.of(HostKeys.open(data, List.of("Echo")), HostKeys.open(data, List.of("Echo")));

    List<CompletableFuture<Void>> writers =
        IntStream.range(0, 20)
            .mapToObj(i -> CompletableFuture.runAsync(() -> put(instances.get(i % 2), "k" + i)))
            .toList();
    writers.forEach(CompletableFuture::join);

    assertThat(instances.get(0).functionKeys())
        .hasSize(21)
        .isEqualTo(instances.get(1).functionKeys());
  }

  private static void put(HostKeys keys, String name) {
    try {
      keys.put(name, Optional.empty());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
