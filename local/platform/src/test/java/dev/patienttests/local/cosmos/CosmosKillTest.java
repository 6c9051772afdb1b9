package dev.patienttests.local.cosmos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.patienttests.local.cosmos.sql.Query;
import dev.patienttests.local.net.ConfigFile;
import dev.patienttests.local.net.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an account has acknowledged is there after its process was killed. */
class CosmosKillTest {
  private static final String DOCUMENTS = "dbs/db/colls/items/docs";
  private static final int BEFORE_THE_KILL = 50;
  private static final String POLICY =
      """
      {"includedPaths":[{"path":"/number/?"}],"excludedPaths":[{"path":"/*"}]}
      """;

  /** Of id and of number, each by partition and over all. */
  private static final int INDEXES = 4;

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir Path directory;
  private StoredContainer container;

  @Test
  void everyAcknowledgedWriteSurvives() throws Exception {
    List<Integer> acknowledged = new ArrayList<>();
    Process first = start();
    int port = port(first);
    CountDownLatch enough = new CountDownLatch(BEFORE_THE_KILL);
    AtomicInteger next = new AtomicInteger();
    Thread writer = new Thread(() -> write(port, next, acknowledged, enough));
    writer.start();
    enough.await();
    first.destroyForcibly().waitFor(); // SIGKILL, in the middle of a write
    writer.join();

    Process second = start();
    try {
      String documents = send(port(second), "GET", DOCUMENTS, "").body();
      assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(BEFORE_THE_KILL);
      for (int number : acknowledged) {
        assertThat(documents).contains("\"id\":\"n" + number + "\"");
      }
    } finally {
      second.destroyForcibly().waitFor();
    }
  }

  /**
   * Documents and unique values are of the same writes, whenever the kill came, and what index
   * entries lacked is there when the next process has answered a query.
   */
  @Test
  void indexesAndUniqueKeysAreThoseOfTheDocuments() throws Exception {
    Process process = start();
    int port = port(process);
    List<Integer> acknowledged = new CopyOnWriteArrayList<>();
    AtomicInteger next = new AtomicInteger();
    CountDownLatch enough = new CountDownLatch(BEFORE_THE_KILL);
    List<Thread> writers =
        IntStream.range(0, 4)
            .mapToObj(i -> new Thread(() -> write(port, next, acknowledged, enough)))
            .toList();
    writers.forEach(Thread::start);
    enough.await();
    process.destroyForcibly().waitFor();
    for (Thread writer : writers) {
      writer.join();
    }

    try (SqliteFile file = AccountEndpoint.open(account(), directory.resolve("data"))) {
      long documents = count(file, "SELECT count(*) FROM items");
      assertThat(documents).isGreaterThanOrEqualTo(acknowledged.size());
      assertThat(count(file, "SELECT count(*) FROM unique_values JOIN items ON item = seq"))
          .isEqualTo(documents);
      Queries queries = queries(file);
      for (int number : acknowledged) {
        assertThat(found(queries, number)).as("n%d", number).isEqualTo(1);
      }
      assertThat(count(file, "SELECT count(*) FROM index_entries JOIN items ON item = seq"))
          .isEqualTo(count(file, "SELECT count(*) FROM index_entries"))
          .isEqualTo(documents * INDEXES);
    }
  }

  private static long count(SqliteFile file, String sql) {
    return file.read(session -> session.number(sql));
  }

  private Queries queries(SqliteFile file) {
    IndexTables indexes = new IndexTables();
    Catalog catalog = new Catalog(file, indexes, Clock.systemUTC());
    container = catalog.container("db", "items");
    return new Queries(
        file, new Items(file, indexes, Clock.systemUTC()), indexes, new Indexer(file, indexes));
  }

  private int found(Queries queries, int number) {
    Query query = Query.parse("SELECT * FROM c WHERE c.number = " + number, Json.object());
    return queries
        .run(container, QueryScope.everything(), query, 10, Optional.empty(), "m")
        .results()
        .size();
  }

  private static void write(
      int port, AtomicInteger next, List<Integer> acknowledged, CountDownLatch enough) {
    try {
      while (true) {
        int number = next.getAndIncrement();
        String body = "{\"id\":\"n" + number + "\",\"pk\":\"p\",\"number\":" + number + "}";
        if (send(port, "POST", DOCUMENTS, body).statusCode() == 201) {
          acknowledged.add(number);
        }
        enough.countDown();
      }
    } catch (IOException killed) {
      // The process is gone: what it acknowledged until now counts.
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpResponse<String> send(int port, String method, String path, String body)
      throws Exception {
    return CLIENT.send(
        SignedRequests.of(
            "http://127.0.0.1:" + port,
            TestAccounts.key("cosmos-patient"),
            method,
            path,
            body,
            Instant.now()),
        HttpResponse.BodyHandlers.ofString());
  }

  private static CosmosConfig.Account account() {
    try {
      CosmosConfig.Container items =
          new CosmosConfig.Container(
              "items",
              List.of("/pk"),
              List.of(List.of("/number")),
              OptionalInt.empty(),
              Optional.of(Json.MAPPER.readTree(POLICY)));
      return TestAccounts.account(
          "cosmos-patient", new CosmosConfig.Database("db", List.of(items)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private Process start() throws IOException {
    Path config = directory.resolve("cosmos.json");
    ConfigFile.write(
        config, new CosmosConfig(Optional.empty(), directory.resolve("data"), List.of(account())));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            CosmosMain.class.getName(),
            config.toString())
        .redirectError(directory.resolve("cosmos.log").toFile())
        .start();
  }

  private static int port(Process process) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String ready = lines.readLine();
    assertThat(ready).startsWith("READY ");
    return ConfigFile.fromJson(ready.substring("READY ".length()), Ports.class)
        .control()
        .orElseThrow();
  }
}
