package dev.patienttests.local.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.local.gateway.testing.Answers;
import dev.patienttests.local.gateway.testing.GatewayFixture;
import dev.patienttests.local.gateway.testing.TestRequest;
import dev.patienttests.local.gateway.testing.TestRun;
import dev.patienttests.local.gateway.testing.TestService;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a trace shows, and what it does not. */
class TraceTest {
  private static final TestRequest REQUEST =
      TestRequest.get("/test/a?code=canary-1").header("Authorization", "Bearer canary-2");

  private static TestRun run(String inbound) {
    String document =
        "<policies>\n<inbound><base/>\n"
            + inbound
            + "\n</inbound><backend><base/></backend><outbound><base/></outbound>"
            + "<on-error><base/></on-error></policies>";
    return GatewayFixture.of(new TestService().api(TestService.text("api.xml", document)).build())
        .backend(call -> Answers.of(200, "canary-3", "Set-Cookie", "canary-4"))
        .on("https://other.example/", call -> Answers.of(200, "canary-5"))
        .identity((resource, client) -> "canary-6")
        .send(REQUEST);
  }

  private static String text(String inbound) {
    return text(run(inbound));
  }

  /** Without the times, which differ. */
  private static String text(TestRun run) {
    return TraceText.of(run.trace()).replaceAll("[0-9.]+ ms", "T");
  }

  @Test
  void everyPolicyIsShownWithItsScopeAndWhatItChanged() {
    String text =
        text(
            """
            <choose><when condition="true">
            <set-variable name="a" value="b" />
            </when></choose>
            <set-variable name="a" value="c" />
            <set-header name="x-a"><value>d</value></set-header>\
            """);
    assertThat(text)
        .startsWith("GET /test/a\napi test, operation get\ninbound\n")
        .contains("  api choose  api.xml:3:1  T  when[1]\n")
        .contains("    api set-variable  api.xml:4:1  T\n        variable a: none -> \"b\"\n")
        .contains("variable a: \"b\" -> \"c\"")
        .contains("header x-a: none -> \"d\"")
        .contains("backend\n  global forward-request  default-global.xml:1:31")
        .contains("response status: none -> 200")
        .endsWith("response 200 after T\n");
  }

  @Test
  void noSecretNoTokenAndNoBodyIsShown() {
    TestRun run =
        run(
            """
            <send-request response-variable-name="answer">
              <set-url>https://other.example/</set-url><set-method>GET</set-method>
            </send-request>
            <set-variable name="plain" value='@(context.Request.Headers.GetValueOrDefault("Authorization", "") + "!")' />
            <set-variable name="hostKey" value='@(((IResponse)context.Variables["answer"]).Body.As<string>(preserveContent: true))' />
            <set-variable name="json" value='@("{\\"a\\":\\"" + (string)context.Variables["hostKey"] + "\\"}")' />
            <set-variable name="long" value='@(new string(&apos;x&apos;, 300))' />
            <authentication-managed-identity resource="api://a" output-token-variable-name="plain2" />
            <set-variable name="web" value="a eyJhbGciOiJub25lIn0.eyJhIjoxfQ. b" />
            <set-variable name="keyCount" value="@(3)" />
            """);
    assertThat(run.lastError()).isEmpty();
    String text = text(run);
    assertThat(text + TraceJson.of(run.trace()))
        .doesNotContain("canary")
        .doesNotContain("xxxx")
        .contains("variable plain: none -> \"***!\"")
        .contains("variable hostKey: none -> ***")
        .contains("variable web: none -> \"a *** b\"")
        .contains("variable keyCount: none -> 3")
        .contains("variable answer: none -> (response 200)")
        .contains("variable long: none -> (text of 300 characters)");
  }

  @Test
  void namedValuesThatAreMarkedAsSecretAreHiddenWhateverTheirName() {
    String document =
        """
        <policies><inbound>
        <set-variable name="plain" value='@("a {{greeting}} b")' />
        <set-header name="x-pin"><value>{{pin}}</value></set-header>
        <set-variable name="number" value="@({{number}})" />
        <set-variable name="open" value="{{open}}" />
        </inbound><backend><base/></backend><outbound/><on-error/></policies>""";
    TestService service =
        new TestService()
            .api(TestService.text("api.xml", document))
            .namedValues(
                Map.of(
                    "greeting", "canary-7", "pin", "1234", "number", "12345678", "open", "shown"))
            .secretNames(Set.of("greeting", "pin", "number"));
    TestRun run = GatewayFixture.of(service.build()).send(TestRequest.get("/test/a"));
    assertThat(run.lastError()).isEmpty();
    assertThat(text(run) + TraceJson.of(run.trace()))
        .contains("variable plain: none -> \"a *** b\"")
        .contains("header x-pin: none -> \"***\"")
        .contains("variable number: none -> ***")
        .contains("variable open: none -> \"shown\"")
        .doesNotContain("canary")
        .doesNotContain("1234");
  }

  @Test
  void aFailureIsShownWhereItHappened() {
    TestRun run =
        run(
            "<check-header name=\"x\" failed-check-httpcode=\"403\""
                + " failed-check-error-message=\"no\" ignore-case=\"true\" />");
    assertThat(text(run))
        .contains("  api check-header  api.xml:3:1  T  failed: ")
        .contains("error check-header: HeaderNotFound: ")
        .endsWith("response 403 after T\n");
    assertThat(TraceJson.of(run.trace()).at("/lastError/reason").asText())
        .isEqualTo("HeaderNotFound");
  }

  @Test
  void aFailureShowsNoSecretEither() {
    TestRun run =
        run(
            """
            <check-header name='@(context.Request.Headers.GetValueOrDefault("Authorization", "").Replace("Bearer ", ""))' failed-check-httpcode="403" failed-check-error-message="no" ignore-case="true" />
            """);
    assertThat(run.lastError().orElseThrow().message()).contains("canary-2");
    assertThat(text(run) + TraceJson.of(run.trace()))
        .contains("Header *** was not found")
        .doesNotContain("canary");
  }

  @Test
  void policiesThatRunAtTheSameTimeStandInTheirWait() {
    String text =
        text(
            """
            <wait for="all">
              <choose><when condition="true"><set-variable name="a" value="1" /></when></choose>
              <choose><when condition="true"><set-variable name="b" value="2" /></when></choose>
            </wait>
            """);
    assertThat(text)
        .contains("\n    api choose  api.xml:4:3")
        .contains("\n      api set-variable  api.xml:5:34")
        .contains("variable b: none -> \"2\"");
  }

  @Test
  void aTraceDoesNotGrowForEver() {
    String many = "<set-variable name=\"a\" value=\"b\" />".repeat(1_200);
    assertThat(text(many)).contains("and 201 more policies\n");
  }
}
