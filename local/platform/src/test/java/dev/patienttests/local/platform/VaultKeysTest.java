package dev.patienttests.local.platform;

import static dev.patienttests.local.platform.PlatformFixture.CALLER;
import static dev.patienttests.local.platform.PlatformFixture.STRANGER;
import static dev.patienttests.local.platform.PlatformFixture.VAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.ECKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys of the vault sign, show their public part, and never leave it. */
class VaultKeysTest {
  private static final String KEYS = "https://" + VAULT + "/keys/";
  private static final String VERSION = "?api-version=7.4";
  private static final byte[] MESSAGE = {1, 2, 3};

  @TempDir static Path directory;
  private static PlatformFixture fixture;
  private static String caller;
  private static String stranger;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    fixture = new PlatformFixture(directory);
    caller = fixture.token(CALLER, Tenant.VAULT_RESOURCE);
    stranger = fixture.token(STRANGER, Tenant.VAULT_RESOURCE);
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  private static HttpResponse<String> send(String token, String method, String path, String body)
      throws IOException, InterruptedException {
    return fixture.send(
        fixture.inside,
        HttpRequest.newBuilder(URI.create(KEYS + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private static HttpResponse<String> sign(String token, String key)
      throws IOException, InterruptedException {
    return send(token, "POST", key + "/sign" + VERSION, body("ES256", digest()));
  }

  private static byte[] digest() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(MESSAGE);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String body(String algorithm, byte[] digest) {
    String value = Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    return "{\"alg\":\"" + algorithm + "\",\"value\":\"" + value + "\"}";
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return HttpCall.MAPPER.readTree(response.body());
  }

  @Test
  void signatureHoldsUnderThePublicPart() throws Exception {
    JsonNode signed = json(sign(caller, "seal/"));
    JsonNode shown = json(send(stranger, "GET", "seal" + VERSION, ""));
    String keyId = shown.at("/key/kid").textValue();
    ECKey key = ECKey.parse(shown.path("key").toString());

    assertThat(signed.path("kid").textValue()).isEqualTo(keyId).startsWith(KEYS + "seal/");
    Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
    verifier.initVerify(key.toECPublicKey());
    verifier.update(MESSAGE);
    assertThat(verifier.verify(Base64.getUrlDecoder().decode(signed.path("value").textValue())))
        .isTrue();
    assertThat(key.isPrivate()).isFalse();
    assertThat(shown.at("/attributes/exportable").booleanValue()).isFalse();
  }

  @Test
  void versionsAreAddressed() throws Exception {
    String keyId = json(sign(caller, "seal/")).path("kid").textValue();
    String version = keyId.substring(keyId.lastIndexOf('/') + 1);

    assertThat(sign(caller, "seal/" + version).statusCode()).isEqualTo(200);
    assertThat(send(stranger, "GET", "seal/" + version + VERSION, "").statusCode()).isEqualTo(200);
    HttpResponse<String> missing = sign(caller, "seal/" + "0".repeat(32));
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(json(missing).at("/error/code").textValue()).isEqualTo("KeyNotFound");
    assertThat(sign(stranger, "none/").statusCode()).isEqualTo(404);
  }

  @Test
  void eachRightOpensItsOwnOperationAlone() throws Exception {
    assertThat(send(caller, "GET", "seal" + VERSION, "").statusCode()).isEqualTo(403);
    assertThat(send(caller, "GET", "shown" + VERSION, "").statusCode()).isEqualTo(200);
    for (HttpResponse<String> refused :
        List.of(
            sign(caller, "shown/"),
            sign(caller, "closed/"),
            send(caller, "POST", "seal/backup" + VERSION, ""),
            send(stranger, "POST", "seal//release" + VERSION, "{}"),
            send(stranger, "PUT", "seal" + VERSION, "{}"),
            send(stranger, "DELETE", "seal" + VERSION, ""))) {
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(json(refused).at("/error/innererror/code").textValue())
          .isEqualTo("ForbiddenByRbac");
    }
    assertThat(send("x", "GET", "shown" + VERSION, "").headers().firstValue("WWW-Authenticate"))
        .isPresent();
  }

  @Test
  void onlyDigestsOfEs256AreSigned() throws Exception {
    for (String body :
        List.of(body("ES384", digest()), body("ES256", MESSAGE), "{}", "", "{\"alg\":1}")) {
      assertThat(send(caller, "POST", "seal//sign" + VERSION, body).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void keysAreMadeOnceAndOnlyTheirOwnerReadsTheFile() throws Exception {
    String before = json(sign(caller, "seal/")).path("kid").textValue();

    fixture.restart();

    assertThat(json(sign(caller, "seal/")).path("kid").textValue()).isEqualTo(before);
    assertThat(Files.getPosixFilePermissions(fixture.data().resolve("vault-keys.json")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }
}
