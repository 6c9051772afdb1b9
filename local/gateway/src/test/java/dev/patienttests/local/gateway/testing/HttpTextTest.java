package dev.patienttests.local.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpTextTest {

  private static TestRun run(String request, String stubs) {
    String inbound =
        "<send-request response-variable-name=\"a\" ignore-error=\"true\">"
            + "<set-url>https://other.example/x</set-url><set-method>PUT</set-method></send-request>"
            + "<set-variable name=\"s\""
            + " value='@(((IResponse)context.Variables[\"a\"])?.StatusCode ?? 0)' />";
    GatewayFixture fixture =
        GatewayFixture.of(
            new TestService()
                .api("a", "", "https://backend.example")
                .api(
                    TestService.text(
                        "a.xml", "<policies><inbound>" + inbound + "</inbound></policies>"))
                .build());
    HttpText.stubs("s.http", stubs).forEach(fixture::on);
    return fixture.send(HttpText.request("r.http", request));
  }

  @Test
  void aRequestIsALineHeadersAndABody() {
    TestRun run =
        run(
            "# recorded\n\nPOST https://gateway.example/a/b?c=d HTTP/1.1\r\nX-A: 1\r\nX-B:2\r\n\r\none\n\ntwo\n",
            "HTTP/1.1 201 Created\nX-C: 3\n\nbody\n");
    assertThat(run.sent().url().toString()).isEqualTo("https://backend.example/a/b?c=d");
    assertThat(run.sent("x-b")).contains("2");
    assertThat(TestRun.body(run.sent())).isEqualTo("one\n\ntwo");
    assertThat(run.status()).isEqualTo(201);
    assertThat(run.header("x-c")).contains("3");
    assertThat(run.body()).isEqualTo("body");
  }

  @Test
  void aStubAnswersItsMethodAndUrl() {
    String stubs =
        """
        GET https://other.example/

        HTTP/1.1 500 No

        ###
        * https://other.example/x

        HTTP/1.1 404 No

        no
        ### backend
        HTTP/1.1 204
        """;
    TestRun run = run("GET /a", stubs);
    assertThat(run.variables()).containsEntry("s", 404);
    assertThat(run.status()).isEqualTo(204);
  }

  @Test
  void aStubMayBeNoAnswer() {
    assertThat(run("GET /a", "* https://other\n\ntimeout\n").variables()).containsEntry("s", 0);
    assertThat(run("GET /a", "unreachable").lastError()).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "get /a | r.http:1: expected a method and a path",
        "GET a | r.http:1: the path must begin with a slash",
        "GET /a\\nX A | r.http:2: expected a header or an empty line",
        "# nothing | r.http: is empty",
        "GET /a\\n###\\nGET /b | r.http: holds 2 requests, not one"
      })
  void whatIsNoRequestIsRefusedWithItsLine(String text, String message) {
    assertThatThrownBy(() -> HttpText.request("r.http", text.replace("\\n", "\n")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET https://a\\n | s.http:3: the answer is missing",
        "GET https://a\\n\\nnothing | s.http:3: expected a status line, timeout or unreachable",
        "HTTP/1.1 200\\n###\\nHTTP/1.1 999x | s.http:3: expected a status line"
      })
  void whatIsNoStubIsRefusedWithItsLine(String text, String message) {
    assertThatThrownBy(() -> HttpText.stubs("s.http", text.replace("\\n", "\n")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
