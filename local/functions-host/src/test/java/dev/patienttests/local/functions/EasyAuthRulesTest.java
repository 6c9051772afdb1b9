package dev.patienttests.local.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patienttests.local.functions.frontend.FrontEnd;
import dev.patienttests.local.functions.http.Answer;
import dev.patienttests.local.functions.http.HeaderFields;
import dev.patienttests.local.functions.http.Target;
import dev.patienttests.local.net.Caller;
import dev.patienttests.local.net.DevelopmentCa;
import dev.patienttests.local.net.ListenerSettings;
import dev.patienttests.local.net.StartException;
import dev.patienttests.local.net.Subnet;
import dev.patienttests.local.net.VirtualNetwork;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Easy Auth lets through under each of its settings. The issuer is behind the network. */
class EasyAuthRulesTest {
  private static final Caller GATEWAY = new Caller("10.0.1.4", Optional.of(TestConfigs.SUBNET));
  @TempDir private static Path folder;
  private static VirtualNetwork network;
  private static ListenerSettings listener;
  private static TestIssuer issuer;
  private static String egress;

  private final TestConfigs.Builder config =
      TestConfigs.builder(listener, folder, folder).egress(egress);
  private HeaderFields headers;

  @BeforeAll
  static void start() throws Exception {
    network = new VirtualNetwork("token");
    DevelopmentCa ca = DevelopmentCa.open(folder.resolve("ca"), "password");
    Path store = folder.resolve("issuer.p12");
    ca.issue(store, Set.of(TestIssuer.HOST));
    listener = new ListenerSettings(store, ca.trustStore(), "password", "token");
    issuer = new TestIssuer(listener);
    network.publish(TestIssuer.HOST, "Microsoft.AzureActiveDirectory", issuer.port());
    egress =
        "127.0.0.1:"
            + network
                .egress(new Subnet(TestConfigs.SUBNET, "gateway", "10.0.0.0/24", Set.of()))
                .getPort();
  }

  @AfterAll
  static void stop() throws Exception {
    issuer.close();
    network.close();
  }

  @BeforeEach
  void sendAForgedPrincipal() {
    headers = new HeaderFields();
    headers.set("X-MS-CLIENT-PRINCIPAL", "forged");
    headers.set("X-MS-CLIENT-PRINCIPAL-ID", "forged");
    headers.set("X-MS-TOKEN-AAD-ACCESS-TOKEN", "forged");
  }

  @Test
  void identityThatIsNotListedIs403() throws Exception {
    config.easyAuth("Return401", List.of(), List.of("another-object"), false);
    assertThat(status("/api/echo", token("caller"))).isEqualTo(403);

    config.easyAuth("Return401", List.of(), List.of("another", "OBJECT-ID"), false);
    assertThat(status("/api/echo", token("caller"))).isEqualTo(200);
  }

  @Test
  void applicationAndIdentityMustBothBeListed() throws Exception {
    config.easyAuth("Return401", List.of("caller"), List.of("another-object"), false);
    assertThat(status("/api/echo", token("caller"))).isEqualTo(403);

    config.easyAuth("Return401", List.of("another"), List.of("object-id"), false);
    assertThat(status("/api/echo", token("caller"))).isEqualTo(403);

    config.easyAuth("Return401", List.of("caller"), List.of("object-id"), false);
    assertThat(status("/api/echo", token("caller"))).isEqualTo(200);
    assertThat(headers.joined()).containsEntry("x-ms-client-principal-id", "object-id");
  }

  @Test
  void return403RefusesEveryRequestWithoutAGoodToken() throws Exception {
    config.easyAuth("Return403", List.of("caller"), List.of(), false);

    assertThat(status("/api/echo", "")).isEqualTo(403);
    assertThat(status("/api/echo", "a.b.c")).isEqualTo(403);
    assertThat(status("/api/echo", token("caller"))).isEqualTo(200);
  }

  @Test
  void allowAnonymousTakesABadTokenForNone() throws Exception {
    config.easyAuth("AllowAnonymous", List.of("caller"), List.of(), false);

    assertThat(status("/api/echo", "a.b.c")).isEqualTo(200);
    assertThat(headers.joined()).doesNotContainValue("forged");
    assertThat(status("/api/echo", token("another"))).isEqualTo(403);
  }

  @Test
  void excludedPathIsAnonymousAndCarriesNoForgedPrincipal() {
    config.easyAuth("Return401", List.of("caller"), List.of(), false);

    assertThat(status("/api/JSON", "")).isEqualTo(200);
    assertThat(headers.joined()).doesNotContainValue("forged");
    assertThat(status("/api/json/x", "")).isEqualTo(401);
    assertThat(status("/api/x/../json", "")).isEqualTo(200);
    assertThat(status("/api/json/../echo", "")).isEqualTo(401);
  }

  @Test
  void challengeCanBeSwitchedOff() {
    config.easyAuth("Return401", List.of("caller"), List.of(), false);
    assertThat(admit("/api/echo", "").orElseThrow().headers()).containsKey("WWW-Authenticate");

    config.easyAuth("Return401", List.of("caller"), List.of(), true);
    assertThat(admit("/api/echo", "").orElseThrow().headers())
        .doesNotContainKey("WWW-Authenticate");
  }

  @Test
  void whileTheIssuerIsAwayItsLastKeysServe() throws Exception {
    config.easyAuth("Return401", List.of("caller"), List.of(), false);
    FrontEnd knowsTheKeys = FrontEnd.of(config.build(), listener);
    FrontEnd never = FrontEnd.of(config.build(), listener);
    String token = token("caller");
    assertThat(admit(knowsTheKeys, "/api/echo", token)).isEmpty();

    network.stop(TestIssuer.HOST);
    try {
      String next = issuer.token(TestConfigs.CLIENT_ID, "caller", Instant.now().plusSeconds(900));
      assertThat(admit(knowsTheKeys, "/api/echo", next)).isEmpty();
      assertThat(admit(knowsTheKeys, "/api/echo", "a.b.c").orElseThrow().status()).isEqualTo(401);
      assertThat(admit(never, "/api/echo", token).orElseThrow().status()).isEqualTo(503);
      assertThat(admit(never, "/api/echo", "").orElseThrow().status()).isEqualTo(401);
    } finally {
      network.start(TestIssuer.HOST);
    }
    assertThat(admit(never, "/api/echo", token)).isEmpty();
  }

  @Test
  void actionThatCannotBeEnforcedIsRefusedAtStart() {
    config.easyAuth("RedirectToLoginPage", List.of("caller"), List.of(), false);

    assertThatThrownBy(() -> status("/api/echo", ""))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("RedirectToLoginPage");
  }

  private static String token(String application) throws Exception {
    return issuer.token(TestConfigs.CLIENT_ID, application, Instant.now().plusSeconds(600));
  }

  /** Status of the refusal; 200 stands for a request that may go on. */
  private int status(String path, String token) {
    return admit(path, token).map(Answer::status).orElse(200);
  }

  private Optional<Answer> admit(String path, String token) {
    return admit(FrontEnd.of(config.build(), listener), path, token);
  }

  private Optional<Answer> admit(FrontEnd frontEnd, String path, String token) {
    headers.set("host", TestConfigs.HOST);
    headers.removeIf("authorization"::equals);
    if (!token.isEmpty()) {
      headers.set("authorization", "Bearer " + token);
    }
    Target target = Target.read("GET", path, TestConfigs.HOST);
    return frontEnd.admit(new FrontEnd.Arrival(GATEWAY, 5000, target, headers, true));
  }
}
