package dev.patienttests.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.patienttests.cosmos.CosmosClients;
import dev.patienttests.cosmos.CosmosConnection;
import dev.patienttests.http.UnavailableException;
import dev.patienttests.secrets.Secrets;
import dev.patienttests.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a caller learns when the account does not say what became of a write. */
class CosmosPatientsTest {
  private static final String ACCOUNT =
      "{\"id\":\"a\",\"writableLocations\":[{\"name\":\"L\",\"databaseAccountEndpoint\":\"http://localhost/\"}],"
          + "\"userConsistencyPolicy\":{\"defaultConsistencyLevel\":\"Session\"}}";
  private static final String CONTAINER =
      "{\"id\":\"patients\",\"partitionKey\":{\"kind\":\"Hash\",\"paths\":[\"/id\"],\"version\":2},"
          + "\"_rid\":\"EAAAAYAAAAI=\",\"_self\":\"dbs/d/colls/patients/\"}";
  private static final String RANGES =
      "{\"PartitionKeyRanges\":[{\"id\":\"0\",\"minInclusive\":\"\",\"maxExclusive\":\"FF\"}]}";
  private static final Patient ADA =
      new Patient(
          "0b7f2c7e-4a55-4c39-8a39-0f4d5a1b2c3d",
          Instant.parse("2026-11-25T08:00:00Z"),
          new NewPatient(
              "Ada",
              Optional.empty(),
              Optional.empty(),
              "female",
              "1815",
              "SW1Y",
              Optional.empty(),
              Optional.empty()));

  /** How a write ends. */
  private enum Write {
    STORED(201, true),
    STORED_BUT_FAILED(500, true),
    STORED_EARLIER(409, true),
    LOST(500, false);

    private final int status;
    private final boolean stores;

    Write(int status, boolean stores) {
      this.status = status;
      this.stores = stores;
    }
  }

  private final Map<String, String> items = new ConcurrentHashMap<>();
  private volatile Write write = Write.STORED;
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

  @Test
  void aWriteThatSucceededWithoutSayingSoIsASuccess() {
    for (Write each : new Write[] {Write.STORED, Write.STORED_BUT_FAILED, Write.STORED_EARLIER}) {
      items.clear();
      write = each;
      assertThat(patients().create(ADA)).isEqualTo(new Patient.Stored(ADA, "\"e\""));
      assertThat(items).hasSize(1);
    }
  }

  @Test
  void whoCannotKnowIsToldTheIdToLoad() {
    write = Write.LOST;
    assertThatThrownBy(() -> patients().create(ADA))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining(ADA.id())
        .hasMessageNotContaining("Ada");
  }

  private Patients patients() {
    Settings settings =
        Settings.of(
            Map.of(
                "FUNCTIONS_CORETOOLS_ENVIRONMENT",
                "true",
                "STORE",
                "AccountEndpoint=http://127.0.0.1:"
                    + account.getAddress().getPort()
                    + "/;AccountKey="
                    + Base64.getEncoder().encodeToString(new byte[64])
                    + ";"));
    return new CosmosPatients(
        new CosmosConnection(
            Secrets.forEnvironment(settings).secret("STORE"),
            new CosmosClients("d", "patients", true)));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("etag", "\"e\"");
    if (path.equals("/")) {
      send(exchange, 200, ACCOUNT);
    } else if (path.endsWith("/pkranges")) {
      exchange.getResponseHeaders().remove("etag");
      send(exchange, 200, RANGES);
    } else if (path.endsWith("/docs")) {
      if (write.stores) {
        items.put(ADA.id(), body);
      }
      send(exchange, write.status, "{}");
    } else if (path.contains("/docs/")) {
      Optional<String> item = Optional.ofNullable(items.get(ADA.id()));
      send(exchange, item.isPresent() ? 200 : 404, item.orElse("{}"));
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
