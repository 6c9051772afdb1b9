package dev.patienttests.local.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patienttests.local.functions.host.AppRequest;
import dev.patienttests.local.functions.host.AppSettings;
import dev.patienttests.local.functions.host.FunctionsHost;
import dev.patienttests.local.functions.http.Answer;
import dev.patienttests.local.functions.http.HeaderFields;
import dev.patienttests.local.functions.http.Target;
import dev.patienttests.local.functions.keys.HostKeys;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which key opens which function. */
class HostKeyRulesTest {
  private static final Map<String, String> STORAGE = Map.of("AzureWebJobsStorage", "x");
  @TempDir private static Path folder;
  private static Path staged;

  @TempDir private Path data;
  private HostKeys keys;
  private JsonNode stored;

  @BeforeAll
  static void stage() throws IOException {
    StagedTestApp app = StagedTestApp.in(folder);
    app.function("Administer", "app.Functions.json", "admin", "[\"GET\"]", "manage");
    app.function("Own", "app.Functions.json", "function", "[\"GET\"]", "own");
    staged = app.folder();
  }

  @BeforeEach
  void openKeys() throws IOException {
    keys = HostKeys.open(data, FunctionsHost.functionNames(staged, new AppSettings(STORAGE)));
    stored = new ObjectMapper().readTree(data.resolve("host-keys.json").toFile());
  }

  @Test
  void withoutStorageNoKeyOpensAnything() throws Exception {
    try (FunctionsHost host = FunctionsHost.start(staged, new AppSettings(Map.of()), keys)) {
      assertThat(status(host, "/api/own", Optional.of(hostKey()))).isEqualTo(401);
      assertThat(status(host, "/api/own", Optional.of(masterKey()))).isEqualTo(401);
      assertThat(status(host, "/api/own?code=" + hostKey(), Optional.empty())).isEqualTo(401);
      assertThat(status(host, "/api/json", Optional.empty())).isEqualTo(201);
      assertThat(status(host, "/api/nothing", Optional.empty())).isEqualTo(404);
    }
  }

  @Test
  void missingWrongForeignAndTooWeakKeysAreAll401() throws Exception {
    try (FunctionsHost host = FunctionsHost.start(staged, new AppSettings(STORAGE), keys)) {
      assertThat(status(host, "/api/own", Optional.empty())).isEqualTo(401);
      assertThat(status(host, "/api/own", Optional.of(""))).isEqualTo(401);
      assertThat(status(host, "/api/own", Optional.of(hostKey().toLowerCase(Locale.ROOT))))
          .isEqualTo(401);
      assertThat(status(host, "/api/own", Optional.of(keyOf("Echo")))).isEqualTo(401);
      assertThat(status(host, "/api/manage", Optional.of(hostKey()))).isEqualTo(401);
    }
  }

  @Test
  void ownKeyHostKeyAndMasterKeyOpenAFunction() throws Exception {
    try (FunctionsHost host = FunctionsHost.start(staged, new AppSettings(STORAGE), keys)) {
      assertThat(status(host, "/api/own", Optional.of(keyOf("Own")))).isEqualTo(201);
      assertThat(status(host, "/api/own", Optional.of(hostKey()))).isEqualTo(201);
      assertThat(status(host, "/api/own", Optional.of(masterKey()))).isEqualTo(201);
      assertThat(status(host, "/api/own?CODE=" + hostKey(), Optional.empty())).isEqualTo(201);
      assertThat(status(host, "/api/json", Optional.of("wrong"))).isEqualTo(201);
    }
  }

  @Test
  void onlyTheMasterKeyRunsADisabledFunction() throws Exception {
    Map<String, String> settings =
        Map.of("AzureWebJobsStorage", "x", "AzureWebJobs__own__Disabled", "1");
    try (FunctionsHost host = FunctionsHost.start(staged, new AppSettings(settings), keys)) {
      assertThat(status(host, "/api/own", Optional.empty())).isEqualTo(401);
      assertThat(status(host, "/api/own", Optional.of(hostKey()))).isEqualTo(404);
      assertThat(status(host, "/api/own", Optional.of(masterKey()))).isEqualTo(201);
    }
  }

  @Test
  void keysSurviveAndTheirNamesIgnoreCase() throws Exception {
    keys.put("Gateway-A", Optional.of("first"));
    HostKeys again =
        HostKeys.open(data, FunctionsHost.functionNames(staged, new AppSettings(STORAGE)));

    assertThat(again.opens("Own", "first")).isTrue();
    assertThat(again.put("gateway-a", Optional.of("second"))).isFalse();
    assertThat(again.opens("Own", "first")).isFalse();
    assertThat(again.put("gateway-a", Optional.empty())).isFalse();
    assertThat(again.opens("OWN", "second")).isTrue();
    assertThat(again.delete("GATEWAY-A")).isTrue();
    assertThat(again.opens("Own", "second")).isFalse();
  }

  private String hostKey() {
    return keys.functionKeys().get("default");
  }

  private String masterKey() {
    return stored.path("master").asText();
  }

  private String keyOf(String function) {
    return stored.path("keysOfFunctions").path(function).path("default").asText();
  }

  private static int status(FunctionsHost host, String target, Optional<String> key)
      throws Exception {
    HeaderFields headers = new HeaderFields();
    key.ifPresent(value -> headers.set("x-functions-key", value));
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    host.handle(
        new AppRequest(
            Target.read("GET", target, "localhost"),
            headers,
            "https",
            "localhost",
            Content.Source.from(ByteBuffer.allocate(0))),
        answer::complete);
    return answer.get(10, TimeUnit.SECONDS).status();
  }
}
