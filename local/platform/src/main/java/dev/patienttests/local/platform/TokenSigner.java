package dev.patienttests.local.platform;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.patienttests.local.jwt.SigningKeys;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;

/**
 * Signs tokens with the keys of one issuer, which lie in the platform's data directory.
 *
 * <p>It signs whatever it is told to, by whoever can read that directory.
 */
public final class TokenSigner {

  /** The tenant of the deployment, Microsoft Entra ID. */
  public static final String ENTRA = "entra";

  /** The tenant of the partners' users, Microsoft Entra External ID. */
  public static final String EXTERNAL_ID = "external-id";

  private final KeyRing keys;

  private TokenSigner(KeyRing keys) {
    this.keys = keys;
  }

  /**
   * Opens the keys of an issuer, and makes the first one where there is none.
   *
   * @param issuer {@link #ENTRA}, {@link #EXTERNAL_ID} or the host name of another issuer
   * @throws IllegalStateException when its file does not hold keys
   * @throws UncheckedIOException when it cannot be read or written
   */
  public static TokenSigner open(Path dataDirectory, String issuer) {
    return open(dataDirectory, issuer, Clock.systemUTC());
  }

  static TokenSigner open(Path dataDirectory, String issuer, Clock clock) {
    return new TokenSigner(
        KeyRing.open(dataDirectory.resolve(issuer + "-signing-keys.json"), clock));
  }

  /** A token with these claims, signed by RS256. */
  public String sign(JWTClaimsSet claims) {
    RSAKey key = keys.signing();
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build(),
            claims);
    try {
      jwt.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("The signing key cannot sign", e);
    }
    return jwt.serialize();
  }

  /** The key that signs now, without its private part. */
  public RSAKey publicKey() {
    return keys.signing().toPublicJWK();
  }

  /** All published keys as a JWKS (RFC 7517). */
  public String publicKeys() {
    return keys.jwks();
  }

  SigningKeys verification() {
    return keys.verification();
  }

  void roll() {
    keys.roll();
  }

  void retire() {
    keys.retire();
  }

  @SuppressWarnings("JavaUtilDate") // what the JWT library takes
  static Date date(Instant instant) {
    return Date.from(instant);
  }
}
