package dev.patienttests.local.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.patienttests.local.jwt.Validation.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tokens that one of several issuers may have signed. */
class TrustedIssuersTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
  private static final String TENANT = "1a2b3c4d-2222-3333-4444-5e5f6a7b8c9d";
  private static final byte[] SECRET =
      "a secret of at least thirty-two bytes".getBytes(StandardCharsets.UTF_8);

  private final ECKey first = key("first");
  private final ECKey second = key("second");

  private static ECKey key(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static OpenIdConfiguration published(String issuer, ECKey key) {
    return new OpenIdConfiguration(
        URI.create("https://issuer.example/metadata"),
        url ->
            url.getPath().equals("/metadata")
                ? "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"/keys\"}"
                : new JWKSet(key.toPublicJWK()).toString(),
        CLOCK);
  }

  private static OpenIdConfiguration away() {
    return new OpenIdConfiguration(
        URI.create("https://away.example/"),
        url -> {
          throw new IOException("away");
        },
        CLOCK);
  }

  private static String token(JWSAlgorithm algorithm, JWSSigner signer, String kid, String issuer)
      throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(algorithm).keyID(kid).build(),
            new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience("me")
                .claim("tid", TENANT)
                .expirationTime(Date.from(CLOCK.instant().plusSeconds(60)))
                .build());
    token.sign(signer);
    return token.serialize();
  }

  private static String token(ECKey key, String issuer) throws JOSEException {
    return token(JWSAlgorithm.ES256, new ECDSASigner(key), key.getKeyID(), issuer);
  }

  private static String secretToken(String kid, String issuer) throws JOSEException {
    return token(JWSAlgorithm.HS256, new MACSigner(SECRET), kid, issuer);
  }

  private static Validation validate(String token, TrustedIssuers trusted, String... issuers) {
    Rules rules =
        new Rules(
            Set.of("me"),
            Set.of(issuers),
            Duration.ZERO,
            new Rules.Details(Set.of("ES256", "HS256"), true, true, Set.of(), true));
    return new TokenValidator(rules, CLOCK).validate(token, trusted);
  }

  private static Optional<Reason> refusal(String token, TrustedIssuers trusted, String... issuers) {
    return validate(token, trusted, issuers) instanceof Validation.Refused refused
        ? Optional.of(refused.reason())
        : Optional.empty();
  }

  private static TrustedIssuers only(OpenIdConfiguration... published) {
    return new TrustedIssuers(List.of(published), SigningKeys.none(), false);
  }

  @Test
  void anIssuerSpeaksForItselfAlone() throws JOSEException {
    TrustedIssuers both = only(published("one", first), published("two", second));
    assertThat(refusal(token(first, "one"), both)).isEmpty();
    assertThat(refusal(token(second, "two"), both)).isEmpty();
    assertThat(refusal(token(second, "one"), both)).contains(Reason.ISSUER);
    assertThat(refusal(token(second, "listed"), both, "listed")).isEmpty();
  }

  @Test
  void aTokenWithoutAKeyIdIsTriedWithAllKeys() throws JOSEException {
    TrustedIssuers both = only(published("one", first), published("two", second));
    String token = token(JWSAlgorithm.ES256, new ECDSASigner(second), null, "two");
    assertThat(refusal(token, both)).isEmpty();
    assertThat(refusal(token(key("third"), "two"), both)).contains(Reason.KEY_NOT_FOUND);
  }

  @Test
  void oneWhoIsAwayHindersOnlyTokensThatMayBeHis() throws JOSEException {
    TrustedIssuers trusted = only(away(), published("one", first));
    assertThat(refusal(token(first, "one"), trusted)).isEmpty();
    String unknown = token(second, "two");
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> validate(unknown, trusted))
        .withMessageContaining("away");
  }

  @Test
  void aGivenKeySignsForTheIssuersOfTheRulesAndOfThoseWhoPublish() throws JOSEException {
    SigningKeys given = SigningKeys.secret(Optional.of("s"), SECRET);
    TrustedIssuers alone = new TrustedIssuers(List.of(), given, false);
    assertThat(refusal(secretToken("s", "any"), alone)).isEmpty();
    assertThat(refusal(secretToken("s", "any"), alone, "listed")).contains(Reason.ISSUER);
    TrustedIssuers beside = new TrustedIssuers(List.of(published("one", first)), given, false);
    assertThat(refusal(secretToken("s", "one"), beside)).isEmpty();
    assertThat(refusal(secretToken("s", "any"), beside)).contains(Reason.ISSUER);
  }

  @Test
  void aPublishedKeyIsNoSecret() throws JOSEException {
    byte[] encoded = first.toECPublicKey().getEncoded();
    String token = token(JWSAlgorithm.HS256, new MACSigner(encoded), "first", "one");
    assertThat(refusal(token, only(published("one", first)))).contains(Reason.ALGORITHM);
  }

  @Test
  void aTenantOfEntraHasTwoNames() throws JOSEException {
    String version1 = "https://sts.windows.net/" + TENANT + "/";
    String version2 = "https://login.microsoftonline.com/" + TENANT + "/v2.0";
    for (String name :
        List.of(version1, version2, "https://login.microsoftonline.com/{tenantid}/v2.0")) {
      TrustedIssuers tenant =
          new TrustedIssuers(List.of(published(name, first)), SigningKeys.none(), true);
      assertThat(refusal(token(first, version1), tenant)).as(name).isEmpty();
      assertThat(refusal(token(first, version2), tenant)).as(name).isEmpty();
      assertThat(refusal(token(first, "https://sts.windows.net/other/"), tenant))
          .as(name)
          .contains(Reason.ISSUER);
    }
    assertThat(refusal(token(first, version1), only(published(version2, first))))
        .contains(Reason.ISSUER);
  }
}
