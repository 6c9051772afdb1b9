package dev.patienttests.local.stack.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patienttests.local.cosmos.CosmosConfig;
import dev.patienttests.local.stack.deploy.SitePlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the Cosmos DB accounts hold, read over their own protocol with their own keys, from the
 * subnets that their rules admit.
 */
final class Documents {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PATIENTS = "dbs/patient/colls/patients";
  private static final String AUDIT_RECORDS = "dbs/audit/colls/auditRecords";

  private final RunningStack stack;

  Documents(RunningStack stack) {
    this.stack = stack;
  }

  Optional<JsonNode> patient(String id) {
    HttpResponse<String> response = get("patient-api", PATIENTS, "docs", "/docs/" + id, id);
    return response.statusCode() == 404 ? Optional.empty() : Optional.of(tree(response));
  }

  int patients() {
    return feed("patient-api", PATIENTS).size();
  }

  List<JsonNode> auditRecords() {
    return feed("audit-api", AUDIT_RECORDS);
  }

  List<JsonNode> auditRecordsOf(String patientId) {
    return auditRecords().stream()
        .filter(record -> record.path("patientId").asText().equals(patientId))
        .toList();
  }

  /** Object id of patient-api's identity: the agent of what it writes. */
  String patientPrincipal() {
    return stack.stack().plan().site("audit-api").easyAuth().allowedIdentities().get(0);
  }

  /** The status of reading one app's documents with another app's key. */
  int statusWithKeyOf(String app, String keyOwner) {
    CosmosConfig.Account account = account(app);
    String key = account(keyOwner).primaryKey();
    String link = app.equals("audit-api") ? AUDIT_RECORDS : PATIENTS;
    return send(app, account, key, link, "docs", "/docs", Optional.empty()).statusCode();
  }

  private List<JsonNode> feed(String app, String link) {
    List<JsonNode> all = new ArrayList<>();
    tree(get(app, link, "docs", "/docs", "")).path("Documents").forEach(all::add);
    return all;
  }

  private HttpResponse<String> get(
      String app, String link, String type, String path, String partition) {
    CosmosConfig.Account account = account(app);
    Optional<String> key =
        partition.isEmpty() ? Optional.empty() : Optional.of("[\"" + partition + "\"]");
    return send(app, account, account.primaryKey(), link, type, path, key);
  }

  private HttpResponse<String> send(
      String app,
      CosmosConfig.Account account,
      String key,
      String link,
      String type,
      String path,
      Optional<String> partition) {
    String date =
        DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .format(ZonedDateTime.now(ZoneOffset.UTC));
    String signed = path.equals("/docs") ? link : link + path;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("https://" + account.hostName() + "/" + link + path))
            .header("x-ms-date", date)
            .header("x-ms-version", "2020-07-15")
            .header("x-ms-max-item-count", "-1")
            .header("authorization", signature(key, type, signed, date));
    partition.ifPresent(p -> request.header("x-ms-documentdb-partitionkey", p));
    return Clients.send(client(app), request);
  }

  private HttpClient client(String app) {
    SitePlan site = stack.stack().plan().site(app);
    String subnet = stack.stack().plan().subnet(site.subnetId().orElseThrow()).name();
    return stack.clients().in(subnet);
  }

  private CosmosConfig.Account account(String app) {
    return stack.stack().plan().cosmosAccountOf(stack.stack().plan().site(app));
  }

  private static String signature(String key, String type, String link, String date) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
      String text = "get\n" + type + "\n" + link + "\n" + date.toLowerCase(Locale.ENGLISH) + "\n\n";
      String hash =
          Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
      return URLEncoder.encode("type=master&ver=1.0&sig=" + hash, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode tree(HttpResponse<String> response) {
    try {
      if (response.statusCode() != 200) {
        throw new IllegalStateException("Cosmos answered " + response.statusCode());
      }
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
