package dev.patienttests.cosmos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.http.ApiResponse;
import dev.patienttests.http.Endpoint;
import dev.patienttests.http.Failures;
import dev.patienttests.http.UnavailableException;
import dev.patienttests.secrets.Secrets;
import dev.patienttests.settings.Settings;
import dev.patienttests.testkit.Call;
import dev.patienttests.testkit.FakeCosmosAccount;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real SDK against the few answers that it needs to create and read one item. */
class CosmosConnectionTest {
  private final AtomicInteger secretReads = new AtomicInteger();
  private FakeCosmosAccount account;

  @BeforeEach
  void start() throws IOException {
    account = new FakeCosmosAccount();
  }

  @AfterEach
  void stop() {
    account.close();
  }

  private CosmosConnection connection() {
    Settings settings =
        Settings.of(
            Map.of(
                "STORE",
                account.connectionString(),
                "STORE_URI",
                "https://v.vault.azure.net/secrets/s"));
    Secrets secrets =
        new Secrets(
            settings,
            uri -> {
              secretReads.incrementAndGet();
              account.failWith(0);
              return account.connectionString();
            },
            InstantSource.system());
    return new CosmosConnection(secrets.secret("STORE"), new CosmosClients("d", "c", true));
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
  void logsStatusAndTimeOfEachOperationAndNothingOfItems() {
    CosmosConnection connection = connection();
    Call request = new Call();
    request.to(
        (message, context) ->
            Endpoint.answer(
                message,
                context,
                api -> {
                  connection.call(
                      c ->
                          c.createItem(
                              JsonNodeFactory.instance.objectNode().put("id", "canary"),
                              new PartitionKey("canary"),
                              new CosmosItemRequestOptions()));
                  assertThatThrownBy(() -> read(connection, "canary-2"))
                      .isInstanceOf(CosmosException.class);
                  return ApiResponse.empty(200);
                }));
    assertThat(request.logged()).hasSize(3).noneMatch(line -> line.contains("canary"));
    assertThat(request.logged().get(0)).contains("\"target\":\"cosmos\",\"status\":201,");
    assertThat(request.logged().get(1)).contains("\"target\":\"cosmos\",\"status\":404,");
  }

  @Test
  void readsTheSecretAgainWhenTheKeyIsRefusedAtFirstUse() {
    account.failWith(401);
    assertThat(create(connection(), "i1")).isEqualTo("\"e\"");
    assertThat(secretReads).hasValue(1);
  }

  @Test
  void readsTheSecretAgainOnceInAWhileWhenTheKeyIsRefusedLater() {
    CosmosConnection connection = connection();
    create(connection, "i1");
    account.failWith(401);
    create(connection, "i2");
    account.failWith(401);
    assertThatThrownBy(() -> create(connection, "i3")).isInstanceOf(UnavailableException.class);
    assertThat(secretReads).hasValue(1);
  }

  @Test
  void saysNothingOfTheAccountWhenItRefuses() {
    CosmosConnection connection = connection();
    create(connection, "i1");
    account.failWith(403);
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
    account.failWith(500);
    assertThatThrownBy(() -> create(connection, "i2")).isInstanceOf(UnknownOutcomeException.class);
    account.failWith(403);
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
}
