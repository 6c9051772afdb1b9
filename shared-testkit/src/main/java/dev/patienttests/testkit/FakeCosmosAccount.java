package dev.patienttests.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A Cosmos DB account on loopback with the few answers that an SDK needs for one item at a time.
 * All items have the entity tag {@code "e"}. A query finds all of them, whatever it asks for.
 */
public final class FakeCosmosAccount implements AutoCloseable {
  private static final String ACCOUNT =
      "{\"id\":\"a\",\"writableLocations\":[{\"name\":\"L\",\"databaseAccountEndpoint\":\"http://localhost/\"}],"
          + "\"userConsistencyPolicy\":{\"defaultConsistencyLevel\":\"Session\"}}";
  private static final String CONTAINER =
      "{\"id\":\"c\",\"partitionKey\":{\"kind\":\"Hash\",\"paths\":[\"/id\"],\"version\":2},"
          + "\"_rid\":\"EAAAAYAAAAI=\",\"_self\":\"dbs/d/colls/c/\"}";
  private static final String RANGES =
      "{\"PartitionKeyRanges\":[{\"id\":\"0\",\"minInclusive\":\"\",\"maxExclusive\":\"FF\"}]}";

  private static final String PLAN =
      "{\"queryInfo\":{\"hasSelectValue\":false},\"queryRanges\":[{\"min\":\"\",\"max\":\"FF\","
          + "\"isMinInclusive\":true,\"isMaxInclusive\":false}]}";

  private final Map<String, String> items = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private volatile int failWith;
  private volatile String lastQuery = "";
  private volatile Optional<WriteEnd> writeEnd = Optional.empty();

  private record WriteEnd(int status, boolean stored) {}

  /** Starts one, and lets the SDK speak plain HTTP in this JVM. */
  public FakeCosmosAccount() throws IOException {
    System.setProperty("COSMOS.HTTP_CONNECTION_WITHOUT_TLS_ALLOWED", "true");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** The connection string, with a key that nobody checks. */
  public String connectionString() {
    return connectionString(0);
  }

  /** As {@link #connectionString()}, with a key of its own for each number. */
  public String connectionString(int number) {
    byte[] key = new byte[64];
    key[0] = (byte) number;
    return "AccountEndpoint=http://127.0.0.1:"
        + server.getAddress().getPort()
        + "/;AccountKey="
        + Base64.getEncoder().encodeToString(key)
        + ";";
  }

  /** From now on every answer has this status; 0 ends that. */
  public void failWith(int status) {
    failWith = status;
  }

  /** From now on every write is answered so, whether it is stored or not. */
  public void endWritesWith(int status, boolean stored) {
    writeEnd = Optional.of(new WriteEnd(status, stored));
  }

  /** How many items there are. */
  public int size() {
    return items.size();
  }

  /** The body of the last query. */
  public String lastQuery() {
    return lastQuery;
  }

  /** Forgets all items. */
  public void clear() {
    items.clear();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("etag", "\"e\"");
    if (failWith != 0) {
      send(exchange, failWith, "{\"message\":\"canary\"}");
    } else if (path.equals("/")) {
      send(exchange, 200, ACCOUNT);
    } else if (path.endsWith("/pkranges")) {
      exchange.getResponseHeaders().remove("etag");
      send(exchange, 200, RANGES);
    } else if (exchange.getRequestHeaders().containsKey("x-ms-cosmos-is-query-plan-request")) {
      send(exchange, 200, PLAN);
    } else if (exchange.getRequestHeaders().containsKey("x-ms-documentdb-isquery")) {
      lastQuery = new String(body, StandardCharsets.UTF_8);
      send(exchange, 200, "{\"Documents\":[" + String.join(",", items.values()) + "]}");
    } else if (exchange.getRequestMethod().equals("PUT")) {
      send(exchange, replace(exchange, path, new String(body, StandardCharsets.UTF_8)), "{}");
    } else if (path.endsWith("/docs")) {
      String text = new String(body, StandardCharsets.UTF_8);
      String id = text.replaceAll(".*\"id\":\"([^\"]*)\".*", "$1");
      send(
          exchange,
          writeEnd.map(end -> write(id, text, end)).orElseGet(() -> write(id, text)),
          "{}");
    } else if (path.contains("/docs/")) {
      String item = items.get(path.substring(path.lastIndexOf('/') + 1));
      send(exchange, item == null ? 404 : 200, item == null ? "{}" : item);
    } else {
      send(exchange, 200, CONTAINER);
    }
  }

  private int replace(HttpExchange exchange, String path, String text) {
    String id = path.substring(path.lastIndexOf('/') + 1);
    if (writeEnd.isPresent()) {
      return write(id, text, writeEnd.get());
    }
    if (!items.containsKey(id)) {
      return 404;
    }
    if (!"\"e\"".equals(exchange.getRequestHeaders().getFirst("if-match"))) {
      return 412;
    }
    items.put(id, text);
    return 200;
  }

  private int write(String id, String text) {
    return items.putIfAbsent(id, text) == null ? 201 : 409;
  }

  private int write(String id, String text, WriteEnd end) {
    if (end.stored()) {
      items.put(id, text);
    }
    return end.status();
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
