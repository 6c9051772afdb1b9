package dev.patienttests.local.cosmos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.net.ConfigFile;
import dev.patienttests.local.net.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an account has acknowledged is there after its process was killed. */
class CosmosKillTest {
  private static final String DOCUMENTS = "dbs/db/colls/items/docs";
  private static final int BEFORE_THE_KILL = 50;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir Path directory;

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

  private static void write(
      int port, AtomicInteger next, List<Integer> acknowledged, CountDownLatch enough) {
    try {
      while (true) {
        int number = next.getAndIncrement();
        String body = "{\"id\":\"n" + number + "\",\"pk\":\"p\"}";
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

  private Process start() throws IOException {
    Path config = directory.resolve("cosmos.json");
    ConfigFile.write(
        config,
        new CosmosConfig(
            Optional.empty(),
            directory.resolve("data"),
            List.of(
                TestAccounts.account(
                    "cosmos-patient",
                    new CosmosConfig.Database(
                        "db", List.of(TestAccounts.container("items", "/pk")))))));
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
