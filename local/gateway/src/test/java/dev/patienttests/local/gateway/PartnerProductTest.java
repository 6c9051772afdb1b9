package dev.patienttests.local.gateway;

import static dev.patienttests.local.gateway.PatternService.PATIENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.testing.Coverage;
import dev.patienttests.local.gateway.testing.GatewayFixture;
import dev.patienttests.local.gateway.testing.TestRequest;
import dev.patienttests.local.gateway.testing.TestRun;
import dev.patienttests.local.gateway.testing.TestService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code partner.xml}, without a front end where a test says nothing of one. */
@PatternDocuments
class PartnerProductTest {
  private static final TestRequest READ = TestRequest.get(PATIENT);
  private static final TestRequest WRITE = TestRequest.post("/patient", Bodies.PATIENT);
  private static final Map<String, Object> READER = Map.of("scp", "openid Patients.Read");
  private static final Map<String, Object> CALLER = Map.of("scp", "Partner.Call");

  private final Coverage coverage;
  private final GatewayFixture gateway;
  private final PatternTokens tokens;

  PartnerProductTest(Coverage coverage) {
    this.coverage = coverage;
    gateway = fixture(new PatternConfig());
    tokens = new PatternTokens(gateway);
  }

  private GatewayFixture fixture(PatternConfig config) {
    return GatewayFixture.of(config.build(), coverage)
        .on(PatternService.VAULT, PatternService::hostKey);
  }

  private static TestRequest with(TestRequest request, String token) {
    return request
        .header(TestService.KEY, "partner-demo-key-1")
        .header("Authorization", "Bearer " + token);
  }

  private TestRun send(TestRequest request, String token) {
    return gateway.send(with(request, token));
  }

  @Test
  void aUserWithTheScopeToReadReadsAndDoesNotWrite() {
    String token = tokens.external("user-1", READER);
    TestRun read = send(READ, token);
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.sent("x-requester-application")).contains("partner-portal");
    assertThat(read.sent("x-requester-subject")).contains("user-1");
    assertThat(read.sent("x-requester-product")).contains("partner");
    PatternService.isProblem(send(WRITE, token), 403);
  }

  @Test
  void partnerCallOpensAllAsScopeAndAsRole() {
    assertThat(send(WRITE, tokens.external("user-1", CALLER)).status()).isEqualTo(200);
    assertThat(
            send(WRITE, tokens.external("app-1", Map.of("roles", List.of("Partner.Call"))))
                .status())
        .isEqualTo(200);
    assertThat(send(WRITE, tokens.tenant("partner-client", "Partner.Call")).status())
        .isEqualTo(200);
  }

  @Test
  void aTokenOfOurTenantNeedsPartnerCall() {
    PatternService.isProblem(send(READ, tokens.tenant("desk", "Patient.ReadWrite")), 403);
  }

  @Test
  void aTokenThatOnlyClaimsItsIssuerIs401() {
    PatternService.isProblem(send(READ, tokens.externalByAnotherKey("user-1", CALLER)), 401);
  }

  @Test
  void aTokenWithoutSignatureEndOrSchemeIs401() {
    PatternService.isProblem(send(READ, tokens.externalUnsigned("user-1", CALLER)), 401);
    PatternService.isProblem(send(READ, tokens.externalWithoutEnd("user-1", CALLER)), 401);
    String token = tokens.external("user-1", CALLER);
    TestRequest request = READ.header(TestService.KEY, "partner-demo-key-1");
    PatternService.isProblem(gateway.send(request.header("Authorization", token)), 401);
  }

  @Test
  void anAudienceOfTheOtherTenantIs401() {
    PatternService.isProblem(
        send(READ, tokens.externalFor(PatternConfig.REGISTRATION, "user-1", CALLER)), 401);
    PatternService.isProblem(
        send(
            READ,
            tokens.tenantFor(PatternConfig.EXTERNAL_AUDIENCE, "partner-client", "Partner.Call")),
        401);
  }

  @Test
  void withoutATokenOrAfterItsEndTheAnswerIs401() {
    PatternService.isProblem(gateway.send(READ.header(TestService.KEY, "partner-demo-key-1")), 401);
    String token = tokens.external("user-1", CALLER);
    gateway.clock().advance(Duration.ofHours(2));
    PatternService.isProblem(send(READ, token), 401);
  }

  @Test
  void whereThereIsAFrontEndItIsThePublicOneOnly() {
    GatewayFixture behind = fixture(new PatternConfig().value("front-end-prefix", "10.1.2.0/24"));
    String token = new PatternTokens(behind).external("user-1", CALLER);
    PatternService.isProblem(behind.send(with(READ, token).header("X-Front-End", "public")), 403);
    TestRequest forwarded = with(READ, token).from("10.1.2.3");
    PatternService.isProblem(behind.send(forwarded.header("X-Front-End", "private")), 403);
    assertThat(behind.send(forwarded.header("X-Front-End", "public")).status()).isEqualTo(200);
  }

  @Test
  void aListOfAddressesAdmitsThoseOnItAlone() {
    GatewayFixture listed =
        fixture(new PatternConfig().value("partner-addresses", "198.51.100.0/24,192.0.2.7/32"));
    String token = new PatternTokens(listed).external("user-1", CALLER);
    assertThat(listed.send(with(READ, token).from("192.0.2.7")).status()).isEqualTo(200);
    PatternService.isProblem(
        listed.send(with(READ, token).from("192.0.2.8").header("X-Forwarded-For", "192.0.2.7")),
        403);
  }

  @Test
  void theRateCountsBySubjectAndTheQuotaBySubscription() {
    for (String key :
        new String[] {"partner-demo-key-1", "partner-demo-key-2", "partner-more-key-1"}) {
      assertThat(sendWith(key, "user-1").status()).as(key).isEqualTo(200);
    }
    PatternService.isProblem(sendWith("partner-more-key-2", "user-1"), 429);
    // Two of the five that the subscription may make in an hour are used
    for (int i = 0; i < 3; i++) {
      assertThat(sendWith("partner-demo-key-" + (i % 2 + 1), "user-" + (i + 2)).status())
          .isEqualTo(200);
    }
    TestRun refused = sendWith("partner-demo-key-2", "user-9");
    PatternService.isProblem(refused, 403);
    assertThat(refused.header("Retry-After")).isPresent();
    assertThat(refused.body()).contains("quota");
    assertThat(sendWith("partner-more-key-1", "user-9").status()).isEqualTo(200);
  }

  private TestRun sendWith(String key, String user) {
    return gateway.send(
        READ.header(TestService.KEY, key)
            .header("Authorization", "Bearer " + tokens.external(user, CALLER)));
  }

  @Test
  void withTheTokenAloneTheQuotaCountsBySubject() {
    GatewayFixture open = fixture(new PatternConfig().tokenOnly("partner"));
    PatternTokens callers = new PatternTokens(open);
    for (int i = 0; i < 5; i++) {
      String token = callers.external("user-1", CALLER);
      assertThat(open.send(READ.header("Authorization", "Bearer " + token)).status())
          .isEqualTo(200);
      open.clock().advance(Duration.ofSeconds(11));
    }
    String token = callers.external("user-1", CALLER);
    PatternService.isProblem(open.send(READ.header("Authorization", "Bearer " + token)), 403);
    PatternService.isProblem(open.send(READ), 401);
    assertThat(
            open.send(READ.header("Authorization", "Bearer " + callers.external("user-2", CALLER)))
                .status())
        .isEqualTo(200);
  }
}
