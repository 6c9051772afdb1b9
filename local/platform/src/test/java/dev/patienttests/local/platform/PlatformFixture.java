package dev.patienttests.local.platform;

import dev.patienttests.local.net.DevelopmentCa;
import dev.patienttests.local.net.ListenerSettings;
import dev.patienttests.local.net.Subnet;
import dev.patienttests.local.net.TrustedClients;
import dev.patienttests.local.net.VirtualNetwork;
import dev.patienttests.local.platform.PlatformConfig.AppRole;
import dev.patienttests.local.platform.PlatformConfig.Assignment;
import dev.patienttests.local.platform.PlatformConfig.FederatedCredential;
import dev.patienttests.local.platform.PlatformConfig.Identity;
import dev.patienttests.local.platform.PlatformConfig.IdentityEndpoint;
import dev.patienttests.local.platform.PlatformConfig.KeyAction;
import dev.patienttests.local.platform.PlatformConfig.KeyRole;
import dev.patienttests.local.platform.PlatformConfig.Registration;
import dev.patienttests.local.platform.PlatformConfig.SecretRole;
import dev.patienttests.local.platform.PlatformConfig.Vault;
import dev.patienttests.local.storage.StorageConfig;
import dev.patienttests.local.storage.StorageConfig.BlobAction;
import dev.patienttests.local.storage.StorageConfig.BlobRole;
import dev.patienttests.local.storage.StorageConfig.Container;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A platform inside a virtual network, with two apps in subnets of their own. */
final class PlatformFixture implements AutoCloseable {

  static final String LOGIN = "login.microsoftonline.com";
  static final String VAULT = "kv-pattern.vault.azure.net";
  static final String BLOBS = "stpattern.blob.core.windows.net";
  static final String TENANT = "7a1c5b5e-0000-4000-8000-000000000001";
  static final String CONTROL = "control-token-of-this-test";
  static final String HEADER = "identity-header-of-this-test";
  static final Identity CALLER =
      new Identity("id-caller", "c0000000-0000-4000-8000-000000000001", "p-caller");
  static final Identity STRANGER =
      new Identity("id-stranger", "c0000000-0000-4000-8000-000000000002", "p-stranger");
  static final FederatedIssuer PARTNER_ISSUER =
      new FederatedIssuer("https://issuer.partner.example");
  static final FederatedCredential CREDENTIAL =
      new FederatedCredential(
          PARTNER_ISSUER.issuer(), "partner-batch", List.of("api://AzureADTokenExchange"));
  static final Registration DESK =
      client("desk", "d0000000-0000-4000-8000-000000000001", List.of());
  static final Registration PARTNER =
      client("partner", "d0000000-0000-4000-8000-000000000002", List.of(CREDENTIAL));
  static final Registration API =
      new Registration(
          "api",
          "a0000000-0000-4000-8000-000000000001",
          "p-api",
          List.of("api://" + TENANT + "/api"),
          true,
          2,
          List.of(new AppRole("r1", "Thing.Do"), new AppRole("r2", "Thing.Read")),
          List.of(
              new Assignment(CALLER.principalId(), "r1"),
              new Assignment(DESK.principalId(), "r1"),
              new Assignment(DESK.principalId(), "r2"),
              new Assignment(PARTNER.principalId(), "r2")),
          List.of());
  static final ExternalIdTenant EXTERNAL =
      new ExternalIdTenant(
          "partners",
          "00000000-0000-0000-0000-0000000e7e01",
          "e0000000-0000-4000-8000-000000000001");
  private static final String SERVICE = "Microsoft.KeyVault";
  private static final String STORAGE = "Microsoft.Storage";
  private static final Subnet INSIDE =
      new Subnet("/subnets/inside", "inside", "10.0.1.0/24", Set.of(SERVICE, STORAGE));
  private static final Subnet OUTSIDE =
      new Subnet("/subnets/outside", "outside", "10.0.2.0/24", Set.of(SERVICE, STORAGE));

  final Path directory;
  final ListenerSettings settings;
  final InetSocketAddress inside;
  final InetSocketAddress outside;
  final TestTime time = new TestTime();
  private final VirtualNetwork network = new VirtualNetwork("network-token");
  private final Map<String, HttpClient> clients = new HashMap<>();
  private final HttpClient plain = HttpClient.newHttpClient();
  private Platform platform;

  PlatformFixture(Path directory) throws IOException {
    this.directory = directory;
    DevelopmentCa ca = DevelopmentCa.open(directory.resolve("ca"), "changeit");
    Path keyStore = directory.resolve("platform.p12");
    Set<String> names = new HashSet<>(Set.of(LOGIN, VAULT, BLOBS, PARTNER_ISSUER.hostName()));
    names.addAll(EXTERNAL.hostNames());
    ca.issue(keyStore, names);
    this.settings = new ListenerSettings(keyStore, ca.trustStore(), "changeit", "network-token");
    this.platform = new Platform(config(), time);
    network.publish(PARTNER_ISSUER.hostName(), "none", this::networkPort);
    EXTERNAL.hostNames().forEach(host -> network.publish(host, "none", this::networkPort));
    network.publish(LOGIN, "Microsoft.AzureActiveDirectory", this::networkPort);
    network.publish(VAULT, SERVICE, this::networkPort);
    network.publish(BLOBS, STORAGE, this::networkPort);
    this.inside = network.egress(INSIDE);
    this.outside = network.egress(OUTSIDE);
  }

  private PlatformConfig config() {
    return new PlatformConfig(
        settings,
        LOGIN,
        TENANT,
        directory.resolve("data"),
        CONTROL,
        List.of(CALLER, STRANGER),
        List.of(
            new IdentityEndpoint("caller", HEADER, Set.of(CALLER.name())),
            new IdentityEndpoint("stranger", HEADER, Set.of(STRANGER.name()))),
        List.of(API, DESK, PARTNER),
        new Vault(
            VAULT,
            "Enabled",
            "Deny",
            Set.of(INSIDE.id()),
            List.of(new SecretRole(CALLER.principalId(), Optional.of("own"))),
            List.of(
                new PlatformConfig.Key("seal"),
                new PlatformConfig.Key("shown"),
                new PlatformConfig.Key("closed")),
            List.of(
                new KeyRole(CALLER.principalId(), Optional.of("seal"), Set.of(KeyAction.SIGN)),
                new KeyRole(CALLER.principalId(), Optional.of("shown"), Set.of(KeyAction.READ)),
                new KeyRole(
                    STRANGER.principalId(),
                    Optional.empty(),
                    Set.of(KeyAction.READ, KeyAction.SIGN)))),
        Optional.of(
            new StorageConfig(
                "stpattern",
                BLOBS,
                "Enabled",
                "Deny",
                Set.of(INSIDE.id()),
                List.of(new Container("seals", true), new Container("plain", false)),
                List.of(
                    new BlobRole(
                        CALLER.principalId(),
                        Optional.of("seals"),
                        Set.of(BlobAction.READ, BlobAction.ADD)),
                    new BlobRole(
                        STRANGER.principalId(),
                        Optional.empty(),
                        Set.of(BlobAction.READ, BlobAction.WRITE, BlobAction.DELETE))))),
        Optional.of(EXTERNAL));
  }

  /** A client in the subnet that may reach all services. */
  HttpClient client() {
    return clients.computeIfAbsent(
        inside.getHostString() + ":" + inside.getPort(),
        address -> TrustedClients.httpClient(settings, address));
  }

  private static Registration client(
      String name, String clientId, List<FederatedCredential> credentials) {
    return new Registration(
        name, clientId, "p-" + name, List.of(), true, 2, List.of(), List.of(), credentials);
  }

  Path data() {
    return directory.resolve("data");
  }

  void restart() {
    platform.close();
    platform = new Platform(config(), time);
  }

  int networkPort() {
    return platform.ports().network().orElseThrow();
  }

  String control() {
    return "http://127.0.0.1:" + platform.ports().control().orElseThrow();
  }

  HttpResponse<String> get(InetSocketAddress proxy, String url, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(proxy, request.build());
  }

  HttpResponse<String> send(InetSocketAddress proxy, HttpRequest request)
      throws IOException, InterruptedException {
    return clients
        .computeIfAbsent(
            proxy.getHostString() + ":" + proxy.getPort(),
            address -> TrustedClients.httpClient(settings, address))
        .send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** A token of an identity for a resource, from its own endpoint. */
  String token(Identity identity, String resource) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        control(
            "GET",
            "/msi/"
                + identity.name().substring("id-".length())
                + "/token?api-version=2019-08-01&resource="
                + URLEncoder.encode(resource, StandardCharsets.UTF_8)
                + "&client_id="
                + identity.clientId(),
            "",
            "X-IDENTITY-HEADER",
            HEADER);
    return HttpCall.MAPPER.readTree(answer.body()).path("access_token").textValue();
  }

  HttpResponse<String> control(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(control() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return plain.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> putSecret(String name, String json)
      throws IOException, InterruptedException {
    return control("PUT", "/control/vault/secrets/" + name, json, "x-control-token", CONTROL);
  }

  @Override
  public void close() {
    network.close();
    platform.close();
  }
}
