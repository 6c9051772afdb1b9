package dev.patienttests.local.stack.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patienttests.local.cosmos.CosmosConfig;
import dev.patienttests.local.cosmos.CosmosServer;
import dev.patienttests.local.stack.project.Project;
import dev.patienttests.local.stack.run.StagedSite;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both staged apps under the variables of Core Tools and the settings of their own template, as
 * {@code func start} runs them: neither an Azure login nor a key is needed.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "puts a stand-in for az, a script, on the path")
class CoreToolsTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String TEST =
      """
      {"performer":"Laboratory North","orderReference":"order-4711","observations":[{
        "id":"observation-1","code":"718-7","measurement":"13.5 g/dL","interpretation":"normal",
        "status":"final","issued":"2026-01-02T03:04:05Z"}]}
      """;
  private static final String KEY = Base64.getEncoder().encodeToString(new byte[64]);

  @TempDir private static Path folder;
  private static CosmosServer patientStore;
  private static CosmosServer auditStore;
  private static StagedSite audit;
  private static StagedSite patient;

  @BeforeAll
  static void start() throws Exception {
    patientStore =
        store(
            "patient",
            container("patients", "/id", List.of()),
            container("tests", "/patientId", List.of()),
            container("reconciliation", "/id", List.of()));
    auditStore = store("audit", container("auditRecords", "/chain", List.of(List.of("/eventId"))));
    audit = site("audit-api", auditStore, Map.of());
    String auditUrl = "http://127.0.0.1:" + audit.port() + "/api";
    patient = site("patient-api", patientStore, Map.of("AUDIT_API_URL", auditUrl));
  }

  @AfterAll
  static void stop() {
    patient.close();
    audit.close();
    patientStore.close();
    auditStore.close();
  }

  @Test
  void aPatientIsCreatedLoadedAndAuditedAsTheDeveloper() throws Exception {
    HttpResponse<String> created =
        send(
            HttpRequest.newBuilder(url("/api/patient"))
                .header("Content-Type", "application/json")
                .header("x-requester-subject", "forged")
                .POST(HttpRequest.BodyPublishers.ofString(Patients.ADA)));
    assertThat(created.statusCode()).as(patient.log()).isEqualTo(201);

    String path = created.headers().firstValue("Location").orElseThrow();
    HttpResponse<String> loaded = send(HttpRequest.newBuilder(url(path)));
    assertThat(loaded.statusCode()).as(patient.log()).isEqualTo(200);
    assertThat(Patients.json(loaded)).isEqualTo(Patients.json(created));

    List<JsonNode> records =
        new CosmosReader(CLIENT, "http://localhost:" + auditStore.port(), KEY)
            .documents(CosmosReader.AUDIT_RECORDS).stream()
                .filter(record -> path.endsWith(record.path("patientId").asText("-")))
                .toList();
    assertThat(records)
        .extracting(
            record ->
                record.path("kind").asText() + " " + record.at("/resource/operation").asText())
        .containsExactlyInAnyOrder(
            "attempt CreatePatient", "outcome CreatePatient", "attempt LoadPatient");
    assertThat(records)
        .allSatisfy(
            record -> {
              assertThat(record.at("/agent/applicationId").asText()).isEqualTo("developer");
              assertThat(record.has("requester")).isFalse();
              assertThat(path).endsWith(record.path("patientId").asText());
            });
    assertThat(folder.resolve("az-was-called")).doesNotExist();
    assertThat(patient.log() + audit.log()).doesNotContain("Ada", "Lovelace", "SW1Y", KEY);
  }

  @Test
  void everyOtherOperationWorksToo() throws Exception {
    HttpResponse<String> first = sent("POST", "/api/patient", Patients.ADA, 201);
    String path = first.headers().firstValue("Location").orElseThrow();
    String etag = first.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> updated =
        send(
            HttpRequest.newBuilder(url(path))
                .header("Content-Type", "application/json")
                .header("If-Match", etag)
                .PUT(HttpRequest.BodyPublishers.ofString(Patients.ADA)));
    assertThat(updated.statusCode()).as(patient.log()).isEqualTo(200);

    String id = Patients.json(first).path("id").asText();
    HttpResponse<String> found =
        sent("POST", "/api/patient/search", "{\"id\":\"" + id + "\"}", 200);
    assertThat(Patients.json(found).path(0)).isEqualTo(Patients.json(updated));

    HttpResponse<String> test = sent("POST", path + "/tests", TEST, 201);
    String testPath = test.headers().firstValue("Location").orElseThrow();
    HttpResponse<String> loaded = send(HttpRequest.newBuilder(url(testPath)));
    assertThat(Patients.json(loaded)).isEqualTo(Patients.json(test));
    HttpResponse<String> tests = send(HttpRequest.newBuilder(url(path + "/tests")));
    assertThat(Patients.json(tests)).containsExactly(Patients.json(test));
  }

  private static HttpResponse<String> sent(String method, String path, String body, int status)
      throws IOException {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(url(path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).as(path + answer.body() + patient.log()).isEqualTo(status);
    return answer;
  }

  @Test
  void nothingComplainsAboutLogging() throws Exception {
    assertThat(patient.log() + audit.log()).doesNotContain("SLF4J");
  }

  @Test
  void bothAppsAreHealthy() throws Exception {
    for (int port : List.of(audit.port(), patient.port())) {
      URI health = URI.create("http://127.0.0.1:" + port + "/api/health");
      assertThat(send(HttpRequest.newBuilder(health)).statusCode()).isEqualTo(200);
    }
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    return Clients.send(CLIENT, request);
  }

  private static URI url(String path) {
    return URI.create("http://127.0.0.1:" + patient.port() + path);
  }

  private static CosmosConfig.Container container(
      String name, String partitionKey, List<List<String>> uniqueKeys) {
    return new CosmosConfig.Container(
        name, List.of(partitionKey), uniqueKeys, OptionalInt.empty(), Optional.empty());
  }

  private static CosmosServer store(String database, CosmosConfig.Container... containers) {
    CosmosConfig.Account account =
        new CosmosConfig.Account(
            database,
            "localhost",
            KEY,
            KEY,
            false,
            false,
            "Enabled",
            false,
            Set.of(),
            List.of(new CosmosConfig.Database(database, List.of(containers))));
    return new CosmosServer(
        new CosmosConfig(Optional.empty(), folder.resolve("cosmos"), List.of(account)));
  }

  /** The template's own settings, with the emulator's key and the free ports filled in. */
  private static StagedSite site(String app, CosmosServer store, Map<String, String> others)
      throws Exception {
    Project project = new Project(Path.of("../..").toAbsolutePath().normalize());
    JsonNode template =
        new ObjectMapper()
            .readTree(project.root().resolve(app).resolve("local.settings.json.example").toFile());
    Map<String, String> settings = new HashMap<>();
    template
        .path("Values")
        .properties()
        .forEach(value -> settings.put(value.getKey(), value.getValue().asText()));
    settings.put(
        "COSMOS_CONNECTION_STRING",
        "AccountEndpoint=http://localhost:" + store.port() + "/;AccountKey=" + KEY + ";");
    settings.put("COSMOS_HTTP_CONNECTION_WITHOUT_TLS_ALLOWED", "true");
    settings.put("AZURE_FUNCTIONS_ENVIRONMENT", "Development");
    settings.put("FUNCTIONS_CORETOOLS_ENVIRONMENT", "true");
    settings.put("WEBSITE_HOSTNAME", "localhost:7071");
    settings.putAll(others);
    settings.put("PATH", standInForAz() + ":" + System.getenv("PATH"));
    return StagedSite.start(app, project.staged(app), folder, List.of(), settings);
  }

  /** A developer who is not logged in, and a trace if anyone asks. */
  private static Path standInForAz() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path az = bin.resolve("az");
    Files.writeString(az, "#!/bin/sh\ntouch '" + folder.resolve("az-was-called") + "'\nexit 1\n");
    Files.setPosixFilePermissions(az, PosixFilePermissions.fromString("rwx------"));
    return bin;
  }
}
