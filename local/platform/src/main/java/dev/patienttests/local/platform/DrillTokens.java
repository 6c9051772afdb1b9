package dev.patienttests.local.platform;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * Turns a good token into one that must be refused, for one reason and no other: what is not the
 * fault stays as good as it was.
 */
public final class DrillTokens {

  private static final int KEY_BITS = 2048;
  private static final Duration FAR = Duration.ofHours(1);
  private static final String OTHER_TENANT = "99999999-9999-4999-8999-999999999999";
  private static final URI ATTACKER = URI.create("https://keys.attacker.example/keys");

  private final TokenSigner signer;
  private final Clock clock;

  /** Drills with the tokens of an issuer. */
  public DrillTokens(TokenSigner signer, Clock clock) {
    this.signer = signer;
    this.clock = clock;
  }

  /**
   * A token as it was, but for the fault.
   *
   * @param token one of the issuer's
   * @throws IllegalArgumentException when it is no signed token
   */
  public String with(Fault fault, String token) {
    try {
      return forged(fault, SignedJWT.parse(token));
    } catch (ParseException e) {
      throw new IllegalArgumentException("The token to begin with is no signed token");
    } catch (JOSEException e) {
      throw new IllegalStateException("The token cannot be signed", e);
    }
  }

  private String forged(Fault fault, SignedJWT good) throws ParseException, JOSEException {
    JWTClaimsSet claims = good.getJWTClaimsSet();
    Instant now = clock.instant();
    RSAKey published = signer.publicKey();
    return switch (fault) {
      case EXPIRED -> signer.sign(between(claims, now.minus(FAR).minus(FAR), now.minus(FAR)));
      case NOT_YET_VALID -> signer.sign(between(claims, now.plus(FAR), now.plus(FAR).plus(FAR)));
      case NO_EXPIRY -> signer.sign(new JWTClaimsSet.Builder(claims).expirationTime(null).build());
      case WRONG_AUDIENCE ->
          signer.sign(
              new JWTClaimsSet.Builder(claims).audience(UUID.randomUUID().toString()).build());
      case WRONG_ISSUER -> signer.sign(ofAnotherTenant(claims));
      case NONE -> new PlainJWT(claims).serialize();
      case HS256_PUBLIC_KEY -> hs256(claims, pem(published));
      case HS256_MODULUS -> hs256(claims, published.getModulus().decode());
      case UNKNOWN_KID -> {
        RSAKey key = newKey();
        yield rs256(header(key.getKeyID()), claims, key);
      }
      case WRONG_KEY -> rs256(header(published.getKeyID()), claims, newKey());
      case TAMPERED -> tampered(good, claims);
      case JKU -> {
        RSAKey key = newKey();
        yield rs256(header(key.getKeyID()).jwkURL(ATTACKER), claims, key);
      }
      case JWK -> {
        RSAKey key = newKey();
        yield rs256(header(key.getKeyID()).jwk(key.toPublicJWK()), claims, key);
      }
    };
  }

  private static JWTClaimsSet between(JWTClaimsSet claims, Instant from, Instant until) {
    return new JWTClaimsSet.Builder(claims)
        .issueTime(TokenSigner.date(from))
        .notBeforeTime(TokenSigner.date(from))
        .expirationTime(TokenSigner.date(until))
        .build();
  }

  private static JWTClaimsSet ofAnotherTenant(JWTClaimsSet claims) throws ParseException {
    String tenant = claims.getStringClaim("tid");
    return new JWTClaimsSet.Builder(claims)
        .issuer(claims.getIssuer().replace(tenant, OTHER_TENANT))
        .claim("tid", OTHER_TENANT)
        .build();
  }

  private static String tampered(SignedJWT good, JWTClaimsSet claims) {
    JWTClaimsSet more =
        new JWTClaimsSet.Builder(claims)
            .claim("roles", List.of("Patient.Read", "Patient.ReadWrite", "Partner.Call"))
            .claim("scp", "Patients.Read Patients.ReadWrite")
            .build();
    Base64URL[] parts = good.getParsedParts();
    return parts[0] + "." + Base64URL.encode(more.toString()) + "." + parts[2];
  }

  private String hs256(JWTClaimsSet claims, byte[] secret) throws JOSEException {
    JWSHeader.Builder header =
        new JWSHeader.Builder(JWSAlgorithm.HS256)
            .type(JOSEObjectType.JWT)
            .keyID(signer.publicKey().getKeyID());
    return signed(header, claims, new MACSigner(secret));
  }

  private static String rs256(JWSHeader.Builder header, JWTClaimsSet claims, RSAKey key)
      throws JOSEException {
    return signed(header, claims, new RSASSASigner(key));
  }

  private static String signed(JWSHeader.Builder header, JWTClaimsSet claims, JWSSigner signer)
      throws JOSEException {
    SignedJWT jwt = new SignedJWT(header.build(), claims);
    jwt.sign(signer);
    return jwt.serialize();
  }

  private static JWSHeader.Builder header(String keyId) {
    return new JWSHeader.Builder(JWSAlgorithm.RS256).type(JOSEObjectType.JWT).keyID(keyId);
  }

  private static byte[] pem(RSAKey key) throws JOSEException {
    String body =
        Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(key.toRSAPublicKey().getEncoded());
    return ("-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static RSAKey newKey() throws JOSEException {
    return new RSAKeyGenerator(KEY_BITS).keyID(UUID.randomUUID().toString()).generate();
  }
}
