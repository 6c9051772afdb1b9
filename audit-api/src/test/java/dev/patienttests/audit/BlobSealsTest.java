package dev.patienttests.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.patienttests.auth.BearerToken;
import dev.patienttests.http.Failures;
import dev.patienttests.http.UnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlobSealsTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final Map<String, String> blobs = new ConcurrentHashMap<>();
  private final Map<String, List<String>> headers = new ConcurrentHashMap<>();
  private HttpServer server;
  private BlobSeals seals;
  private volatile int status;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    seals =
        new BlobSeals(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/audit-seals"),
            audience -> new BearerToken("token for " + audience, NOW.plusSeconds(60)),
            InstantSource.fixed(NOW));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /** As Blob Storage does: a condition that fails is a conflict, an unknown name not found. */
  private void answer(HttpExchange exchange) throws IOException {
    headers.putAll(exchange.getRequestHeaders());
    String path = exchange.getRequestURI().getPath();
    String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String body = "";
    int answer = status;
    if (answer == 0 && exchange.getRequestMethod().equals("PUT")) {
      boolean onlyNew = "*".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
      boolean taken = blobs.putIfAbsent(path, sent) != null;
      answer = taken && onlyNew ? 409 : 201;
    } else if (answer == 0) {
      Optional<String> found = Optional.ofNullable(blobs.get(path));
      answer = found.isPresent() ? 200 : 404;
      body = found.orElse("<Error/>");
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static Seal first() {
    return Seal.after(Optional.empty(), NOW, List.of(), "https://kv/keys/audit-seal/v1");
  }

  @Test
  void addsASealOnceAndFindsItAgain() {
    assertThat(seals.find(1)).isEmpty();
    assertThat(seals.add(1, first().signed("s"))).isTrue();
    assertThat(seals.add(1, first().signed("other"))).isFalse();

    assertThat(seals.find(1).map(Seal::hash)).contains(first().hash());
    assertThat(blobs)
        .containsOnly(
            Map.entry("/audit-seals/seals/0000000001.json", first().signed("s").toString()));
  }

  @Test
  void sendsWhatBlobStorageAsksFor() {
    seals.add(1, first().signed("s"));
    assertThat(headers.get("Authorization"))
        .containsExactly("Bearer token for https://storage.azure.com");
    assertThat(headers.get("X-ms-version")).containsExactly("2023-11-03");
    assertThat(headers.get("X-ms-date")).containsExactly("Fri, 2 Jan 2026 03:04:05 GMT");
    assertThat(headers.get("X-ms-blob-type")).containsExactly("BlockBlob");
    assertThat(headers.get("If-none-match")).containsExactly("*");
    assertThat(headers.get("Content-type")).containsExactly("application/json");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 500, 503})
  void isUnavailableAtAnyOtherAnswer(int answer) {
    status = answer;
    assertThatThrownBy(() -> seals.add(1, first().signed("s")))
        .isInstanceOf(UnavailableException.class)
        .satisfies(e -> assertThat(Failures.describe(e)).contains("status " + answer));
    assertThatThrownBy(() -> seals.find(1)).isInstanceOf(UnavailableException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{}", "{\"seal\":{\"sealNumber\":2},\"signature\":\"s\"}"})
  void isUnavailableWhenWhatIsThereIsNotTheSeal(String text) {
    blobs.put("/audit-seals/seals/0000000001.json", text);
    assertThatThrownBy(() -> seals.find(1)).isInstanceOf(UnavailableException.class);
  }

  @Test
  void isUnavailableWithoutTheAccount() {
    server.stop(0);
    assertThatThrownBy(() -> seals.find(1)).isInstanceOf(UnavailableException.class);
  }
}
