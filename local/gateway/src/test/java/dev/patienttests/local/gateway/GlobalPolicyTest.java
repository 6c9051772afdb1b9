package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.testing.Answers;
import dev.patienttests.local.gateway.testing.Coverage;
import dev.patienttests.local.gateway.testing.GatewayFixture;
import dev.patienttests.local.gateway.testing.TestRequest;
import dev.patienttests.local.gateway.testing.TestRun;
import dev.patienttests.local.gateway.testing.TestService;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@code global.xml}, with an API that does no more than each test needs. */
@PatternDocuments
class GlobalPolicyTest {
  private static final TestRequest REQUEST = TestRequest.get("/test/a");
  private final Coverage coverage;

  GlobalPolicyTest(Coverage coverage) {
    this.coverage = coverage;
  }

  /** {@code inbound} is what the API does after the global policy. */
  private GatewayFixture with(String inbound) {
    String document = Configs.page("<base/>" + inbound, "<base/>", "<base/>", "<base/>");
    return GatewayFixture.of(
        PatternService.global().api(TestService.text("api.xml", document)).build(), coverage);
  }

  private static void isProblem(TestRun run, int status) {
    assertThat(run.status()).isEqualTo(status);
    assertThat(run.header("Content-Type")).contains("application/problem+json");
    assertThat(run.body())
        .startsWith("{\"type\":\"about:blank\",\"title\":\"")
        .contains("\"status\":" + status + ",")
        .containsPattern("\"traceId\":\"[0-9a-f]{32}\"}$");
  }

  @Test
  void headersThatOnlyThePlatformMaySetReachNoBackend() {
    TestRequest request = TestRequest.get("/test/a?code=x&b=1");
    for (String header :
        new String[] {
          "X-MS-CLIENT-PRINCIPAL",
          "X-MS-CLIENT-PRINCIPAL-ID",
          "X-MS-CLIENT-PRINCIPAL-NAME",
          "X-MS-CLIENT-PRINCIPAL-IDP",
          "X-MS-TOKEN-AAD-ID-TOKEN",
          "X-MS-TOKEN-AAD-ACCESS-TOKEN",
          "X-MS-TOKEN-AAD-EXPIRES-ON",
          "X-MS-TOKEN-AAD-REFRESH-TOKEN",
          "x-functions-key",
          "x-ms-site-token",
          "x-requester-subscription-id",
          "x-requester-subscription-name",
          "x-requester-product",
          "x-requester-application",
          "x-requester-subject",
          "x-requester-address",
          "x-correlation-id",
          "tracestate",
          "baggage",
          "X-Front-End",
          "Forwarded",
          "X-Forwarded-Host",
          "X-Forwarded-Proto"
        }) {
      request = request.header(header, "mine");
    }
    TestRun run = with("").send(request.header("X-Forwarded-For", "198.51.100.1"));
    assertThat(run.sent().headers().lines()).noneMatch(line -> line.value().contains("mine"));
    assertThat(run.sent("X-Forwarded-For")).contains("203.0.113.7");
    assertThat(run.sent().url().query()).isEqualTo("b=1");
  }

  @Test
  void theSubscriptionKeyReachesNoBackendWhereverItCame() {
    GatewayFixture fixture =
        GatewayFixture.of(
            PatternService.global()
                .keyRequired()
                .product("p", Optional.empty())
                .subscription("s", "p", "canary-key")
                .build(),
            coverage);
    TestRun byQuery = fixture.send(TestRequest.get("/test/a?b=1&subscription-key=canary-key&c=2"));
    assertThat(byQuery.sent().url().query()).isEqualTo("b=1&c=2");
    TestRun byHeader = fixture.send(REQUEST.header(TestService.KEY, "canary-key"));
    assertThat(byHeader.sent(TestService.KEY)).isEmpty();
    for (TestRun run : List.of(byQuery, byHeader)) {
      assertThat(run.sent().url().toString()).doesNotContain("canary");
      assertThat(run.sent().headers().lines()).noneMatch(line -> line.value().contains("canary"));
    }
  }

  @Test
  void whichSoftwareAnswersIsNotTold() {
    TestRun run =
        with("")
            .backend(
                call ->
                    Answers.of(
                        200,
                        "x",
                        "X-Powered-By",
                        "mine",
                        "X-AspNet-Version",
                        "mine",
                        "X-AspNetMvc-Version",
                        "mine",
                        "Request-Context",
                        "mine",
                        "Set-Cookie",
                        "mine"))
            .send(REQUEST);
    assertThat(run.response().headers().lines()).noneMatch(line -> line.value().contains("mine"));
  }

  @Test
  void theClientsTraceGoesOnAndAnythingElseIsReplaced() {
    String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    assertThat(with("").send(REQUEST.header("traceparent", trace)).sent("traceparent"))
        .hasValueSatisfying(sent -> assertThat(sent).startsWith(trace.substring(0, 36)));
    for (String malformed : new String[] {"", "x", trace.toUpperCase(Locale.ROOT)}) {
      assertThat(with("").send(REQUEST.header("traceparent", malformed)).sent("traceparent"))
          .hasValueSatisfying(sent -> assertThat(sent).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01"))
          .isNotEqualTo(Optional.of(malformed));
    }
  }

  @Test
  void theAllAccessSubscriptionIsRefused() {
    GatewayFixture fixture =
        GatewayFixture.of(
            PatternService.global()
                .subscription(
                    new GatewayConfig.Subscription(
                        "master", "", Optional.empty(), Optional.empty(), "active", "k", "l"))
                .build(),
            coverage);
    TestRun run = fixture.send(REQUEST.header(TestService.KEY, "k"));
    isProblem(run, 401);
    assertThat(run.forwarded()).isEmpty();
  }

  @Test
  void aMissingKeyIsAProblemWithAChallenge() {
    TestRun run =
        GatewayFixture.of(PatternService.global().keyRequired().build(), coverage).send(REQUEST);
    isProblem(run, 401);
    assertThat(run.header("WWW-Authenticate"))
        .contains("AzureApiManagementKey name=\"Ocp-Apim-Subscription-Key\",type=\"header\"");
  }

  @Test
  void anUnknownOperationIs404() {
    isProblem(with("").send(TestRequest.get("/elsewhere")), 404);
    isProblem(with("").send(TestRequest.of("TRACE", "/test/a")), 404);
  }

  @Test
  void aRefusalIs403() {
    isProblem(
        with("<ip-filter action=\"forbid\"><address>203.0.113.7</address></ip-filter>")
            .send(REQUEST),
        403);
  }

  @Test
  void aFaultIs500AndTellsNothingOfIt() {
    TestRun run =
        with("<set-variable name=\"a\" value='@((string)context.Variables[\"no\"])' />")
            .send(REQUEST);
    isProblem(run, 500);
    assertThat(run.body()).doesNotContain("KeyNotFound").doesNotContain("Variables");
  }

  @Test
  void aBackendThatIsAwayIs502AndASlowOne504() {
    isProblem(
        with("")
            .backend(
                call -> {
                  throw Answers.unreachable();
                })
            .send(REQUEST),
        502);
    isProblem(
        with("")
            .backend(
                call -> {
                  throw Answers.timeout();
                })
            .send(REQUEST),
        504);
  }

  @Test
  void withoutATokenOfItsOwnTheGatewayIsNotAvailable() {
    GatewayFixture fixture = with("<authentication-managed-identity resource=\"api://a\" />");
    fixture.identity(
        (resource, client) -> {
          throw PolicyFailure.fault("ManagedIdentityFailure", "no token");
        });
    isProblem(fixture.send(REQUEST), 503);
  }
}
