package dev.patienttests.local.cosmos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CosmosServerTest {

  private static final String PATIENT = TestAccounts.key("cosmos-patient");
  private static final String ITEMS = "dbs/db/colls/items";

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir Path directory;
  private CosmosServer server;
  private Instant now = Instant.now();

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private void start(CosmosConfig.Account... accounts) {
    Clock clock =
        new Clock() {
          @Override
          public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return now;
          }
        };
    server =
        new CosmosServer(new CosmosConfig(Optional.empty(), directory, List.of(accounts)), clock);
  }

  private static CosmosConfig.Account patient(CosmosConfig.Container... containers) {
    return TestAccounts.account(
        "cosmos-patient", new CosmosConfig.Database("db", List.of(containers)));
  }

  private HttpResponse<String> call(
      String host, String key, String method, String path, String body, Instant at)
      throws Exception {
    HttpRequest request =
        SignedRequests.of("http://" + host + ":" + server.port(), key, method, path, body, at);
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> call(String method, String path, String body) throws Exception {
    return call(TestAccounts.PATIENT_HOST, PATIENT, method, path, body, now);
  }

  @Test
  void bothKeysOpenTheirOwnAccountAndNoOther() throws Exception {
    start(patient(), TestAccounts.account("cosmos-audit"));
    String secondary = TestAccounts.key("cosmos-patient-secondary");

    assertThat(call("GET", "dbs/db", "").statusCode()).isEqualTo(200);
    assertThat(call(TestAccounts.PATIENT_HOST, secondary, "GET", "dbs/db", "", now).statusCode())
        .isEqualTo(200);
    assertThat(call(TestAccounts.AUDIT_HOST, PATIENT, "GET", "dbs", "", now).statusCode())
        .isEqualTo(401);
    assertThat(call("unknown.documents.azure.com", PATIENT, "GET", "dbs", "", now).statusCode())
        .isEqualTo(404);
  }

  @Test
  void requestWithoutOrWithOldAuthorizationIsRefused() throws Exception {
    start(patient());
    HttpRequest bare =
        HttpRequest.newBuilder(
                URI.create("http://" + TestAccounts.PATIENT_HOST + ":" + server.port() + "/dbs"))
            .build();

    assertThat(CLIENT.send(bare, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(401);
    for (Duration skew : List.of(Duration.ofMinutes(-16), Duration.ofMinutes(16))) {
      assertThat(
              call(TestAccounts.PATIENT_HOST, PATIENT, "GET", "dbs", "", now.plus(skew))
                  .statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void accountRulesCloseTheAccount() throws Exception {
    CosmosConfig.Account open = patient();
    for (CosmosConfig.Account closed :
        List.of(
            with(open, true, "Enabled", false),
            with(open, false, "Disabled", false),
            with(open, false, "Enabled", true))) {
      start(closed);

      assertThat(call("GET", "dbs", "").statusCode()).isEqualTo(403);

      server.close();
    }
  }

  @Test
  void keysThatMayNotWriteMetadataStillReadItAndWriteDocuments() throws Exception {
    CosmosConfig.Account open = patient(TestAccounts.container("items", "/id"));
    start(with(open, false, "Enabled", false));
    assertThat(call("POST", "dbs", "{\"id\":\"more\"}").statusCode()).isEqualTo(403);
    assertThat(call("DELETE", ITEMS, "").statusCode()).isEqualTo(403);
    assertThat(call("GET", ITEMS, "").statusCode()).isEqualTo(200);
    assertThat(call("POST", ITEMS + "/docs", "{\"id\":\"p\"}").statusCode()).isEqualTo(201);
  }

  private static CosmosConfig.Account with(
      CosmosConfig.Account account, boolean noKeys, String publicAccess, boolean filter) {
    return new CosmosConfig.Account(
        account.name(),
        account.hostName(),
        account.primaryKey(),
        account.secondaryKey(),
        noKeys,
        true,
        publicAccess,
        filter,
        Set.of("/subnets/app"),
        account.databases());
  }

  @Test
  void documentsSurviveARestart() throws Exception {
    start(patient(TestAccounts.container("items", "/id")));
    String created = call("POST", ITEMS + "/docs", "{\"id\":\"p\",\"n\":1}").body();

    server.close();
    start(patient(TestAccounts.container("items", "/id")));

    assertThat(call("GET", ITEMS + "/docs/p", "").body()).isEqualTo(created);
  }

  @Test
  void changedPartitionKeyOrUniqueKeyIsRefusedAtStart() {
    start(patient(TestAccounts.container("items", "/id")));
    server.close();
    CosmosConfig.Container unique =
        new CosmosConfig.Container(
            "items", List.of("/id"), List.of(List.of("/n")), OptionalInt.empty(), Optional.empty());

    assertThatThrownBy(() -> start(patient(TestAccounts.container("items", "/other"))))
        .isInstanceOf(DefinitionChangeException.class)
        .hasMessageContaining("cosmos-patient")
        .hasMessageContaining("db/items")
        .hasMessageContaining("/other");
    assertThatThrownBy(() -> start(patient(unique)))
        .isInstanceOf(DefinitionChangeException.class)
        .hasMessageContaining("unique keys");
  }

  @Test
  void indexingPolicyThatIsNotValidIsRefusedAtStart() {
    CosmosConfig.Container wrong =
        new CosmosConfig.Container(
            "items",
            List.of("/id"),
            List.of(),
            OptionalInt.empty(),
            Optional.of(Json.object().put("indexingMode", "consistent")));

    assertThatThrownBy(() -> start(patient(wrong)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("db/items")
        .hasMessageContaining("/*");
  }

  @Test
  void expiredDocumentIsGone() throws Exception {
    CosmosConfig.Container expiring =
        new CosmosConfig.Container(
            "items", List.of("/id"), List.of(), OptionalInt.of(60), Optional.empty());
    start(patient(expiring));
    call("POST", ITEMS + "/docs", "{\"id\":\"p\"}");

    assertThat(call("GET", ITEMS + "/docs/p", "").statusCode()).isEqualTo(200);
    now = now.plusSeconds(61);
    assertThat(call("GET", ITEMS + "/docs/p", "").statusCode()).isEqualTo(404);
    assertThat(call("POST", ITEMS + "/docs", "{\"id\":\"p\"}").statusCode()).isEqualTo(201);
  }

  @Test
  void badBodiesAreRefused() throws Exception {
    start(patient(TestAccounts.container("items", "/id")));
    String deep = "{\"id\":\"p\",\"d\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
    String large = "{\"id\":\"p\",\"d\":\"" + "x".repeat(2 * 1024 * 1024) + "\"}";

    for (String body : List.of("", "{", "[]", "{}", "{\"id\":\"a/b\"}", "{\"id\":\"p\"} x", deep)) {
      assertThat(call("POST", ITEMS + "/docs", body).statusCode()).isEqualTo(400);
    }
    assertThat(call("POST", ITEMS + "/docs", large).statusCode()).isEqualTo(413);
    assertThat(call("GET", ITEMS + "/docs", "").body()).contains("\"_count\":0");
  }

  @Test
  void resourceIdsHaveTheFormThatClientsParse() throws Exception {
    start(patient(TestAccounts.container("items", "/id")));

    JsonNode container = Json.parse(call("GET", ITEMS, "").body().getBytes(StandardCharsets.UTF_8));
    byte[] rid = Base64.getDecoder().decode(container.path("_rid").textValue());

    assertThat(rid).hasSize(8);
    assertThat(rid[4] & 0x80).isEqualTo(0x80);
  }

  @Test
  void prefixOfAHierarchicalKeyHashesAsTheServiceDoes() throws IOException {
    assertThat(EffectivePartitionKey.of(PartitionKeyDefinition.values("[\"T1\"]")))
        .isEqualTo("0F13C1AF0B30A3C5DD987C64E0DF8B47");
  }
}
