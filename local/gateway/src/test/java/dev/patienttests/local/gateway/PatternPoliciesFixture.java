package dev.patienttests.local.gateway;

import dev.patienttests.local.gateway.Stub.Answer;
import dev.patienttests.local.net.ListenerSettings;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The pattern's own policy documents, run over HTTPS against stubs. */
abstract class PatternPoliciesFixture {
  static final String KEY = "Ocp-Apim-Subscription-Key";
  static final String ID = "/patient/3f2c8a52-0b1e-4d68-9c27-5e8a41d0b6f3";
  private static ListenerSettings listener;

  final TestClock clock = new TestClock();
  volatile String vaultKey = "host-key-a";
  volatile String hostKey = "host-key-a";
  volatile int vaultStatus = 200;
  Stub backend;
  Stub vault;
  Stub identity;
  private Gateway gateway;
  TestClient client;

  @BeforeAll
  static void issueCertificates(@TempDir Path directory) {
    listener = Configs.listener(directory);
  }

  @BeforeEach
  void start() throws Exception {
    backend =
        new Stub(
            r ->
                r.header("x-functions-key").equals(hostKey)
                    ? new Answer(
                        200, Map.of("X-Powered-By", "secret", "ETag", "\"1\""), "{\"ok\":true}")
                    : new Answer(401, Map.of("X-Inner", "host"), "inner detail"));
    vault =
        new Stub(
            r ->
                Answer.of(
                    vaultStatus, vaultStatus == 200 ? "{\"value\":\"" + vaultKey + "\"}" : "{}"));
    identity =
        new Stub(
            r ->
                Answer.of(
                    200,
                    "{\"access_token\":\"token-for-"
                        + r.uri().replaceAll(".*resource=([^&]*).*", "$1")
                        + "\",\"expires_on\":\""
                        + clock.instant().plusSeconds(3600).getEpochSecond()
                        + "\"}"));
    gateway =
        Gateway.start(
            new PatternConfig()
                .at(backend.url(), vault.url(), identity.url() + "/msi/token")
                .build(listener),
            clock);
    client = new TestClient(listener, gateway.ports().publicPort().orElseThrow());
  }

  @AfterEach
  void stop() {
    gateway.close();
    backend.close();
    vault.close();
    identity.close();
  }

  HttpResponse<String> load(String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = KEY;
    all[1] = "clinic-demo-key-1";
    System.arraycopy(headers, 0, all, 2, headers.length);
    return client.get(ID, all);
  }
}
