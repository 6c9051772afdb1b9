package dev.patienttests.local.stack.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.stack.project.Project;
import dev.patienttests.local.stack.run.StagedSite;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Health is asked for often and by anyone, so it costs neither a call nor the SDKs' start. */
class HealthTest {
  private static final String VAULT = "https://kv-health.vault.azure.net/secrets/";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"audit-api", "patient-api"})
  void healthLoadsNothingOfCosmosOrIdentity(String app) throws Exception {
    Project project = new Project(Path.of("../..").toAbsolutePath().normalize());
    Path loaded = folder.resolve("loaded.txt");
    String log = "-Xlog:class+load:file=" + loaded + "::filecount=0";
    try (StagedSite site =
        StagedSite.start(app, project.staged(app), folder, List.of(log), settings())) {
      URI health = URI.create("http://127.0.0.1:" + site.port() + "/api/health");
      assertThat(
              Clients.send(HttpClient.newHttpClient(), HttpRequest.newBuilder(health)).statusCode())
          .as(site.log())
          .isEqualTo(200);
    }
    try (Stream<String> classes = Files.lines(loaded)) {
      List<String> ofTheApp =
          classes.filter(line -> line.contains("/azure-functions/" + app + "/")).toList();
      assertThat(ofTheApp).anyMatch(line -> line.contains(".HealthFunction "));
      assertThat(ofTheApp)
          .noneMatch(line -> line.contains(" com.azure.cosmos."))
          .noneMatch(line -> line.contains(" com.azure.identity."))
          .noneMatch(line -> line.contains(" com.azure.security.keyvault."))
          .noneMatch(line -> line.contains(" com.microsoft.aad."))
          .noneMatch(line -> line.contains(" io.netty."));
    }
  }

  /** A site whose secrets the platform has resolved. */
  private static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("AzureWebJobsStorage__accountName", "sthealth");
    settings.put("WEBSITE_SITE_NAME", "func-health");
    settings.put("WEBSITE_AUTH_ENABLED", "True");
    settings.put("IDENTITY_ENDPOINT", "http://127.0.0.1:9/msi/token");
    settings.put("IDENTITY_HEADER", "not-asked-for");
    settings.put("AZURE_CLIENT_ID", "11111111-2222-4333-8444-555555555555");
    settings.put(
        "COSMOS_CONNECTION_STRING",
        "AccountEndpoint=https://cosmos-health.documents.azure.com/;AccountKey=AAAA;");
    settings.put("COSMOS_CONNECTION_STRING_URI", VAULT + "cosmos-connection");
    settings.put("COSMOS_DATABASE", "health");
    settings.put("AUDIT_API_URL", "https://func-health-audit.azurewebsites.net/api");
    settings.put("AUDIT_API_APPLICATION_ID_URI", "api://health/audit-api");
    settings.put("AUDIT_API_HOST_KEY", "resolved");
    settings.put("AUDIT_API_HOST_KEY_URI", VAULT + "audit-host-key");
    settings.put("SEAL_KEY_ID", "https://kv-health.vault.azure.net/keys/audit-seal");
    settings.put("SEALS_URL", "https://sthealth.blob.core.windows.net/audit-seals");
    for (String key : List.of("SEARCH_HMAC_KEY", "CONTINUATION_KEY", "IDEMPOTENCY_KEY")) {
      settings.put(key, "A".repeat(43) + "=");
      settings.put(key + "_URI", VAULT + "key");
    }
    return settings;
  }
}
