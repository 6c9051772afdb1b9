package dev.patienttests.local.platform;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;

/** Tells whose token a call to a service of Azure carries, by the tenant's own keys. */
final class AppTokens {

  private static final Duration SKEW = Duration.ofMinutes(5);

  private final RSAKey key;
  private final RSASSAVerifier verifier;
  private final String issuer;
  private final String audience;
  private final Clock clock;

  AppTokens(TokenIssuer tokens, String audience, Clock clock) {
    try {
      this.key = JWKSet.parse(tokens.publicKeys()).getKeys().get(0).toRSAKey();
      this.verifier = new RSASSAVerifier(key);
    } catch (ParseException | JOSEException e) {
      throw new IllegalStateException("The signing key cannot verify", e);
    }
    this.issuer = tokens.issuer(1);
    this.audience = audience;
    this.clock = clock;
  }

  /** The caller, when the token is the tenant's, for this service, and valid now. */
  Optional<AppCaller> caller(String token) {
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      boolean signed =
          jwt.getHeader().getAlgorithm().equals(JWSAlgorithm.RS256)
              && Objects.equals(jwt.getHeader().getKeyID(), key.getKeyID())
              && jwt.verify(verifier);
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      if (!signed
          || !issuer.equals(claims.getIssuer())
          || !claims.getAudience().contains(audience)
          || !isValidNow(claims)) {
        return Optional.empty();
      }
      return Optional.of(
          new AppCaller(claims.getStringClaim("oid"), claims.getStringClaim("appid")));
    } catch (ParseException | JOSEException e) {
      return Optional.empty();
    }
  }

  /** The owner of a token. */
  record AppCaller(String objectId, String applicationId) {}

  @SuppressWarnings("JavaUtilDate") // what the JWT library gives
  private boolean isValidNow(JWTClaimsSet claims) {
    Date notBefore = claims.getNotBeforeTime();
    Date expires = claims.getExpirationTime();
    Instant now = clock.instant();
    return notBefore != null
        && expires != null
        && !now.plus(SKEW).isBefore(notBefore.toInstant())
        && now.minus(SKEW).isBefore(expires.toInstant());
  }
}
