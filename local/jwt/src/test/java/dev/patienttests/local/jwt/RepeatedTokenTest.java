package dev.patienttests.local.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.patienttests.local.jwt.Validation.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a token that was accepted before is still refused for. */
class RepeatedTokenTest {
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final TokenValidator validator =
      new TokenValidator(
          new Rules(Set.of("me"), Set.of("issuer"), Duration.ZERO),
          new Clock() {
            @Override
            public Instant instant() {
              return now;
            }

            @Override
            public ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }
          });
  private ECKey key;
  private String token;

  @BeforeEach
  void accept() throws Exception {
    key = new ECKeyGenerator(Curve.P_256).keyID("the-key").generate();
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("the-key").build(),
            new JWTClaimsSet.Builder()
                .issuer("issuer")
                .audience("me")
                .expirationTime(Date.from(now.plusSeconds(60)))
                .build());
    jwt.sign(new ECDSASigner(key));
    token = jwt.serialize();
    assertThat(validator.validate(token, keys(key))).isInstanceOf(Validation.Accepted.class);
  }

  @Test
  void itIsAcceptedAgain() {
    assertThat(validator.validate(token, keys(key))).isInstanceOf(Validation.Accepted.class);
  }

  @Test
  void itsTimeIsOver() {
    SigningKeys keys = keys(key);
    validator.validate(token, keys);
    now = now.plusSeconds(61);
    assertThat(reason(token, keys)).isEqualTo(Reason.EXPIRED);
  }

  @Test
  void theIssuerHasAnotherKeyOfThatName() throws Exception {
    ECKey other = new ECKeyGenerator(Curve.P_256).keyID("the-key").generate();
    assertThat(reason(token, keys(other))).isEqualTo(Reason.SIGNATURE);
  }

  @Test
  void itsSignatureWasChanged() {
    SigningKeys keys = keys(key);
    validator.validate(token, keys);
    int last = token.lastIndexOf('.') + 1;
    char changed = token.charAt(last) == 'A' ? 'B' : 'A';
    String other = token.substring(0, last) + changed + token.substring(last + 1);
    assertThat(reason(other, keys)).isEqualTo(Reason.SIGNATURE);
  }

  @Test
  void itsTextWasChanged() {
    SigningKeys keys = keys(key);
    validator.validate(token, keys);
    String claims =
        new Payload(Map.of("iss", "issuer", "aud", "me", "exp", 9_999_999_999L))
            .toBase64URL()
            .toString();
    String other =
        token.substring(0, token.indexOf('.') + 1)
            + claims
            + token.substring(token.lastIndexOf('.'));
    assertThat(reason(other, keys)).isEqualTo(Reason.SIGNATURE);
  }

  private Reason reason(String text, SigningKeys keys) {
    return ((Validation.Refused) validator.validate(text, keys)).reason();
  }

  private static SigningKeys keys(ECKey key) {
    return SigningKeys.fromJwks(new JWKSet(key.toPublicJWK()).toString());
  }
}
