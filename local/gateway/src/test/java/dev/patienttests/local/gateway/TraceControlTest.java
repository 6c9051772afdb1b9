package dev.patienttests.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patienttests.local.gateway.GatewayConfig.KeyVaultValue;
import dev.patienttests.local.gateway.Stub.Answer;
import dev.patienttests.local.net.ListenerSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests are traced for who has a token, and nobody else notices. */
class TraceControlTest {
  private static final String CONTROL = "control-token-of-this-test";
  private static final String HEADER = "Apim-Debug-Authorization";
  private static final String ID = "Apim-Trace-Id";
  private final TestClock clock = new TestClock();
  private final HttpClient plain = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private Stub backend;
  private Gateway gateway;
  private TestClient client;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    ListenerSettings settings = Configs.listener(directory);
    backend = new Stub(TraceControlTest::answer);
    Configs configs = new Configs();
    configs.listener = Optional.of(settings);
    configs.serviceUrl = backend.url() + "/base";
    configs.identityUrl = backend.url() + "/identity";
    configs.keyVaultValues =
        List.of(new KeyVaultValue("greeting", backend.url() + "/secrets/greeting", "client-1"));
    configs.api =
        Optional.of(
            Configs.page(
                "<set-variable name=\"plain\" value=\"{{greeting}}!\" />", "<base/>", "", ""));
    gateway = Gateway.start(configs.build(), clock, Optional.of(CONTROL));
    client = new TestClient(settings, gateway.ports().publicPort().orElseThrow());
  }

  private static Answer answer(Stub.Received request) {
    String body =
        request.uri().startsWith("/identity")
            ? "{\"access_token\":\"t\",\"expires_on\":\"4102444800\"}"
            : request.uri().startsWith("/secrets/") ? "{\"value\":\"vault-canary\"}" : "backend";
    return Answer.of(200, body);
  }

  @AfterEach
  void stop() {
    gateway.close();
    backend.close();
  }

  private HttpResponse<String> control(String path, String body, String token) throws Exception {
    int port = gateway.ports().control().orElseThrow();
    return plain.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/control/" + path))
            .header("x-control-token", token)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private String token() throws Exception {
    String body = "{\"apiId\":\"things\",\"credentialsExpireAfter\":\"PT5M\"}";
    String answer = control("listDebugCredentials", body, CONTROL).body();
    return json.readTree(answer).path("token").asText();
  }

  private HttpResponse<String> get(String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = Engine.KEY;
    all[1] = "clinic-demo-key-1";
    System.arraycopy(headers, 0, all, 2, headers.length);
    return client.get("/shop/v1/things?secret=canary", all);
  }

  @Test
  void aRequestWithATokenIsTraced() throws Exception {
    HttpResponse<String> answer = get(HEADER, token());
    assertThat(answer.body()).isEqualTo("backend");
    String id = answer.headers().firstValue(ID).orElseThrow();
    HttpResponse<String> trace = control("listTrace", "{\"traceId\":\"" + id + "\"}", CONTROL);
    JsonNode read = json.readTree(trace.body());
    assertThat(read.path("request").asText()).isEqualTo("GET /shop/v1/things");
    assertThat(read.at("/policies/0/changes/0/after").asText()).isEqualTo("\"***!\"");
    assertThat(read.at("/policies/1/policy").asText()).isEqualTo("forward-request");
    assertThat(read.at("/policies/1/scope").asText()).isEqualTo("global");
    assertThat(trace.body()).doesNotContain("canary").doesNotContain("clinic-demo-key-1");
  }

  @Test
  void theTokenReachesNoBackend() throws Exception {
    get(HEADER, token());
    get(HEADER, "any");
    assertThat(backend.received())
        .filteredOn(r -> r.uri().startsWith("/base"))
        .hasSize(2)
        .allMatch(r -> r.header(HEADER).isEmpty());
  }

  @Test
  void withoutATokenThatIsValidNothingIsTraced() throws Exception {
    assertThat(get(HEADER, "a.1.b").headers().firstValue(ID)).isEmpty();
    String token = token();
    assertThat(get().headers().firstValue(ID)).isEmpty();
    assertThat(get(HEADER, token + "x").headers().firstValue(ID)).isEmpty();
    clock.advance(Duration.ofMinutes(5));
    HttpResponse<String> late = get(HEADER, token);
    assertThat(late.statusCode()).isEqualTo(200);
    assertThat(late.headers().firstValue(ID)).isEmpty();
  }

  @Test
  void onlyWhoManagesTheServiceGetsTokensAndTraces() throws Exception {
    String body = "{\"apiId\":\"things\"}";
    assertThat(control("listDebugCredentials", body, "wrong").statusCode()).isEqualTo(403);
    assertThat(control("listTrace", "{}", "wrong").statusCode()).isEqualTo(403);
    assertThat(control("listDebugCredentials", "{\"apiId\":\"x\"}", CONTROL).statusCode())
        .isEqualTo(400);
    assertThat(control("listDebugCredentials", "no json", CONTROL).statusCode()).isEqualTo(400);
    assertThat(control("listTrace", "{\"traceId\":\"x\"}", CONTROL).statusCode()).isEqualTo(404);
    assertThat(client.get("/control/listTrace").statusCode()).isEqualTo(404);
  }
}
