package dev.patienttests.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.patienttests.local.jwt.Rules;
import dev.patienttests.local.jwt.SigningKeys;
import dev.patienttests.local.jwt.TokenValidator;
import dev.patienttests.local.jwt.Validation;
import dev.patienttests.local.jwt.Validation.Accepted;
import dev.patienttests.local.jwt.Validation.Reason;
import dev.patienttests.local.jwt.Validation.Refused;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drill tokens are wrong in one way each, and good in all others. */
class DrillTokensTest {

  private static final String AUDIENCE = "a0000000-0000-4000-8000-000000000001";
  private static final String TENANT = "7a1c5b5e-0000-4000-8000-000000000001";
  private static final Map<Fault, Reason> REASONS = new EnumMap<>(Fault.class);

  static {
    REASONS.put(Fault.EXPIRED, Reason.EXPIRED);
    REASONS.put(Fault.NOT_YET_VALID, Reason.NOT_YET_VALID);
    REASONS.put(Fault.NO_EXPIRY, Reason.NO_EXPIRATION);
    REASONS.put(Fault.WRONG_AUDIENCE, Reason.AUDIENCE);
    REASONS.put(Fault.WRONG_ISSUER, Reason.ISSUER);
    REASONS.put(Fault.NONE, Reason.ALGORITHM);
    REASONS.put(Fault.HS256_PUBLIC_KEY, Reason.ALGORITHM);
    REASONS.put(Fault.HS256_MODULUS, Reason.ALGORITHM);
    REASONS.put(Fault.UNKNOWN_KID, Reason.KEY_NOT_FOUND);
    REASONS.put(Fault.WRONG_KEY, Reason.SIGNATURE);
    REASONS.put(Fault.TAMPERED, Reason.SIGNATURE);
    REASONS.put(Fault.JKU, Reason.KEY_NOT_FOUND);
    REASONS.put(Fault.JWK, Reason.KEY_NOT_FOUND);
  }

  @TempDir static Path directory;
  private static TokenSigner signer;
  private static TokenIssuer issuer;
  private static String good;
  private static DrillTokens drills;

  @BeforeAll
  static void open() {
    signer = TokenSigner.open(directory, TokenSigner.ENTRA);
    issuer = TokenIssuer.open(directory, TENANT);
    Instant now = Instant.now();
    good =
        issuer.issue(
            new AccessToken(
                2, AUDIENCE, "client", "object", List.of("Thing.Read"), now, now.plusSeconds(600)));
    drills = new DrillTokens(signer, Clock.systemUTC());
  }

  @Test
  void goodTokenIsAcceptedAndEachFaultIsRefusedForItsOwnReason() {
    assertThat(validated(good)).isInstanceOf(Accepted.class);
    for (Fault fault : Fault.values()) {
      Validation validation = validated(drills.with(fault, good));

      assertThat(validation).as(fault.toString()).isInstanceOf(Refused.class);
      assertThat(((Refused) validation).reason())
          .as(fault.toString())
          .isEqualTo(REASONS.get(fault));
    }
  }

  @Test
  void symmetricForgeryWouldPassWhereTheKeyIsTakenForASecret() throws Exception {
    SignedJWT forged = SignedJWT.parse(drills.with(Fault.HS256_MODULUS, good));

    assertThat(forged.verify(new MACVerifier(signer.publicKey().getModulus().decode()))).isTrue();
    assertThat(forged.getHeader().getKeyID()).isEqualTo(signer.publicKey().getKeyID());
    SignedJWT pem = SignedJWT.parse(drills.with(Fault.HS256_PUBLIC_KEY, good));
    assertThat(pem.getSignature()).isNotEqualTo(forged.getSignature());
  }

  @Test
  void embeddedKeyWouldVerifyWhereItIsTrusted() throws Exception {
    SignedJWT forged = SignedJWT.parse(drills.with(Fault.JWK, good));
    JWSHeader header = forged.getHeader();

    assertThat(forged.verify(new RSASSAVerifier(header.getJWK().toRSAKey()))).isTrue();
    assertThat(header.getJWK().isPrivate()).isFalse();
    assertThat(SignedJWT.parse(drills.with(Fault.JKU, good)).getHeader().getJWKURL()).isNotNull();
  }

  @Test
  void whatIsNotTheFaultStays() throws Exception {
    JWTClaimsSet before = SignedJWT.parse(good).getJWTClaimsSet();
    JWTClaimsSet after = SignedJWT.parse(drills.with(Fault.UNKNOWN_KID, good)).getJWTClaimsSet();
    SignedJWT expired = SignedJWT.parse(drills.with(Fault.EXPIRED, good));

    assertThat(after).isEqualTo(before);
    assertThat(expired.verify(new RSASSAVerifier(signer.publicKey()))).isTrue();
    assertThat(expired.getJWTClaimsSet().getStringListClaim("roles")).containsExactly("Thing.Read");
  }

  private static Validation validated(String token) {
    Rules rules =
        new Rules(Set.of(AUDIENCE), Set.of(issuer.issuer(2)), Duration.ZERO, AppTokens.STRICT);
    return new TokenValidator(rules, Clock.systemUTC())
        .validate(token, SigningKeys.fromJwks(signer.publicKeys()));
  }
}
