package dev.patienttests.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that fills an emulator, run by bash against a stand-in for one. */
class CreateEmulatorContainersTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final Path SCRIPT = ROOT.resolve("infra/scripts/create-emulator-containers");
  private static final String KEY =
      "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path directory;
  private final Map<String, JsonNode> made = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> badSignatures = new ConcurrentLinkedQueue<>();
  private HttpServer emulator;

  @BeforeEach
  void start() throws IOException {
    assumeTrue(Files.isExecutable(ScriptRun.BASH), "bash is needed for the script " + SCRIPT);
    emulator = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    emulator.createContext("/", this::answer);
    emulator.start();
  }

  @AfterEach
  void stop() {
    if (emulator != null) {
      emulator.stop(0);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring(1);
      JsonNode body = JSON.readTree(exchange.getRequestBody());
      if (!isSigned(exchange, path)) {
        badSignatures.add(path);
      }
      boolean isNew = made.putIfAbsent(path + "/" + body.path("id").asText(), body) == null;
      exchange.sendResponseHeaders(isNew ? 201 : 409, -1);
    }
  }

  /** As the service checks it: the type is the last segment, the parent what stands before. */
  private static boolean isSigned(HttpExchange exchange, String path) {
    int type = path.lastIndexOf('/') + 1;
    String date = exchange.getRequestHeaders().getFirst("x-ms-date");
    String text =
        "post\n"
            + path.substring(type)
            + "\n"
            + path.substring(0, Math.max(0, type - 1))
            + "\n"
            + date.toLowerCase(Locale.ROOT)
            + "\n\n";
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY), "HmacSHA256"));
      String signature =
          Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
      String sent = exchange.getRequestHeaders().getFirst("authorization");
      return URLDecoder.decode(sent, StandardCharsets.UTF_8)
          .equals("type=master&ver=1.0&sig=" + signature);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void makesTheContainersOfTheBicepWithTheirPartitionAndUniqueKeys() throws Exception {
    run(0, endpoint());
    assertThat(badSignatures).isEmpty();
    Map<String, String> containers = new TreeMap<>();
    made.forEach(
        (path, body) -> {
          if (path.contains("/colls/")) {
            containers.put(path.replace("dbs/", "").replace("/colls", ""), keys(body));
          }
        });
    assertThat(containers).isEqualTo(declared());
    assertThat(made).containsKeys("dbs/audit", "dbs/patient");
  }

  @Test
  void leavesWhatIsThere() throws Exception {
    run(0, endpoint());
    Set<String> before = Set.copyOf(made.keySet());
    assertThat(run(0, endpoint())).contains("exists").doesNotContain("created");
    assertThat(made.keySet()).isEqualTo(before);
  }

  @Test
  void talksToThisMachineAlone() throws Exception {
    assertThat(run(2, "https://patient.documents.azure.com")).contains("Usage");
  }

  private String endpoint() {
    return "http://localhost:" + emulator.getAddress().getPort();
  }

  private static String keys(JsonNode container) {
    return container.at("/partitionKey/paths").toString()
        + container.path("uniqueKeyPolicy").path("uniqueKeys");
  }

  /** From the committed snapshot, which another test holds against the Bicep. */
  private static Map<String, String> declared() throws IOException {
    JsonNode snapshot =
        JSON.readTree(ROOT.resolve("infra/variants/external.snapshot.json").toFile());
    Map<String, String> containers = new TreeMap<>();
    for (JsonNode resource : snapshot.path("predictedResources")) {
      if (resource.path("type").asText().endsWith("/sqlDatabases/containers")) {
        String[] name = resource.path("name").asText().split("/", -1);
        containers.put(name[1] + "/" + name[2], keys(resource.at("/properties/resource")));
      }
    }
    return containers;
  }

  private String run(int exit, String... arguments) throws Exception {
    return ScriptRun.output(SCRIPT, directory, exit, arguments);
  }
}
