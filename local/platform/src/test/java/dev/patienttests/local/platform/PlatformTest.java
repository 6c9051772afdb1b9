package dev.patienttests.local.platform;

import static dev.patienttests.local.platform.PlatformFixture.API;
import static dev.patienttests.local.platform.PlatformFixture.CALLER;
import static dev.patienttests.local.platform.PlatformFixture.CONTROL;
import static dev.patienttests.local.platform.PlatformFixture.HEADER;
import static dev.patienttests.local.platform.PlatformFixture.LOGIN;
import static dev.patienttests.local.platform.PlatformFixture.STRANGER;
import static dev.patienttests.local.platform.PlatformFixture.TENANT;
import static dev.patienttests.local.platform.PlatformFixture.VAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformTest {

  private static final String RESOURCE = API.identifierUris().get(0);
  private static final String SECRET = "https://" + VAULT + "/secrets/own/?api-version=2025-07-01";

  @TempDir static Path directory;
  private static PlatformFixture fixture;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    fixture = new PlatformFixture(directory);
    fixture.putSecret("own", "{\"value\":\"v1\",\"contentType\":\"text/plain\"}");
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return HttpCall.MAPPER.readTree(response.body());
  }

  private static HttpResponse<String> identity(String endpoint, String clientId, String resource)
      throws IOException, InterruptedException {
    return fixture.control(
        "GET",
        "/msi/"
            + endpoint
            + "/token?api-version=2019-08-01&resource="
            + URLEncoder.encode(resource, StandardCharsets.UTF_8)
            + "&client_id="
            + clientId,
        "",
        "X-IDENTITY-HEADER",
        HEADER);
  }

  private static HttpResponse<String> vault(String token, String url)
      throws IOException, InterruptedException {
    return fixture.get(fixture.inside, url, "Authorization", "Bearer " + token);
  }

  private static String vaultToken() throws IOException, InterruptedException {
    return json(identity("caller", CALLER.clientId(), Tenant.VAULT_RESOURCE))
        .path("access_token")
        .textValue();
  }

  @Test
  void metadataLeadsToTheKeysThatSignTokens() throws Exception {
    JsonNode metadata =
        json(
            fixture.get(
                fixture.inside,
                "https://" + LOGIN + "/" + TENANT + "/v2.0/.well-known/openid-configuration"));
    String keys = fixture.get(fixture.inside, metadata.path("jwks_uri").textValue()).body();
    SignedJWT token =
        SignedJWT.parse(
            json(identity("caller", CALLER.clientId(), RESOURCE)).path("access_token").textValue());

    JWKSet set = JWKSet.parse(keys);
    assertThat(set.containsNonPublicKeys()).isFalse();
    assertThat(
            token.verify(
                new RSASSAVerifier(set.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey())))
        .isTrue();
    assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo(metadata.path("issuer").textValue());
  }

  @Test
  void tokenOfAnAssignedIdentityNamesItsRoles() throws Exception {
    JsonNode answer = json(identity("caller", CALLER.clientId(), RESOURCE));
    JWTClaimsSet claims =
        SignedJWT.parse(answer.path("access_token").textValue()).getJWTClaimsSet();

    assertThat(claims.getAudience()).containsExactly(API.clientId());
    assertThat(claims.getStringListClaim("roles")).containsExactly("Thing.Do");
    assertThat(claims.getSubject()).isEqualTo(CALLER.principalId());
    assertThat(claims.getClaims())
        .containsEntry("azp", CALLER.clientId())
        .containsEntry("oid", CALLER.principalId())
        .containsEntry("ver", "2.0")
        .containsEntry("idtyp", "app")
        .doesNotContainKey("scp");
    assertThat(Long.parseLong(answer.path("expires_on").textValue()))
        .isGreaterThan(Instant.now().plusSeconds(80_000).getEpochSecond());
  }

  @Test
  void unassignedIdentityGetsNoTokenWhereAssignmentIsRequired() throws Exception {
    HttpResponse<String> response = identity("stranger", STRANGER.clientId(), RESOURCE);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).path("message").textValue()).contains("AADSTS501051");
  }

  @Test
  void identityEndpointRefusesWhatItDoesNotKnow() throws Exception {
    String path = "/msi/caller/token?api-version=2019-08-01&resource=" + Tenant.VAULT_RESOURCE;

    assertThat(fixture.control("GET", path, "").statusCode()).isEqualTo(401);
    assertThat(fixture.control("GET", path, "", "X-IDENTITY-HEADER", "x").statusCode())
        .isEqualTo(401);
    assertThat(fixture.control("GET", path, "", "X-IDENTITY-HEADER", HEADER).statusCode())
        .isEqualTo(400);
    assertThat(identity("caller", STRANGER.clientId(), RESOURCE).statusCode()).isEqualTo(400);
    HttpResponse<String> unknown =
        identity("caller", CALLER.clientId(), "https://management.azure.com/");
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(unknown.body()).contains("https://management.azure.com/");
  }

  @Test
  void vaultChallengesCallersWithoutToken() throws Exception {
    HttpResponse<String> response = fixture.get(fixture.inside, SECRET);

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate"))
        .hasValue(
            "Bearer authorization=\"https://"
                + LOGIN
                + "/"
                + TENANT
                + "\", resource=\"https://vault.azure.net\"");
  }

  @Test
  void vaultServesLatestVersionsAndKnownErrors() throws Exception {
    String token = vaultToken();
    JsonNode first = json(fixture.putSecret("own", "{\"value\":\"old\"}"));
    JsonNode again = json(fixture.putSecret("own", "{\"value\":\"old\"}"));
    fixture.putSecret("own", "{\"value\":\"new\"}");
    String versioned = "https://" + VAULT + "/secrets/own/" + first.path("version").textValue();

    assertThat(again.path("changed").booleanValue()).isFalse();
    assertThat(again.path("version")).isEqualTo(first.path("version"));
    assertThat(json(vault(token, SECRET)).path("value").textValue()).isEqualTo("new");
    JsonNode old = json(vault(token, versioned + "?api-version=7.4"));
    assertThat(old.path("value").textValue()).isEqualTo("old");
    assertThat(old.path("id").textValue()).isEqualTo(versioned);
    assertThat(vault(token, versioned).statusCode()).isEqualTo(400);
    HttpResponse<String> missing =
        vault(token, "https://" + VAULT + "/secrets/own/0?api-version=7.4");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(json(missing).at("/error/code").textValue()).isEqualTo("SecretNotFound");
  }

  @Test
  void vaultRefusesOtherSecretsAndOtherNetworks() throws Exception {
    String token = vaultToken();

    HttpResponse<String> other =
        vault(token, "https://" + VAULT + "/secrets/other/?api-version=7.4");
    HttpResponse<String> outside =
        fixture.get(fixture.outside, SECRET, "Authorization", "Bearer " + token);

    assertThat(other.statusCode()).isEqualTo(403);
    assertThat(json(other).at("/error/innererror/code").textValue()).isEqualTo("ForbiddenByRbac");
    assertThat(outside.statusCode()).isEqualTo(403);
    assertThat(json(outside).at("/error/innererror/code").textValue())
        .isEqualTo("ForbiddenByFirewall");
  }

  @Test
  void vaultRefusesTokensThatAreNotForItNow() throws Exception {
    TokenIssuer issuer = TokenIssuer.open(fixture.data(), TENANT);
    Instant now = Instant.now();
    Instant past = now.minusSeconds(7_200);

    for (AccessToken token :
        List.of(
            token(1, Tenant.VAULT_RESOURCE, past, now.minusSeconds(3_600)),
            token(1, RESOURCE, past, now.plusSeconds(60)),
            token(2, Tenant.VAULT_RESOURCE, past, now.plusSeconds(60)))) {
      assertThat(vault(issuer.issue(token), SECRET).statusCode()).isEqualTo(401);
    }
    assertThat(
            vault(issuer.issue(token(1, Tenant.VAULT_RESOURCE, past, now.plusSeconds(60))), SECRET)
                .statusCode())
        .isEqualTo(200);
  }

  private static AccessToken token(int version, String audience, Instant from, Instant until) {
    return new AccessToken(
        version, audience, CALLER.clientId(), CALLER.principalId(), List.of(), from, until);
  }

  @Test
  void controlNeedsItsToken() throws Exception {
    for (String[] headers : new String[][] {{}, {"x-control-token", "wrong"}}) {
      assertThat(
              fixture
                  .control("PUT", "/control/vault/secrets/x", "{\"value\":\"v\"}", headers)
                  .statusCode())
          .isEqualTo(401);
    }
  }

  @Test
  void secretsRolesAndKeySurviveARestart() throws Exception {
    fixture.putSecret("later", "{\"value\":\"kept\"}");
    String roles =
        "[{\"principalId\":\"p-caller\",\"secretName\":\"own\"},"
            + "{\"principalId\":\"p-caller\",\"secretName\":\"later\"}]";
    assertThat(
            fixture
                .control("PUT", "/control/vault/roles", roles, "x-control-token", CONTROL)
                .statusCode())
        .isEqualTo(204);
    String token = vaultToken();

    fixture.restart();

    assertThat(
            json(vault(token, "https://" + VAULT + "/secrets/later?api-version=7.4"))
                .path("value")
                .textValue())
        .isEqualTo("kept");
    for (String file : List.of("vault.json", "entra-signing-keys.json", "client-secrets.json")) {
      assertThat(Files.getPosixFilePermissions(fixture.data().resolve(file)))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }
}
