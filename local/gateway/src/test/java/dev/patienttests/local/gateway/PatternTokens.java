package dev.patienttests.local.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.patienttests.local.gateway.testing.Answers;
import dev.patienttests.local.gateway.testing.FakeClock;
import dev.patienttests.local.gateway.testing.GatewayFixture;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** Tokens of the tenant and of the external tenant, for unit tests of the pattern's documents. */
final class PatternTokens {
  private static final String LOGIN = "https://login.microsoftonline.com/";
  private static final String TENANT_ISSUER = LOGIN + PatternConfig.TENANT + "/v2.0";
  private static final RSAKey TENANT_KEY = key("tenant-key");
  private static final RSAKey EXTERNAL_KEY = key("external-key");

  private final FakeClock clock;

  /** Tokens that a fixture's policies can validate. */
  PatternTokens(GatewayFixture gateway) {
    clock = gateway.clock();
    publish(
        gateway,
        TENANT_ISSUER + "/.well-known/openid-configuration",
        TENANT_ISSUER,
        LOGIN + "keys",
        TENANT_KEY);
    publish(
        gateway,
        PatternConfig.EXTERNAL_METADATA,
        PatternConfig.EXTERNAL_ISSUER,
        "https://partners.example/keys",
        EXTERNAL_KEY);
  }

  private static void publish(
      GatewayFixture gateway, String metadata, String issuer, String keys, RSAKey key) {
    gateway.on(
        metadata,
        call -> Answers.of(200, "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(issuer, keys)));
    gateway.on(keys, call -> Answers.of(200, new JWKSet(key.toPublicJWK()).toString()));
  }

  /** A token of the tenant for an application that holds these roles. */
  String tenant(String application, String... roles) {
    return tenant(application, PatternConfig.REGISTRATION, roles);
  }

  /** The same, for another audience. */
  String tenantFor(String audience, String application, String... roles) {
    return tenant(application, audience, roles);
  }

  private String tenant(String application, String audience, String... roles) {
    JWTClaimsSet.Builder claims =
        claims(TENANT_ISSUER, audience)
            .subject("object of " + application)
            .claim("azp", application)
            .claim("tid", PatternConfig.TENANT)
            .claim("ver", "2.0");
    if (roles.length > 0) {
      claims.claim("roles", List.of(roles));
    }
    return sign(claims, TENANT_KEY);
  }

  /** A token of the external tenant, with these claims in addition. */
  String external(String subject, Map<String, Object> more) {
    return sign(external(subject, PatternConfig.EXTERNAL_AUDIENCE, more), EXTERNAL_KEY);
  }

  /** One that names another audience. */
  String externalFor(String audience, String subject, Map<String, Object> more) {
    return sign(external(subject, audience, more), EXTERNAL_KEY);
  }

  /** One that only claims to be of the external tenant: the tenant's key has signed it. */
  String externalByAnotherKey(String subject, Map<String, Object> more) {
    return sign(external(subject, PatternConfig.EXTERNAL_AUDIENCE, more), TENANT_KEY);
  }

  /** One that nobody has signed. */
  String externalUnsigned(String subject, Map<String, Object> more) {
    return new PlainJWT(external(subject, PatternConfig.EXTERNAL_AUDIENCE, more).build())
        .serialize();
  }

  /** One that never ends. */
  String externalWithoutEnd(String subject, Map<String, Object> more) {
    return sign(
        external(subject, PatternConfig.EXTERNAL_AUDIENCE, more).expirationTime(null),
        EXTERNAL_KEY);
  }

  private JWTClaimsSet.Builder external(String subject, String audience, Map<String, Object> more) {
    JWTClaimsSet.Builder claims =
        claims(PatternConfig.EXTERNAL_ISSUER, audience)
            .subject(subject)
            .claim("azp", "partner-portal")
            .claim("ver", "2.0");
    more.forEach(claims::claim);
    return claims;
  }

  private JWTClaimsSet.Builder claims(String issuer, String audience) {
    return new JWTClaimsSet.Builder()
        .issuer(issuer)
        .audience(audience)
        .notBeforeTime(Date.from(clock.instant()))
        .expirationTime(Date.from(clock.instant().plus(Duration.ofHours(1))));
  }

  private static String sign(JWTClaimsSet.Builder claims, RSAKey key) {
    try {
      JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
      SignedJWT token = new SignedJWT(header, claims.build());
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RSAKey key(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
