package dev.patienttests.local.cosmos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patienttests.local.net.DevelopmentCa;
import dev.patienttests.local.net.ListenerSettings;
import dev.patienttests.local.net.Subnet;
import dev.patienttests.local.net.TrustedClients;
import dev.patienttests.local.net.VirtualNetwork;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts behind the virtual network: TLS by host name, and the subnets that rules admit. */
class CosmosNetworkTest {
  private static final String SERVICE = "Microsoft.AzureCosmosDB";
  private static final String KEY = TestAccounts.key("cosmos-patient");
  private static final Subnet APP =
      new Subnet("/subnets/app", "app", "10.0.1.0/24", Set.of(SERVICE));
  private static final Subnet OTHER =
      new Subnet("/subnets/other", "other", "10.0.2.0/24", Set.of(SERVICE));
  private static final Subnet APP_WITHOUT_ENDPOINT =
      new Subnet("/subnets/app", "bare", "10.0.3.0/24", Set.of());

  @TempDir private static Path directory;
  private static final VirtualNetwork NETWORK = new VirtualNetwork("network-token");
  private static ListenerSettings settings;
  private static CosmosServer server;

  @BeforeAll
  static void start() throws IOException {
    DevelopmentCa ca = DevelopmentCa.open(directory.resolve("ca"), "changeit");
    Path keyStore = directory.resolve("cosmos.p12");
    ca.issue(keyStore, Set.of(TestAccounts.PATIENT_HOST, TestAccounts.AUDIT_HOST));
    settings = new ListenerSettings(keyStore, ca.trustStore(), "changeit", "network-token");
    server =
        new CosmosServer(
            new CosmosConfig(
                Optional.of(settings),
                directory.resolve("data"),
                List.of(admitting("cosmos-patient", APP), admitting("cosmos-audit", OTHER))));
    NETWORK.publish(TestAccounts.PATIENT_HOST, SERVICE, server.port());
    NETWORK.publish(TestAccounts.AUDIT_HOST, SERVICE, server.port());
  }

  @AfterAll
  static void stop() {
    NETWORK.close();
    server.close();
  }

  @Test
  void eachAccountAdmitsItsOwnSubnetAlone() throws Exception {
    String audit = TestAccounts.key("cosmos-audit");
    assertThat(from(APP, TestAccounts.PATIENT_HOST, KEY).statusCode()).isEqualTo(200);
    assertThat(from(OTHER, TestAccounts.AUDIT_HOST, audit).statusCode()).isEqualTo(200);
    assertThat(from(OTHER, TestAccounts.PATIENT_HOST, KEY).statusCode()).isEqualTo(403);
    assertThat(from(APP, TestAccounts.AUDIT_HOST, audit).statusCode()).isEqualTo(403);
  }

  @Test
  void aSubnetWithoutTheServiceEndpointIsNotRecognized() throws Exception {
    assertThat(from(APP_WITHOUT_ENDPOINT, TestAccounts.PATIENT_HOST, KEY).statusCode())
        .isEqualTo(403);
  }

  @Test
  void aRefusedNetworkLearnsNothingAboutTheKey() throws Exception {
    HttpResponse<String> withKey = from(OTHER, TestAccounts.PATIENT_HOST, KEY);
    HttpResponse<String> without =
        from(OTHER, TestAccounts.PATIENT_HOST, TestAccounts.key("wrong"));
    assertThat(without.statusCode()).isEqualTo(withKey.statusCode()).isEqualTo(403);
  }

  @Test
  void whoComesRoundTheVirtualNetworkIsNotHeard() {
    HttpClient direct = HttpClient.newHttpClient();
    String origin = "https://" + TestAccounts.PATIENT_HOST + ":" + server.port();
    assertThatThrownBy(
            () ->
                direct.send(
                    SignedRequests.of(origin, KEY, "GET", "dbs", "", Instant.now()),
                    HttpResponse.BodyHandlers.ofString()))
        .isInstanceOf(IOException.class);
  }

  private static HttpResponse<String> from(Subnet subnet, String host, String key)
      throws Exception {
    InetSocketAddress proxy = NETWORK.egress(subnet);
    return TrustedClients.httpClient(settings, proxy.getHostString() + ":" + proxy.getPort())
        .send(
            SignedRequests.of("https://" + host, key, "GET", "dbs", "", Instant.now()),
            HttpResponse.BodyHandlers.ofString());
  }

  private static CosmosConfig.Account admitting(String name, Subnet subnet) {
    CosmosConfig.Account open = TestAccounts.account(name);
    return new CosmosConfig.Account(
        open.name(),
        open.hostName(),
        open.primaryKey(),
        open.secondaryKey(),
        false,
        false,
        "Enabled",
        true,
        Set.of(subnet.id()),
        List.of());
  }
}
