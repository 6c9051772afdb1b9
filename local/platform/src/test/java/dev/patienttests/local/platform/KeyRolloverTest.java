package dev.patienttests.local.platform;

import static dev.patienttests.local.platform.PlatformFixture.API;
import static dev.patienttests.local.platform.PlatformFixture.CALLER;
import static dev.patienttests.local.platform.PlatformFixture.CONTROL;
import static dev.patienttests.local.platform.PlatformFixture.EXTERNAL;
import static dev.patienttests.local.platform.PlatformFixture.LOGIN;
import static dev.patienttests.local.platform.PlatformFixture.PARTNER_ISSUER;
import static dev.patienttests.local.platform.PlatformFixture.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.patienttests.local.jwt.OpenIdConfiguration;
import dev.patienttests.local.jwt.Rules;
import dev.patienttests.local.jwt.TokenValidator;
import dev.patienttests.local.jwt.Validation;
import dev.patienttests.local.jwt.Validation.Accepted;
import dev.patienttests.local.jwt.Validation.Reason;
import dev.patienttests.local.jwt.Validation.Refused;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Issuers other than the tenant, and what happens to all of them when keys change. */
class KeyRolloverTest {

  private static final String KEYS = "https://" + LOGIN + "/" + TENANT + "/discovery/v2.0/keys";

  @TempDir static Path keys;
  @TempDir Path directory;
  private PlatformFixture fixture;

  /** Keys take long to make: the tests begin with copies of these. */
  @BeforeAll
  static void makeKeys() {
    for (String issuer :
        List.of(TokenSigner.ENTRA, TokenSigner.EXTERNAL_ID, PARTNER_ISSUER.hostName())) {
      assertThat(TokenSigner.open(keys, issuer).publicKeys()).contains("kid");
    }
  }

  @BeforeEach
  void start() throws IOException {
    Path data = Files.createDirectories(directory.resolve("data"));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(keys)) {
      for (Path file : files) {
        Files.copy(file, data.resolve(file.getFileName()));
      }
    }
    fixture = new PlatformFixture(directory);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void nextKeyIsPublishedBeforeItSigns() throws Exception {
    List<String> before = keyIds(KEYS);

    roll("entra", "roll");

    String signedWith = keyId(token());
    assertThat(before).hasSize(2).contains(signedWith);
    assertThat(keyIds(KEYS)).hasSize(3).containsAll(before);
  }

  @Test
  void replacedKeyIsPublishedUntilItsLastTokenHasEnded() throws Exception {
    String old = keyId(token());
    roll("entra", "roll");
    assertThat(keyId(token())).isNotEqualTo(old);

    fixture.time.pass(Duration.ofHours(24));
    assertThat(keyIds(KEYS)).contains(old);
    fixture.time.pass(Duration.ofHours(2));
    assertThat(keyIds(KEYS)).hasSize(2).doesNotContain(old);
  }

  @Test
  void validatorGoesOnWithoutARestart() throws Exception {
    OpenIdConfiguration metadata =
        metadata("https://" + LOGIN + "/" + TENANT + "/v2.0/.well-known/openid-configuration");
    String first = token();
    assertThat(validated(first, metadata)).isInstanceOf(Accepted.class);

    for (int i = 0; i < 3; i++) {
      roll("entra", "roll");
      // The second rollover brings a key that nobody has seen yet: it is fetched.
      assertThat(validated(token(), metadata)).isInstanceOf(Accepted.class);
      assertThat(validated(first, metadata)).isInstanceOf(Accepted.class);
      fixture.time.pass(Duration.ofMinutes(6));
    }
  }

  @Test
  void retiredKeyVerifiesNothingAnyMore() throws Exception {
    String leaked = token();
    String vault = fixture.token(CALLER, Tenant.VAULT_RESOURCE);
    roll("entra", "roll");
    assertThat(secretStatus(vault)).isEqualTo(404);

    roll("entra", "retire");

    assertThat(secretStatus(vault)).isEqualTo(401);
    assertThat(secretStatus(fixture.token(CALLER, Tenant.VAULT_RESOURCE))).isEqualTo(404);
    OpenIdConfiguration metadata =
        metadata("https://" + LOGIN + "/" + TENANT + "/v2.0/.well-known/openid-configuration");
    assertThat(((Refused) validated(leaked, metadata)).reason()).isEqualTo(Reason.KEY_NOT_FOUND);
    assertThat(validated(token(), metadata)).isInstanceOf(Accepted.class);
  }

  @Test
  void keysSurviveARestart() throws Exception {
    roll("entra", "roll");
    List<String> before = keyIds(KEYS);
    String signedWith = keyId(token());

    fixture.restart();

    assertThat(keyIds(KEYS)).isEqualTo(before);
    assertThat(keyId(token())).isEqualTo(signedWith);
  }

  @Test
  void externalTenantPublishesItsOwnIssuerAndKeysUnderBothNames() throws Exception {
    for (String host : EXTERNAL.hostNames()) {
      String base = "https://" + host + "/" + EXTERNAL.tenantId();
      OpenIdConfiguration metadata = metadata(base + "/v2.0/.well-known/openid-configuration");
      ExternalIdTokens tokens = ExternalIdTokens.open(fixture.data(), EXTERNAL);
      String delegated =
          tokens.delegated("portal", "Pat Partner", List.of("Patients.Read"), Instant.now());
      String appOnly = tokens.appOnly("portal", List.of("Partner.Call"), Instant.now());

      assertThat(metadata.current().issuer())
          .isEqualTo("https://%1$s.ciamlogin.com/%1$s/v2.0".formatted(EXTERNAL.tenantId()));
      assertThat(accepted(delegated, EXTERNAL.audience(), metadata)).contains("scp Patients.Read");
      assertThat(accepted(appOnly, EXTERNAL.audience(), metadata))
          .contains("roles Partner.Call", "idtyp app");
      assertThat(keyIds(base + "/discovery/v2.0/keys")).doesNotContainAnyElementsOf(keyIds(KEYS));
    }
  }

  @Test
  void issuerOfThePartnerPublishesItsKeys() throws Exception {
    OpenIdConfiguration metadata =
        metadata(PARTNER_ISSUER.issuer() + "/.well-known/openid-configuration");
    String assertion =
        PARTNER_ISSUER.assertion(fixture.data(), PlatformFixture.CREDENTIAL, Instant.now());

    assertThat(accepted(assertion, "api://AzureADTokenExchange", metadata))
        .contains("sub partner-batch");
  }

  @Test
  void rolloverNeedsTheControlTokenAndAnIssuerThatThereIs() throws Exception {
    String path = "/control/keys/entra/roll";
    assertThat(fixture.control("POST", path, "").statusCode()).isEqualTo(401);
    for (String wrong : List.of("/control/keys/other/roll", "/control/keys/entra/other")) {
      assertThat(fixture.control("POST", wrong, "", "x-control-token", CONTROL).statusCode())
          .isEqualTo(404);
    }
    assertThat(fixture.control("GET", path, "", "x-control-token", CONTROL).statusCode())
        .isEqualTo(405);
    assertThat(keyIds(KEYS)).hasSize(2);
  }

  private void roll(String issuer, String what) throws Exception {
    assertThat(
            fixture
                .control(
                    "POST", "/control/keys/" + issuer + "/" + what, "", "x-control-token", CONTROL)
                .statusCode())
        .isEqualTo(204);
  }

  private String token() throws Exception {
    return fixture.token(CALLER, API.identifierUris().get(0));
  }

  private int secretStatus(String token) throws Exception {
    return fixture
        .get(
            fixture.inside,
            "https://" + PlatformFixture.VAULT + "/secrets/own/?api-version=7.4",
            "Authorization",
            "Bearer " + token)
        .statusCode();
  }

  private static String keyId(String token) throws Exception {
    return SignedJWT.parse(token).getHeader().getKeyID();
  }

  private List<String> keyIds(String url) throws Exception {
    String body = fixture.get(fixture.inside, url).body();
    JsonNode keys = HttpCall.MAPPER.readTree(body).path("keys");
    assertThat(keys).allMatch(key -> !key.has("d"));
    return JWKSet.parse(body).getKeys().stream().map(JWK::getKeyID).toList();
  }

  private OpenIdConfiguration metadata(String url) {
    return new OpenIdConfiguration(
        URI.create(url),
        fixture.client(),
        Duration.ofHours(1),
        Duration.ofMinutes(5),
        fixture.time);
  }

  private Validation validated(String token, OpenIdConfiguration metadata) {
    return validator(API.clientId()).validate(token, metadata);
  }

  private List<String> accepted(String token, String audience, OpenIdConfiguration metadata) {
    Validation validation = validator(audience).validate(token, metadata);
    assertThat(validation).isInstanceOf(Accepted.class);
    return ((Accepted) validation)
        .claims().all().stream().map(claim -> claim.type() + " " + claim.value()).toList();
  }

  private TokenValidator validator(String audience) {
    return new TokenValidator(
        new Rules(Set.of(audience), Set.of(), Duration.ofMinutes(5)), fixture.time);
  }
}
