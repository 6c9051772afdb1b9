package dev.patienttests.local.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patienttests.local.net.DevelopmentCa;
import dev.patienttests.local.net.ListenerSettings;
import dev.patienttests.local.net.Subnet;
import dev.patienttests.local.net.TrustedClients;
import dev.patienttests.local.net.VirtualNetwork;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each station of App Service's front end, over the virtual network and TLS. */
class FrontEndTest {
  @TempDir static Path folder;
  private static final VirtualNetwork NETWORK = new VirtualNetwork("token");
  private static ListenerSettings listener;
  private static String strangersProxy;
  private static TestIssuer issuer;
  private static Site site;
  private static HttpClient gateway;
  private static HttpClient stranger;
  private static String key;

  @BeforeAll
  static void start() throws Exception {
    DevelopmentCa ca = DevelopmentCa.open(folder.resolve("ca"), "password");
    Path store = folder.resolve("all.p12");
    ca.issue(store, Set.of(TestConfigs.HOST, TestConfigs.SCM_HOST, TestIssuer.HOST));
    listener = new ListenerSettings(store, ca.trustStore(), "password", "token");
    issuer = new TestIssuer(listener);
    NETWORK.publish(TestIssuer.HOST, "Microsoft.AzureActiveDirectory", issuer.port());
    Subnet app = subnet("app", Set.of());
    String egress = proxy(app);
    SiteConfig config =
        TestConfigs.builder(listener, StagedTestApp.in(folder).folder(), folder.resolve("data"))
            .easyAuth("Return401", List.of("caller"), List.of(), false)
            .egress(egress)
            .build();
    site =
        Site.start(
            config,
            Map.of("AzureWebJobsStorage__accountName", "st", "AzureWebJobs.Off.Disabled", "true"));
    NETWORK.publish(TestConfigs.HOST, "Microsoft.Web", site.ports().network().orElseThrow());
    NETWORK.publish(TestConfigs.SCM_HOST, "Microsoft.Web", site.ports().network().orElseThrow());
    gateway =
        TrustedClients.httpClient(listener, proxy(subnet("gateway", Set.of("Microsoft.Web"))));
    strangersProxy = proxy(subnet("other", Set.of("Microsoft.Web")));
    stranger = TrustedClients.httpClient(listener, strangersProxy);
    key = putKey("gateway-a");
  }

  @AfterAll
  static void stop() throws Exception {
    site.close();
    issuer.close();
    NETWORK.close();
  }

  @Test
  void callerFromAnotherSubnetGetsThe403Page() throws Exception {
    HttpResponse<String> reply = get(stranger, "/api/echo");

    assertThat(reply.statusCode()).isEqualTo(403);
    assertThat(reply.headers().firstValue("x-ms-forbidden-ip")).isPresent();
    assertThat(reply.headers().firstValue("x-pattern-trace")).isPresent();
    assertThat(reply.body()).contains("has blocked your access");
  }

  @Test
  void deniedCallerReadsItInTheStatusLine() throws Exception {
    try (Socket tcp = new Socket()) {
      tcp.connect(TrustedClients.address(strangersProxy));
      String host = TestConfigs.HOST + ":443";
      send(tcp, "CONNECT " + host + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
      while (!readLine(tcp).isEmpty()) {
        // the proxy's answer ends with an empty line
      }
      SSLSocketFactory tls = TrustedClients.sslContext(listener).getSocketFactory();
      try (Socket site = tls.createSocket(tcp, TestConfigs.HOST, 443, true)) {
        send(site, "GET /api/echo HTTP/1.1\r\nHost: " + TestConfigs.HOST + "\r\n\r\n");

        assertThat(readLine(site)).isEqualTo("HTTP/1.1 403 Ip Forbidden");
      }
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  private static String readLine(Socket socket) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = socket.getInputStream().read(); c >= 0 && c != '\n'; ) {
      line.append((char) c);
      c = socket.getInputStream().read();
    }
    return line.toString().strip();
  }

  @Test
  void scmSiteHasRulesOfItsOwn() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("https://func-test.scm.azurewebsites.net/")).build();

    assertThat(gateway.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(403);
  }

  @Test
  void withoutTokenEvenAnUnknownPathIs401WithChallenge() throws Exception {
    HttpResponse<String> reply = get(gateway, "/nothing");

    assertThat(reply.statusCode()).isEqualTo(401);
    assertThat(reply.headers().firstValue("WWW-Authenticate"))
        .hasValueSatisfying(it -> assertThat(it).startsWith("Bearer realm=\"" + TestConfigs.HOST));
  }

  @Test
  void tokenThatIsNotGoodIs401() throws Exception {
    String expired =
        issuer.token(TestConfigs.CLIENT_ID, "caller", Instant.now().minusSeconds(3600));
    String otherAudience = issuer.token("other", "caller", Instant.now().plusSeconds(600));

    assertThat(get(gateway, "/api/echo", "Authorization", "Bearer " + expired).statusCode())
        .isEqualTo(401);
    assertThat(get(gateway, "/api/echo", "Authorization", "Bearer " + otherAudience).statusCode())
        .isEqualTo(401);
    assertThat(get(gateway, "/api/echo", "Authorization", "Bearer x.y.z").statusCode())
        .isEqualTo(401);
  }

  @Test
  void twoAuthorizationHeadersCountAsNone() throws Exception {
    String bearer = bearer();

    assertThat(
            get(gateway, "/api/echo", "Authorization", bearer, "Authorization", bearer)
                .headers()
                .firstValue("WWW-Authenticate"))
        .isPresent();
  }

  @Test
  void applicationThatIsNotListedIs403() throws Exception {
    String token = issuer.token(TestConfigs.CLIENT_ID, "another", Instant.now().plusSeconds(600));

    assertThat(get(gateway, "/api/echo", "Authorization", "Bearer " + token).statusCode())
        .isEqualTo(403);
  }

  @Test
  void behindEasyAuthComeRouteThenKeyThenFunction() throws Exception {
    String bearer = bearer();

    assertThat(get(gateway, "/nothing", "Authorization", bearer).statusCode()).isEqualTo(404);
    HttpResponse<String> noKey = get(gateway, "/api/echo", "Authorization", bearer);
    assertThat(noKey.statusCode()).isEqualTo(401);
    assertThat(noKey.body()).isEmpty();
    assertThat(noKey.headers().firstValue("WWW-Authenticate")).isEmpty();
    assertThat(
            get(gateway, "/api/echo?code=" + key, "Authorization", bearer, "x-functions-key", "")
                .statusCode())
        .isEqualTo(401);
    assertThat(get(gateway, "/api/echo?code=" + key, "Authorization", bearer).statusCode())
        .isEqualTo(200);
    assertThat(get(gateway, "/api/off", "Authorization", bearer).statusCode()).isEqualTo(401);
    assertThat(
            get(gateway, "/api/off", "Authorization", bearer, "x-functions-key", key).statusCode())
        .isEqualTo(404);
  }

  @Test
  void principalOfTheTokenReplacesWhatTheClientClaims() throws Exception {
    HttpResponse<String> reply =
        get(
            gateway,
            "/api/echo",
            "Authorization",
            bearer(),
            "x-functions-key",
            key,
            "X-MS-CLIENT-PRINCIPAL",
            "forged",
            "X-Forwarded-For",
            "1.2.3.4");

    String principal = reply.headers().firstValue("x-principal").orElseThrow();
    assertThat(new String(Base64.getDecoder().decode(principal), StandardCharsets.UTF_8))
        .contains("Patient.Invoke", "object-id", "\"auth_typ\":\"aad\"");
    assertThat(reply.headers().firstValue("x-forwarded").orElseThrow())
        .startsWith("1.2.3.4, 10.0.0.");
  }

  @Test
  void excludedPathPassesWithoutToken() throws Exception {
    assertThat(get(gateway, "/api/json").statusCode()).isEqualTo(201);
  }

  @Test
  void deletedKeyOpensNothingAnyMoreAndTheFileIsPrivate() throws Exception {
    String second = putKey("gateway-b");
    String bearer = bearer();
    assertThat(
            get(gateway, "/api/echo", "Authorization", bearer, "x-functions-key", second)
                .statusCode())
        .isEqualTo(200);

    assertThat(control("DELETE", "/gateway-b", "control").statusCode()).isEqualTo(204);

    assertThat(
            get(gateway, "/api/echo", "Authorization", bearer, "x-functions-key", second)
                .statusCode())
        .isEqualTo(401);
    assertThat(control("GET", "", "wrong").statusCode()).isEqualTo(403);
    assertThat(control("PUT", "/gateway-a", "control").statusCode()).isEqualTo(200);
    assertThat(second).hasSize(56).contains("AzFu");
    assertThat(Files.getPosixFilePermissions(folder.resolve("data/host-keys.json")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  private static String bearer() throws Exception {
    return "Bearer "
        + issuer.token(TestConfigs.CLIENT_ID, "caller", Instant.now().plusSeconds(600));
  }

  private static Subnet subnet(String name, Set<String> serviceEndpoints) {
    String id = TestConfigs.SUBNET.replace("/gateway", "/" + name);
    return new Subnet(id, name, "10.0.0.0/24", serviceEndpoints);
  }

  private static String proxy(Subnet subnet) throws IOException {
    return "127.0.0.1:" + NETWORK.egress(subnet).getPort();
  }

  private static String putKey(String name) throws Exception {
    HttpResponse<String> reply = control("PUT", "/" + name, "control");
    assertThat(reply.statusCode()).isEqualTo(201);
    return new ObjectMapper().readTree(reply.body()).path("value").asText();
  }

  private static HttpResponse<String> control(String method, String path, String token)
      throws Exception {
    int port = site.ports().control().orElseThrow();
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/control/host/functionkeys" + path))
            .header("x-control-token", token)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(HttpClient client, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("https://" + TestConfigs.HOST + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
