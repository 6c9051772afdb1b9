package dev.patienttests.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patienttests.testing.ChildJvm;
import dev.patienttests.testing.LoopbackServer;
import dev.patienttests.testing.LoopbackServer.Answer;
import dev.patienttests.testing.LoopbackServer.Received;
import dev.patienttests.testing.Probe;
import dev.patienttests.testing.TestTls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * azure-identity and SecretClient on the JDK's HTTP client, without netty, JNA and a token file.
 */
class AzureSdkTest {
  private static final String CLIENT_ID = "11111111-2222-3333-4444-555555555555";
  private static final String CHALLENGE =
      "Bearer authorization=\"https://login.microsoftonline.com/t\", resource=\"%s\"";

  @TempDir private static Path shared;
  private static TestTls tls;

  @TempDir private Path directory;
  private LoopbackServer identity;
  private LoopbackServer vault;
  private String challengedResource = "https://vault.azure.net";
  private Answer identityAnswer;
  private Optional<Answer> identityAnswerForApis = Optional.empty();
  private Answer vaultAnswer =
      Answer.json(200, "{\"value\":\"from-vault\",\"id\":\"https://v/secrets/host-key/1\"}");

  @BeforeAll
  static void makeCertificate() throws Exception {
    tls = TestTls.create(shared);
  }

  @BeforeEach
  void start() throws Exception {
    identityAnswer =
        Answer.json(
            200,
            "{\"access_token\":\"canary-token\",\"expires_on\":\"%d\",\"token_type\":\"Bearer\"}"
                .formatted(Instant.now().plusSeconds(3600).getEpochSecond()));
    identity =
        LoopbackServer.http(
            request ->
                identityAnswerForApis
                    .filter(answer -> request.target().contains("api%3A"))
                    .orElse(identityAnswer));
    vault = LoopbackServer.https(tls, this::vault);
  }

  @AfterEach
  void stop() {
    identity.close();
    vault.close();
  }

  private Answer vault(Received request) {
    return request.header("authorization").equals(Optional.of("Bearer canary-token"))
        ? vaultAnswer
        : new Answer(401, Map.of("WWW-Authenticate", CHALLENGE.formatted(challengedResource)), "");
  }

  private ChildJvm.Result probe(Map<String, String> environment, String... what) throws Exception {
    Path hosts = Files.writeString(directory.resolve("hosts"), "127.0.0.1 " + TestTls.VAULT_HOST);
    List<String> program = new ArrayList<>(List.of(Probe.class.getName()));
    program.addAll(List.of(what));
    return ChildJvm.run(
        directory,
        environment,
        List.of(
            "-Djdk.net.hosts.file=" + hosts,
            "-Djavax.net.ssl.trustStore=" + tls.store(),
            "-Djavax.net.ssl.trustStorePassword=" + TestTls.PASSWORD),
        program);
  }

  private Map<String, String> site() {
    return new HashMap<>(
        Map.of(
            "WEBSITE_SITE_NAME",
            "func-patient",
            "IDENTITY_ENDPOINT",
            "http://127.0.0.1:" + identity.port() + "/msi/token",
            "IDENTITY_HEADER",
            "canary-header",
            "AZURE_CLIENT_ID",
            CLIENT_ID,
            // A cold JVM on a busy machine needs more than a waiting caller would grant.
            "AZURE_REQUEST_RESPONSE_TIMEOUT",
            "60000",
            "HOST_KEY_URI",
            "https://" + TestTls.VAULT_HOST + ":" + vault.port() + "/secrets/host-key"));
  }

  @Test
  void getsTokensAndSecretsWithTheManagedIdentity() throws Exception {
    ChildJvm.Result result = probe(site(), "token:api://tenant/audit-api", "secret:HOST_KEY");

    assertThat(result.out()).as(result.err()).containsExactly("canary-token", "from-vault");
    assertThat(identity.received())
        .allSatisfy(
            request -> {
              assertThat(request.target()).contains("client_id=" + CLIENT_ID);
              assertThat(request.header("x-identity-header")).contains("canary-header");
            })
        .extracting(Received::target)
        .satisfiesExactly(
            first -> assertThat(first).contains("resource=api%3A%2F%2Ftenant%2Faudit-api"),
            second -> assertThat(second).contains("resource=https%3A%2F%2Fvault.azure.net"));
    assertThat(vault.received()).hasSize(2);
    assertThat(vault.received().get(1).target()).startsWith("/secrets/host-key/?api-version=");
  }

  @Test
  void refusesAChallengeOfAnotherDomain() throws Exception {
    challengedResource = "https://vault.example.com";
    ChildJvm.Result result = probe(site(), "secret:HOST_KEY");
    assertThat(result.out()).as(result.err()).containsExactly("SecretUnavailableException");
    assertThat(identity.received()).isEmpty();
    assertThat(vault.received())
        .noneMatch(request -> request.headers().containsKey("authorization"));
  }

  @Test
  void triesOnceAndSaysNothingSecretWhenTheVaultOrTheIdentityFails() throws Exception {
    vaultAnswer = Answer.json(503, "{\"error\":{\"message\":\"canary-secret\"}}");
    identityAnswerForApis = Optional.of(Answer.json(400, "{\"message\":\"canary-token\"}"));

    ChildJvm.Result result = probe(site(), "secret:HOST_KEY", "token:api://tenant/audit-api");

    assertThat(result.out())
        .as(result.err())
        .containsExactly("SecretUnavailableException", "TokenUnavailableException");
    assertThat(result.err()).doesNotContain("canary");
    assertThat(vault.received()).as(result.err()).hasSize(2); // without and with the token
    assertThat(identity.received())
        .filteredOn(request -> request.target().contains("api%3A"))
        .as(result.err())
        .hasSize(1);
  }

  @Test
  void neverBuildsAManagedIdentityWithoutTheEndpoint() throws Exception {
    Map<String, String> environment = site();
    environment.remove("IDENTITY_ENDPOINT");
    ChildJvm.Result result = probe(environment, "token:api://tenant/audit-api", "secret:HOST_KEY");
    assertThat(result.out())
        .as(result.err())
        .containsExactly("SettingsException", "SettingsException");
    assertThat(result.err()).contains("IDENTITY_ENDPOINT");
  }

  @Test
  void getsTokensOfTheDeveloper() throws Exception {
    Path az = directory.resolve("az");
    Path arguments = directory.resolve("arguments");
    Files.writeString(
        az,
        """
        #!/bin/sh
        echo "$@" >> '%s'
        case "$*" in
          *known-api*) echo '{"accessToken":"canary-cli","expires_on":%d}' ;;
          *) echo 'ERROR: canary Please run az login'; exit 1 ;;
        esac
        """
            .formatted(arguments, Instant.now().plusSeconds(3600).getEpochSecond()));
    Files.setPosixFilePermissions(az, PosixFilePermissions.fromString("rwx------"));
    ChildJvm.Result result =
        probe(
            Map.of(
                "PATH",
                directory + ":" + System.getenv("PATH"),
                "TOKEN_PROVIDER",
                "azure-cli",
                "AZURE_REQUEST_RESPONSE_TIMEOUT",
                "60000"),
            "token:api://tenant/known-api",
            "token:api://tenant/other-api");

    assertThat(result.out())
        .as(result.err())
        .containsExactly("canary-cli", "TokenUnavailableException");
    assertThat(result.err()).doesNotContain("canary");
    assertThat(Files.readAllLines(arguments))
        .hasSize(2)
        .first()
        .asString()
        .contains("get-access-token")
        .contains("--resource api://tenant/known-api");
    assertThat(identity.received()).isEmpty();
  }
}
