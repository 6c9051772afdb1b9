package dev.patienttests.local.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patienttests.local.net.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers of a function app see of the host and the worker, without a front end. */
class HostBehaviourTest {
  @TempDir static Path folder;
  private static StagedTestApp app;
  private static Site site;
  private static RawClient client;

  @BeforeAll
  static void start() throws IOException {
    app = StagedTestApp.in(folder);
    site =
        Site.start(
            TestConfigs.coreTools(app.folder(), folder.resolve("data")),
            Map.of("FUNCTIONS_REQUEST_BODY_SIZE_LIMIT", "1000"));
    client = new RawClient(site.ports().publicPort().orElseThrow());
  }

  @AfterAll
  static void stop() throws IOException {
    site.close();
  }

  @Test
  void functionSeesBodyQueryAndHeaderInLowerCase() throws IOException {
    RawClient.Reply reply = client.post("/api/ECHO/?a=&b=1&b=2", "höhe", "X-Foo: 1");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo("höhe");
    assertThat(reply.headers())
        .containsEntry("x-query", "{b=1,2}")
        .containsEntry("x-foo", "1")
        .containsEntry("x-upper", "null")
        .containsEntry("content-type", "text/plain; charset=utf-8")
        .containsEntry("x-content-type-options", "nosniff")
        .containsKey("x-pattern-trace");
  }

  @Test
  void answerNamesTheTraceOfACallThatHasOneAndElseANewOne() throws IOException {
    String trace = "0af7651916cd43dd8448eb211c80319c";
    String span = "-b7ad6b7169203331-01";

    assertThat(traceOf("00-" + trace + span)).isEqualTo(trace);
    assertThat(traceOf("01-" + trace + span + "-more")).isEqualTo(trace);
    for (String refused :
        List.of(
            "",
            "00-" + trace,
            "00_" + trace + span,
            "00-" + trace + span.replace("-0", "_0"),
            "00-" + trace.toUpperCase(Locale.ROOT) + span,
            "00-" + "g" + trace.substring(1) + span,
            "00-" + "0".repeat(32) + span)) {
      assertThat(traceOf(refused))
          .as(refused)
          .matches("[0-9a-f]{32}")
          .isNotIn(trace, "0".repeat(32));
    }
  }

  private static String traceOf(String traceparent) throws IOException {
    return client.get("/api/echo", "traceparent: " + traceparent).headers().get("x-pattern-trace");
  }

  @Test
  void repeatedHeadersAreJoinedAndEmptyOnesKept() throws IOException {
    assertThat(client.get("/api/echo", "X-Foo: 1", "x-foo: 2").headers())
        .containsEntry("x-foo", "1,2");
    assertThat(client.get("/api/echo", "X-Foo:").headers()).containsEntry("x-foo", "");
  }

  @Test
  void queryKeysMergeIgnoringCaseAndBadEscapesStay() throws IOException {
    assertThat(query("?a=1&A=2&a=3")).isEqualTo("{a=1,2,3}");
    assertThat(query("?a&b=&=1")).isEqualTo("{=1}");
    assertThat(query("?a=x+y%2B%2f")).isEqualTo("{a=x y+/}");
    assertThat(query("?a=%41%zz%FF%C3%28")).isEqualTo("{a=A%zz%FF%C3(}");
    assertThat(query("?a=1;b=2")).isEqualTo("{a=1;b=2}");
    assertThat(query("??")).isEqualTo("{}");
    assertThat(query("?code=k")).isEqualTo("{code=k}");
  }

  private static String query(String query) throws IOException {
    return client.get("/api/echo" + query).headers().get("x-query");
  }

  @Test
  void eachCallHasAnInstanceOfItsOwnInOneClassLoader() throws IOException {
    int first = Integer.parseInt(client.get("/api/number").body());
    int second = Integer.parseInt(client.get("/api/number").body());

    assertThat(second).isGreaterThan(first);
  }

  @Test
  void chunkedBodyArrivesEmpty() throws IOException {
    RawClient.Reply reply =
        client.post("/api/echo", "2\r\nhi\r\n0\r\n\r\n", "Transfer-Encoding: chunked");

    assertThat(reply.body()).isEqualTo("<empty>");
  }

  @Test
  void charsetIsAppendedToContentType() throws IOException {
    RawClient.Reply reply = client.get("/api/json");

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.headers()).containsEntry("content-type", "application/json; charset=utf-8");
  }

  @Test
  void wrongMethodAndUnknownPathAre404WithoutBody() throws IOException {
    RawClient.Reply reply = client.send("DELETE", "/api/json", "");

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.body()).isEmpty();
    assertThat(reply.headers()).doesNotContainKey("allow");
    assertThat(client.send("HEAD", "/api/json", "").status()).isEqualTo(404);
    assertThat(client.get("/api/nothing").status()).isEqualTo(404);
  }

  @Test
  void exceptionIs500AndSaysNothing() throws IOException {
    RawClient.Reply reply = client.get("/api/fail");

    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.body()).isEmpty();
    assertThat(reply.headers().toString()).doesNotContain("secret");
  }

  @Test
  void failingStaticInitialiserIsAnsweredAtOnceEveryTime() throws IOException {
    assertThat(client.get("/api/broken").status()).isEqualTo(500);
    assertThat(client.get("/api/broken").status()).isEqualTo(500);
  }

  @Test
  void bindingNameIsCaseSensitiveSoACallerCanHideIt() throws IOException {
    assertThat(client.get("/api/x/1").body()).isEqualTo("1");
    assertThat(client.get("/api/x/1?ID=2").status()).isEqualTo(500);
    assertThat(client.get("/api/x/1?id=2").body()).isEqualTo("1");
    assertThat(client.get("/api/x").status()).isEqualTo(500);
    assertThat(client.get("/api/x?id=2").status()).isEqualTo(500);
  }

  @Test
  void bodyBeyondTheLimitIs500() throws IOException {
    assertThat(client.post("/api/echo", "x".repeat(1001)).status()).isEqualTo(500);
    assertThat(client.post("/api/echo", "x".repeat(1000)).status()).isEqualTo(200);
  }

  @Test
  void homePageAnswersAtTheRoot() throws IOException {
    assertThat(client.get("/").status()).isEqualTo(200);
    assertThat(client.get("/").headers().get("content-type")).startsWith("text/html");
  }

  @Test
  void appSeesNothingOfTheHostButTheFunctionsLibrary() throws IOException {
    assertThat(client.get("/api/sees/org.eclipse.jetty.server.Server").body())
        .isEqualTo("absent true");
    assertThat(client.get("/api/sees/com.fasterxml.jackson.databind.ObjectMapper").body())
        .isEqualTo("absent true");
    assertThat(client.get("/api/sees/dev.patienttests.local.functions.Site").body())
        .isEqualTo("absent true");
    assertThat(client.get("/api/sees/com.microsoft.azure.functions.HttpMethod").body())
        .isEqualTo("found true");
    assertThat(client.get("/api/sees/java.sql.Connection").body()).isEqualTo("found true");
  }

  @Test
  void unsupportedThingsAreRefusedByName(@TempDir Path other) throws IOException {
    StagedTestApp broken = StagedTestApp.in(other);
    Path host = broken.folder().resolve("host.json");
    String good = Files.readString(host);

    Files.writeString(host, "{\"version\":\"2.0\",\"healthMonitor\":{}}");
    assertThatThrownBy(() -> start(broken, other)).hasMessageContaining("'healthMonitor'");
    Files.writeString(host, "{\"version\":\"3.0\"}");
    assertThatThrownBy(() -> start(broken, other)).hasMessageContaining("'version'");
    Files.writeString(host, good);
    Files.writeString(
        broken.folder().resolve("Off/function.json"),
        """
        {"scriptFile":"../app.jar","entryPoint":"app.Functions.json","bindings":[
          {"type":"queueTrigger","direction":"in","name":"message","queueName":"q"}]}
        """);
    assertThatThrownBy(() -> start(broken, other))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("queuetrigger");
  }

  @Test
  void serviceThatTheWorkerWouldCallIsRefusedByName(@TempDir Path other) throws IOException {
    StagedTestApp app = StagedTestApp.in(other);
    String service = "com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector";
    Path library = Files.createDirectories(app.folder().resolve("lib")).resolve("injector.jar");
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(library))) {
      jar.putNextEntry(new JarEntry("META-INF/services/" + service));
      jar.closeEntry();
    }

    assertThatThrownBy(() -> start(app, other))
        .isInstanceOf(StartException.class)
        .hasMessageContaining(service);
  }

  private static void start(StagedTestApp app, Path folder) throws IOException {
    Site.start(TestConfigs.coreTools(app.folder(), folder.resolve("data")), Map.of()).close();
  }
}
