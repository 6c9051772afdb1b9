package dev.patienttests.local.gateway;

import static dev.patienttests.local.gateway.PatternService.PATIENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.testing.Coverage;
import dev.patienttests.local.gateway.testing.GatewayFixture;
import dev.patienttests.local.gateway.testing.TestRequest;
import dev.patienttests.local.gateway.testing.TestRun;
import dev.patienttests.local.gateway.testing.TestService;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code private.xml}, behind a front end of 10.1.2.0/24. */
@PatternDocuments
class PrivateProductTest {
  private static final TestRequest READ = TestRequest.get(PATIENT);
  private static final TestRequest WRITE = TestRequest.post("/patient", Bodies.PATIENT);

  private final Coverage coverage;
  private final GatewayFixture gateway;
  private final PatternTokens tokens;

  PrivateProductTest(Coverage coverage) {
    this.coverage = coverage;
    gateway = fixture(new PatternConfig().value("front-end-prefix", "10.1.2.0/24"));
    tokens = new PatternTokens(gateway);
  }

  private GatewayFixture fixture(PatternConfig config) {
    return GatewayFixture.of(config.build(), coverage)
        .on(PatternService.VAULT, PatternService::hostKey);
  }

  private TestRun send(TestRequest request, String token) {
    return gateway.send(
        forwarded(request)
            .header(TestService.KEY, "private-demo-key-1")
            .header("Authorization", "Bearer " + token));
  }

  private static TestRequest forwarded(TestRequest request) {
    return request
        .from("10.1.2.3")
        .header("X-Front-End", "private")
        .header("X-Forwarded-For", "192.0.2.1:4711");
  }

  @Test
  void whoMayReadReadsAndDoesNotWrite() {
    String token = tokens.tenant("viewer", "Patient.Read");
    assertThat(send(READ, token).status()).isEqualTo(200);
    assertThat(send(TestRequest.post("/patient/search", "{\"lastName\":\"a\"}"), token).status())
        .isEqualTo(200);
    TestRun write = send(WRITE, token);
    PatternService.isProblem(write, 403);
    assertThat(write.header("WWW-Authenticate"))
        .contains(
            "Bearer realm=\"gateway\",error=\"insufficient_scope\",scope=\"Patient.ReadWrite\"");
  }

  @Test
  void whoMayWriteDoesBoth() {
    String token = tokens.tenant("desk", "Patient.ReadWrite");
    assertThat(send(READ, token).status()).isEqualTo(200);
    assertThat(send(WRITE, token).status()).isEqualTo(200);
  }

  @Test
  void theAudienceMayBeTheUriToo() {
    assertThat(
            send(READ, tokens.tenantFor("api://tenant/gateway", "desk", "Patient.Read")).status())
        .isEqualTo(200);
  }

  @Test
  void theBackendIsToldWhoseTokenItWasAndNotTheToken() {
    TestRun run =
        gateway.send(
            forwarded(READ)
                .header(TestService.KEY, "private-demo-key-1")
                .header("x-requester-subject", "mine")
                .header("Authorization", "Bearer " + tokens.tenant("viewer", "Patient.Read")));
    assertThat(run.sent("x-requester-application")).contains("viewer");
    assertThat(run.sent("x-requester-subject")).contains("object%20of%20viewer");
    assertThat(run.sent("x-requester-subscription-id")).contains("private-demo");
    assertThat(run.sent("x-requester-product")).contains("private");
    assertThat(run.sent("x-requester-address")).contains("192.0.2.1");
    assertThat(run.sent("Authorization")).contains("Bearer token-for-api://tenant/patient-api");
    assertThat(run.sent("X-Front-End")).isEmpty();
  }

  @Test
  void withoutTheFrontEndNobodyGetsIn() {
    String token = tokens.tenant("desk", "Patient.ReadWrite");
    TestRequest request =
        READ.header(TestService.KEY, "private-demo-key-1")
            .header("Authorization", "Bearer " + token);
    PatternService.isProblem(gateway.send(request.header("X-Front-End", "private")), 403);
    PatternService.isProblem(
        gateway.send(request.from("10.1.2.3").header("X-Front-End", "public")), 403);
    GatewayFixture none = fixture(new PatternConfig());
    new PatternTokens(none);
    PatternService.isProblem(none.send(request.header("X-Front-End", "private")), 403);
  }

  @Test
  void aTokenThatIsMissingIs401WithAChallenge() {
    TestRun run = gateway.send(forwarded(READ).header(TestService.KEY, "private-demo-key-1"));
    PatternService.isProblem(run, 401);
    assertThat(run.header("WWW-Authenticate")).contains("Bearer realm=\"gateway\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "a.b.c"})
  void aTokenThatIsNoneIs401(String token) {
    TestRun run = send(READ, token);
    PatternService.isProblem(run, 401);
    assertThat(run.header("WWW-Authenticate"))
        .contains("Bearer realm=\"gateway\",error=\"invalid_token\"");
  }

  @Test
  void aTokenForSomebodyElseOrThatHasEndedIs401() {
    PatternService.isProblem(
        send(READ, tokens.tenantFor("another", "desk", "Patient.ReadWrite")), 401);
    String token = tokens.tenant("desk", "Patient.ReadWrite");
    gateway.clock().advance(Duration.ofHours(2));
    PatternService.isProblem(send(READ, token), 401);
  }

  @Test
  void aTokenWithoutRoleOrWithAnotherIs403() {
    PatternService.isProblem(send(READ, tokens.tenant("desk")), 403);
    PatternService.isProblem(
        send(READ, tokens.tenant("desk", "Partner.Call", "Patient.ReadWriteAll")), 403);
  }

  @Test
  void aKeyIsNeededToo() {
    String token = tokens.tenant("desk", "Patient.ReadWrite");
    PatternService.isProblem(
        gateway.send(forwarded(READ).header("Authorization", "Bearer " + token)), 401);
  }

  @Test
  void theLimitCountsBySubjectWhateverTheKey() {
    String token = tokens.tenant("desk", "Patient.ReadWrite");
    for (String key :
        new String[] {"private-demo-key-1", "private-demo-key-2", "private-more-key-1"}) {
      assertThat(sendWith(key, token).status()).as(key).isEqualTo(200);
    }
    TestRun refused = sendWith("private-more-key-2", token);
    PatternService.isProblem(refused, 429);
    assertThat(refused.header("Retry-After")).isPresent();
    assertThat(sendWith("private-more-key-2", tokens.tenant("viewer", "Patient.Read")).status())
        .isEqualTo(200);
  }

  private TestRun sendWith(String key, String token) {
    return gateway.send(
        forwarded(READ).header(TestService.KEY, key).header("Authorization", "Bearer " + token));
  }

  @Test
  void withTheTokenAloneNoKeyIsNeededAndNoneIsTold() {
    GatewayFixture open =
        fixture(new PatternConfig().value("front-end-prefix", "10.1.2.0/24").tokenOnly("private"));
    String token = new PatternTokens(open).tenant("desk", "Patient.ReadWrite");
    TestRun run = open.send(forwarded(READ).header("Authorization", "Bearer " + token));
    assertThat(run.status()).isEqualTo(200);
    assertThat(run.sent("x-requester-product")).contains("private");
    assertThat(run.sent("x-requester-application")).contains("desk");
    assertThat(run.sent("x-requester-subscription-id")).isEmpty();
    PatternService.isProblem(open.send(forwarded(READ)), 401);
  }
}
