package dev.patienttests.cosmos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.patienttests.http.Failures;
import dev.patienttests.http.UnavailableException;
import dev.patienttests.secrets.Secrets;
import dev.patienttests.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real SDK against the few answers that it needs to create and read one item. */
class CosmosConnectionTest {
  private static final String ACCOUNT =
      "{\"id\":\"a\",\"writableLocations\":[{\"name\":\"L\",\"databaseAccountEndpoint\":\"http://localhost/\"}],"
          + "\"userConsistencyPolicy\":{\"defaultConsistencyLevel\":\"Session\"}}";
  private static final String CONTAINER =
      "{\"id\":\"c\",\"partitionKey\":{\"kind\":\"Hash\",\"paths\":[\"/id\"],\"version\":2},"
          + "\"_rid\":\"EAAAAYAAAAI=\",\"_self\":\"dbs/d/colls/c/\"}";
  private static final String RANGES =
      "{\"PartitionKeyRanges\":[{\"id\":\"0\",\"minInclusive\":\"\",\"maxExclusive\":\"FF\"}]}";

  private final Map<String, String> items = new ConcurrentHashMap<>();
  private final AtomicInteger failWith = new AtomicInteger();
  private final AtomicInteger secretReads = new AtomicInteger();
  private ExecutorService threads;
  private HttpServer account;

  @BeforeAll
  static void allowPlainHttp() {
    System.setProperty("COSMOS.HTTP_CONNECTION_WITHOUT_TLS_ALLOWED", "true");
  }

  @BeforeEach
  void start() throws IOException {
    threads = Executors.newCachedThreadPool();
    account = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    account.setExecutor(threads);
    account.createContext("/", this::answer);
    account.start();
  }

  @AfterEach
  void stop() {
    account.stop(0);
    threads.shutdownNow();
  }

  private CosmosConnection connection() {
    Settings settings =
        Settings.of(
            Map.of(
                "STORE", connectionString(), "STORE_URI", "https://v.vault.azure.net/secrets/s"));
    Secrets secrets =
        new Secrets(
            settings,
            uri -> {
              secretReads.incrementAndGet();
              failWith.set(0);
              return connectionString();
            },
            InstantSource.system());
    return new CosmosConnection(secrets.secret("STORE"), new CosmosClients("d", "c", true));
  }

  private String connectionString() {
    return "AccountEndpoint=http://127.0.0.1:"
        + account.getAddress().getPort()
        + "/;AccountKey="
        + Base64.getEncoder().encodeToString(new byte[64])
        + ";";
  }

  private static String create(CosmosConnection connection, String id) {
    ObjectNode item = JsonNodeFactory.instance.objectNode().put("id", id).put("canary", "data");
    return connection.call(
        c -> c.createItem(item, new PartitionKey(id), new CosmosItemRequestOptions()).getETag());
  }

  private static ObjectNode read(CosmosConnection connection, String id) {
    return connection.call(c -> c.readItem(id, new PartitionKey(id), ObjectNode.class).getItem());
  }

  @Test
  void createsAndReadsAndLetsConflictAndAbsenceThrough() {
    CosmosConnection connection = connection();
    assertThat(create(connection, "i1")).isEqualTo("\"e\"");
    assertThat(read(connection, "i1").path("canary").asText()).isEqualTo("data");
    assertThatThrownBy(() -> create(connection, "i1"))
        .isInstanceOfSatisfying(
            CosmosException.class, e -> assertThat(e.getStatusCode()).isEqualTo(409));
    assertThatThrownBy(() -> read(connection, "i2"))
        .isInstanceOfSatisfying(
            CosmosException.class, e -> assertThat(e.getStatusCode()).isEqualTo(404));
    assertThat(secretReads).hasValue(0);
  }

  @Test
  void readsTheSecretAgainWhenTheKeyIsRefusedAtFirstUse() {
    failWith.set(401);
    assertThat(create(connection(), "i1")).isEqualTo("\"e\"");
    assertThat(secretReads).hasValue(1);
  }

  @Test
  void readsTheSecretAgainOnceInAWhileWhenTheKeyIsRefusedLater() {
    CosmosConnection connection = connection();
    create(connection, "i1");
    failWith.set(401);
    create(connection, "i2");
    failWith.set(401);
    assertThatThrownBy(() -> create(connection, "i3")).isInstanceOf(UnavailableException.class);
    assertThat(secretReads).hasValue(1);
  }

  @Test
  void saysNothingOfTheAccountWhenItRefuses() {
    CosmosConnection connection = connection();
    create(connection, "i1");
    failWith.set(403);
    assertThatThrownBy(() -> read(connection, "i1"))
        .isInstanceOf(UnavailableException.class)
        .satisfies(
            e -> {
              for (Throwable each = e; each != null; each = each.getCause()) {
                assertThat(each.toString()).doesNotContain("canary", "127.0.0.1", "i1");
              }
              assertThat(Failures.describe(e)).contains("status 403/");
            });
  }

  @Test
  void saysWhenAWriteMayHaveHappenedAllTheSame() {
    CosmosConnection connection = connection();
    create(connection, "i1");
    failWith.set(500);
    assertThatThrownBy(() -> create(connection, "i2")).isInstanceOf(UnknownOutcomeException.class);
    failWith.set(403);
    assertThatThrownBy(() -> create(connection, "i3"))
        .isInstanceOf(UnavailableException.class)
        .isNotInstanceOf(UnknownOutcomeException.class);
  }

  @Test
  void refusesWhatIsNoConnectionString() {
    assertThatThrownBy(() -> CosmosAccount.parse("canary", false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("canary");
    assertThatThrownBy(
            () -> CosmosAccount.parse("AccountEndpoint=http://a.example/;AccountKey=AA==;", true))
        .hasMessageContaining("https:");
    assertThat(
            CosmosAccount.parse("AccountEndpoint=https://a.example:443/;AccountKey=AA==", false)
                .endpoint())
        .hasHost("a.example");
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("etag", "\"e\"");
    if (failWith.get() != 0) {
      send(exchange, failWith.get(), "{\"message\":\"canary\"}");
    } else if (path.equals("/")) {
      send(exchange, 200, ACCOUNT);
    } else if (path.endsWith("/pkranges")) {
      exchange.getResponseHeaders().remove("etag");
      send(exchange, 200, RANGES);
    } else if (path.endsWith("/docs")) {
      String text = new String(body, StandardCharsets.UTF_8);
      String id = text.replaceAll(".*\"id\":\"([^\"]*)\".*", "$1");
      send(exchange, items.putIfAbsent(id, text) == null ? 201 : 409, "{}");
    } else if (path.contains("/docs/")) {
      String item = items.get(path.substring(path.lastIndexOf('/') + 1));
      send(exchange, item == null ? 404 : 200, item == null ? "{}" : item);
    } else {
      send(exchange, 200, CONTAINER);
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("content-type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }
}
