package dev.patienttests.local.gateway.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.patienttests.local.gateway.GatewayConfig.PolicyDocument;
import dev.patienttests.local.gateway.check.PolicyCheck;
import dev.patienttests.local.gateway.document.PolicyLoadException;
import dev.patienttests.local.gateway.testing.Answers;
import dev.patienttests.local.gateway.testing.GatewayFixture;
import dev.patienttests.local.gateway.testing.TestRequest;
import dev.patienttests.local.gateway.testing.TestRun;
import dev.patienttests.local.gateway.testing.TestService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Documents, expressions and requests that nobody would write: each is refused with its place, or
 * runs to an answer. Seeds are fixed, so that a failure comes again; its message holds the input.
 */
@Timeout(120)
class FuzzTest {
  private static final int DOCUMENTS = 1_500;
  private static final int EXPRESSIONS = 3_000;
  private static final int REQUESTS = 1_000;
  private static final Map<String, String> NAMED_VALUES = Map.of("name", "value");

  private static final List<String> EXPRESSION_SEEDS =
      List.of(
          "context.Request.Headers.GetValueOrDefault(\"x\", \"\").Split(',').Select(a => a.Trim()).First()",
          "(string)((JObject)JObject.Parse(\"{\\\"a\\\":[1,2]}\"))[\"a\"].ToString()",
          "context.Variables.GetValueOrDefault<int>(\"n\", 1) + 5 * (3 - 2) / 7 % 2",
          "string.Join(\",\", Enumerable.Range(1, 5).Where(i => i > 2).Select(i => $\"{i:D3}\"))",
          "DateTime.UtcNow.AddDays(1).ToString(\"yyyy-MM-dd\") + Guid.Empty.ToString(\"N\")",
          "Convert.ToBase64String(Encoding.UTF8.GetBytes(context.Request.Method ?? \"\"))",
          "Regex.Replace(context.Request.Url.Path, \"(a+)+$\", \"b\")",
          "new Dictionary<string, object> { [\"a\"] = 1, [\"b\"] = new int[] { 1, 2 } }.Count.ToString()",
          "context.Request.Body?.As<string>(preserveContent: true).Length ?? 0",
          "true ? (object)1 : (context.Subscription?.Id as string)");

  private List<PolicyDocument> documents;

  @BeforeEach
  void readDocuments() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("../../apim/policies"))) {
      documents =
          files.filter(f -> f.toString().endsWith(".xml")).sorted().map(TestService::file).toList();
    }
  }

  private static String page(String value) {
    return "<policies><inbound><set-variable name=\"a\" value='@("
        + value
        + ")' /></inbound><backend><base /></backend><outbound /><on-error /></policies>";
  }

  /** Anything but a refusal with a place is a fault of the gateway. */
  private static <T> T orRefused(String input, Supplier<T> task, T refused) {
    try {
      return task.get();
    } catch (PolicyLoadException e) {
      assertThat(e.position().line()).as(input).isPositive();
      assertThat(e.position().column()).as(input).isPositive();
      return refused;
    } catch (RuntimeException | StackOverflowError e) {
      return fail("neither loaded nor refused: " + input, e);
    }
  }

  private static void isAnswered(String input, TestRun run) {
    assertThat(run.status()).as(input).isBetween(100, 999);
    if (run.status() == 500) {
      assertThat(run.lastError()).as("500 without LastError: " + input).isPresent();
    }
    assertThat(run.lastError().map(e -> e.reason()).orElse(""))
        .as(input)
        .isNotEqualTo("InternalError");
  }

  @Test
  void everyDocumentLoadsOrIsRefusedWithItsPlace() {
    Mutations mutations = new Mutations(1);
    for (int i = 0; i < DOCUMENTS; i++) {
      PolicyDocument original = mutations.oneOf(documents);
      PolicyDocument changed = new PolicyDocument(mutations.of(original.xml()), original.origin());
      orRefused(
          changed.xml(), () -> PolicyCheck.check(List.of(changed), NAMED_VALUES, true).size(), 0);
    }
  }

  @Test
  void everyExpressionIsRefusedOrRunsToAnAnswer() {
    Mutations mutations = new Mutations(2);
    for (int i = 0; i < EXPRESSIONS; i++) {
      String xml = page(mutations.of(mutations.oneOf(EXPRESSION_SEEDS)));
      orRefused(
          xml,
          () -> {
            GatewayFixture fixture =
                GatewayFixture.of(
                    new TestService()
                        .api(TestService.text("fuzz.xml", xml))
                        .namedValues(NAMED_VALUES)
                        .build());
            isAnswered(xml, fixture.send(TestRequest.post("/test/aaaa!", "body").header("x", "1")));
            return true;
          },
          false);
    }
  }

  @Test
  void everyRequestIsAnswered() {
    Mutations mutations = new Mutations(3);
    GatewayFixture fixture =
        GatewayFixture.of(
            new TestService()
                .api(
                    TestService.text(
                        "a.xml",
                        """
                        <policies><inbound><base />
                          <set-variable name="q" value='@(context.Request.OriginalUrl.Query.GetValueOrDefault("q", "").Length)' />
                          <choose><when condition='@(context.Request.Headers.GetValueOrDefault("x", "").Contains("a"))'>
                            <set-body>@(context.Request.Body.As<JObject>(preserveContent: true)["a"].ToString())</set-body>
                          </when></choose>
                          <set-query-parameter name="r"><value>@(context.Request.Url.Path)</value></set-query-parameter>
                          <rewrite-uri template="/x" />
                        </inbound></policies>
                        """))
                .build());
    fixture.backend(call -> Answers.of(200, TestRun.body(call)));
    for (int i = 0; i < REQUESTS; i++) {
      String target = "/" + mutations.of("test/a/b?q=1&r=%20").replace(' ', '+');
      String header = mutations.of("a=b, c; d=\"e\"");
      String body = mutations.of("{\"a\":{\"b\":[1,2,null]}}");
      String input = target + " | " + header + " | " + body;
      isAnswered(
          input,
          orRefused(
              input,
              () -> fixture.send(TestRequest.post(target, body).header("x", header)),
              fixture.send(TestRequest.get("/test/a"))));
    }
  }

  @Test
  void nestingEndsInARefusal() {
    for (String open :
        List.of("(", "!", "-", "(object)", "new[]{", "true ? ", "a => ", "$\"{", "x[")) {
      String xml = page(open.repeat(20_000) + "1");
      orRefused(
          open,
          () -> PolicyCheck.check(List.of(new PolicyDocument(xml, "d.xml")), Map.of(), true).size(),
          0);
    }
    String calls = page("\"\"" + ".ToString()".repeat(20_000));
    orRefused(
        "calls",
        () -> GatewayFixture.of(new TestService().api(TestService.text("d.xml", calls)).build()),
        null);
    String sum = page("1" + " + 1".repeat(20_000));
    orRefused(
        "sum",
        () ->
            GatewayFixture.of(new TestService().api(TestService.text("d.xml", sum)).build())
                .send(TestRequest.get("/test/a")),
        null);
  }

  @Test
  void workWithoutEndEndsInAFault() {
    for (String endless :
        List.of(
            "@{ while (true) { } return 1; }",
            "@{ string s = \"x\"; while (true) { s = s + s; } return s; }",
            "@{ Func<int, int> f = null; f = n => f(n + 1); return f(0); }",
            "@{ var l = new List<int>(); for (;;) { l.Add(1); } return 1; }",
            "@(Enumerable.Range(0, int.MaxValue).Sum())",
            "@(Regex.IsMatch(new string('a', 5000) + \"!\", \"^(a+)+$\"))",
            "@(new string('a', int.MaxValue))")) {
      String xml = page("1").replace("@(1)", endless.replace("'", "&apos;").replace("<", "&lt;"));
      TestRun run =
          GatewayFixture.of(new TestService().api(TestService.text("e.xml", xml)).build())
              .send(TestRequest.get("/test/a"));
      assertThat(run.status()).as(endless).isEqualTo(500);
      assertThat(run.lastError()).as(endless).isPresent();
    }
  }
}
