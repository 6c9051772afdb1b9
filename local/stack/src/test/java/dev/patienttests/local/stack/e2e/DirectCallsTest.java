package dev.patienttests.local.stack.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.platform.PlatformConfig.Identity;
import dev.patienttests.local.stack.deploy.SitePlan;
import dev.patienttests.local.stack.deploy.StackPlan;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Calls that go round the gateway: each check of the front end and of the host, in Azure's order.
 */
class DirectCallsTest {
  @RegisterExtension static final RunningStack STACK = new RunningStack();

  private static final String OTHER_APPLICATION = "aaaaaaaa-0000-4000-8000-000000000001";

  @Test
  void fromTheInternetBothAppsAnswer403() {
    StackPlan plan = STACK.stack().plan();
    for (SitePlan site : plan.sites()) {
      assertThat(STACK.clients().edge().status(site.hostName(), "/api/health")).isEqualTo(403);
      assertThat(STACK.clients().edge().status(site.scmHostName(), "/")).isEqualTo(403);
    }
  }

  @Test
  void fromTheGatewaysSubnetAuditApiAnswers403() {
    assertThat(call("audit-api", gatewaySubnet(), Optional.empty(), "").statusCode())
        .isEqualTo(403);
  }

  @Test
  void withoutATokenItIsA401() {
    HttpResponse<String> response = callPatient(Optional.empty(), hostKey());
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
  }

  @Test
  void anExpiredTokenIsA401() {
    Instant hourAgo = Instant.now().minus(Duration.ofHours(1));
    String token = token(patientAudience(), gatewayIdentity(), hourAgo, List.of("Patient.Invoke"));
    assertThat(callPatient(Optional.of(token), hostKey()).statusCode()).isEqualTo(401);
  }

  @Test
  void aTokenForAnotherAudienceIsA401() {
    String token = token(auditAudience(), gatewayIdentity(), soon(), List.of("Patient.Invoke"));
    assertThat(callPatient(Optional.of(token), hostKey()).statusCode()).isEqualTo(401);
  }

  @Test
  void aClientsTokenForTheGatewayIsA401AtPatientApi() {
    String token =
        token(
            OTHER_APPLICATION,
            new Identity("client", OTHER_APPLICATION, OTHER_APPLICATION),
            soon(),
            List.of("Patient.Read"));
    assertThat(callPatient(Optional.of(token), hostKey()).statusCode()).isEqualTo(401);
  }

  @Test
  void anIdentityThatIsNotListedIsA403() {
    String token =
        token(
            patientAudience(),
            new Tokens(STACK).identity("id-audit"),
            soon(),
            List.of("Patient.Invoke"));
    assertThat(callPatient(Optional.of(token), hostKey()).statusCode()).isEqualTo(403);
  }

  @Test
  void theRightTokenWithAWrongHostKeyIsAnEmpty401() {
    HttpResponse<String> response = callPatient(Optional.of(goodToken()), "wrong");
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void theRightTokenWithoutTheRoleIsA403OfTheApp() {
    String token = token(patientAudience(), gatewayIdentity(), soon(), List.of());
    HttpResponse<String> response = callPatient(Optional.of(token), hostKey());
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
  }

  @Test
  void withTokenRoleAndKeyFromTheRightSubnetTheAppAnswers() {
    assertThat(callPatient(Optional.of(goodToken()), hostKey()).statusCode()).isEqualTo(404);
  }

  @Test
  void anIdentityWithoutARoleGetsNoToken() {
    Tokens tokens = new Tokens(STACK);
    String auditApi = "api://" + STACK.stack().plan().tenantId() + "/audit-api";
    HttpResponse<String> refused = tokens.ask("audit-api", "id-audit", auditApi);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).doesNotContain("access_token");
    assertThat(tokens.ask("patient-api", "id-patient", auditApi).statusCode()).isEqualTo(200);
  }

  @Test
  void theKeyOfOneCosmosAccountDoesNotOpenTheOther() {
    Documents documents = new Documents(STACK);
    assertThat(documents.statusWithKeyOf("audit-api", "patient-api")).isEqualTo(401);
    assertThat(documents.statusWithKeyOf("audit-api", "audit-api")).isEqualTo(200);
  }

  private static HttpResponse<String> callPatient(Optional<String> token, String key) {
    return call("patient-api", gatewaySubnet(), token, key);
  }

  private static HttpResponse<String> call(
      String app, String subnet, Optional<String> token, String key) {
    SitePlan site = STACK.stack().plan().site(app);
    URI uri =
        URI.create(
            "https://"
                + site.hostName()
                + (app.equals("patient-api")
                    ? "/api/patient/00000000-0000-4000-8000-000000000000"
                    : "/api/auditrecord"));
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (!key.isEmpty()) {
      request.header("x-functions-key", key);
    }
    token.ifPresent(t -> request.header("Authorization", "Bearer " + t));
    return Clients.send(STACK.clients().in(subnet), request);
  }

  private static String gatewaySubnet() {
    StackPlan plan = STACK.stack().plan();
    return plan.subnet(plan.gateway().subnetId()).name();
  }

  private static String hostKey() {
    try {
      return STACK.stack().resourceManager().functionKeys("patient-api").get("gateway-a");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String goodToken() {
    return token(patientAudience(), gatewayIdentity(), soon(), List.of("Patient.Invoke"));
  }

  private static String patientAudience() {
    return STACK.stack().plan().site("patient-api").easyAuth().clientId();
  }

  private static String auditAudience() {
    return STACK.stack().plan().site("audit-api").easyAuth().clientId();
  }

  private static Identity gatewayIdentity() {
    return new Tokens(STACK).identity("id-apim");
  }

  private static String token(
      String audience, Identity caller, Instant expiresOn, List<String> roles) {
    return new Tokens(STACK).mint(audience, caller, expiresOn, roles);
  }

  private static Instant soon() {
    return Instant.now().plus(Duration.ofMinutes(30));
  }
}
