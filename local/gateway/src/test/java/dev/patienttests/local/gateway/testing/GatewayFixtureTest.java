package dev.patienttests.local.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patienttests.local.gateway.GatewayConfig;
import dev.patienttests.local.gateway.document.PolicyLoadException;
import dev.patienttests.local.gateway.model.LastError;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GatewayFixtureTest {
  private static final String DOCUMENT =
      """
      <policies>
        <inbound>
          <base />
          <include-fragment fragment-id="who" />
          <choose>
            <when condition='@(context.Request.Method == "POST")'>
              <send-request response-variable-name="answer">
                <set-url>https://other.example/{{what}}</set-url>
                <set-method>GET</set-method>
              </send-request>
            </when>
          </choose>
          <check-header name="x-key" failed-check-httpcode="403" failed-check-error-message="no" ignore-case="true">
            <value>open</value>
          </check-header>
        </inbound>
        <backend>
          <retry condition="@(context.Response.StatusCode == 503)" count="1" interval="2">
            <forward-request />
          </retry>
        </backend>
        <outbound><base /></outbound>
        <on-error><base /></on-error>
      </policies>
      """;

  private final Coverage coverage = new Coverage();

  private GatewayFixture fixture() {
    GatewayConfig config =
        new TestService()
            .api(TestService.text("one.xml", DOCUMENT))
            .fragment(
                "who",
                TestService.text(
                    "who.xml",
                    "<fragment><set-variable name=\"who\" value=\"@(context.Request.IpAddress)\" />"
                        + "</fragment>"))
            .namedValue("what", "things")
            .build();
    return GatewayFixture.of(config, coverage);
  }

  private static TestRequest get() {
    return TestRequest.get("/test/a/b?c=d").header("x-key", "open");
  }

  @Test
  void aRequestReachesTheBackendAndComesBack() {
    TestRun run = fixture().backend(call -> Answers.of(201, "made", "x-a", "b")).send(get());
    assertThat(run.status()).isEqualTo(201);
    assertThat(run.body()).isEqualTo("made");
    assertThat(run.header("X-A")).contains("b");
    assertThat(run.sent().url().toString()).isEqualTo("https://backend.example/base/a/b?c=d");
    assertThat(run.variables()).containsEntry("who", "203.0.113.7");
    assertThat(run.callOuts()).isEmpty();
  }

  @Test
  void callOutsAreToldFromTheBackend() {
    TestRun run =
        fixture()
            .on("https://other.example/", call -> Answers.of(204, ""))
            .send(TestRequest.post("/test/a", "body").header("x-key", "open"));
    assertThat(run.callOuts()).extracting(c -> c.url().path()).containsExactly("/things");
    assertThat(TestRun.body(run.sent())).isEqualTo("body");
  }

  @Test
  void aCallOutThatNobodyAnswersIsUnreachable() {
    TestRun run = fixture().send(TestRequest.post("/test/a", "").header("x-key", "open"));
    assertThat(run.lastError().map(LastError::reason)).contains("BackendConnectionFailure");
    assertThat(run.forwarded()).isEmpty();
  }

  @Test
  void waitsAreNotedAndNotWaited() {
    GatewayFixture fixture = fixture().backend(call -> Answers.of(503, ""));
    TestRun run = fixture.send(get());
    assertThat(run.forwarded()).hasSize(2);
    assertThat(fixture.pauses()).containsExactly(Duration.ofSeconds(2));
  }

  @Test
  void coverageNamesWhatNoRequestHasShown() {
    GatewayFixture fixture = fixture();
    fixture.send(get());
    assertThat(coverage.files()).containsExactly("one.xml", "who.xml");
    assertThat(coverage.missing())
        .containsExactly(
            "one.xml:6:7: when[1]",
            "one.xml:7:9: <send-request> never runs",
            "one.xml:13:5: <check-header> never refuses",
            "one.xml:18:5: runs again");
    fixture.send(TestRequest.get("/test/a"));
    fixture
        .on("https://other.example/", call -> Answers.of(204, ""))
        .backend(call -> Answers.of(503, ""))
        .send(TestRequest.post("/test/a", "").header("x-key", "open"));
    assertThat(coverage.missing()).isEmpty();
  }

  @Test
  void aProductIsEnteredByItsKey() {
    GatewayFixture fixture =
        GatewayFixture.of(
            new TestService()
                .keyRequired()
                .product(
                    "gold",
                    Optional.of(
                        TestService.text(
                            "gold.xml",
                            "<policies><inbound><base /><set-header name=\"x-gold\">"
                                + "<value>1</value></set-header></inbound></policies>")))
                .subscription("mine", "gold", "key")
                .build());
    assertThat(fixture.send(TestRequest.get("/test/a")).status()).isEqualTo(401);
    assertThat(
            fixture.send(TestRequest.get("/test/a").header(TestService.KEY, "key")).sent("x-gold"))
        .contains("1");
  }

  @Test
  void whatIsRefusedAtLoadIsRefusedHere() {
    GatewayConfig config =
        new TestService().api(TestService.text("bad.xml", "<policies><in /></policies>")).build();
    assertThatThrownBy(() -> GatewayFixture.of(config))
        .isInstanceOf(PolicyLoadException.class)
        .hasMessageStartingWith("bad.xml:1:11: <in>");
  }
}
