package dev.patienttests.local.gateway;

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
import dev.patienttests.local.gateway.model.Response;
import dev.patienttests.local.gateway.policy.OutboundCalls.Call;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Date;
import java.util.function.Consumer;

/** An identity provider: what it publishes, and tokens that it signs. */
final class TestIssuer {
  static final String TENANT = "1a2b3c4d-2222-3333-4444-5e5f6a7b8c9d";

  final String metadata;
  final String issuer;
  final TestClock clock;
  ECKey key;
  int fetches;
  boolean away;

  TestIssuer(String metadata, String issuer, TestClock clock) {
    this.metadata = metadata;
    this.issuer = issuer;
    this.clock = clock;
    this.key = newKey("first");
  }

  /** A tenant of Microsoft Entra. */
  static TestIssuer entra(TestClock clock) {
    return new TestIssuer(
        "https://login.microsoftonline.com/" + TENANT + "/v2.0/.well-known/openid-configuration",
        "https://login.microsoftonline.com/" + TENANT + "/v2.0",
        clock);
  }

  static TestIssuer other(TestClock clock) {
    return new TestIssuer("https://other.example/openid", "https://other.example/", clock);
  }

  static ECKey newKey(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** Answers calls for what this issuer publishes, and leaves the others to the next one. */
  void publish(Engine engine) {
    var next = engine.backend;
    engine.backend = call -> publishes(call) ? answer(call) : next.apply(call);
  }

  private boolean publishes(Call call) {
    String url = call.url().toString();
    return url.equals(metadata) || url.equals(metadata + "/keys");
  }

  private Response answer(Call call) {
    if (call.url().toString().equals(metadata)) {
      fetches++;
    }
    if (away) {
      return Engine.answer(503, "");
    }
    return Engine.answer(
        200,
        call.url().toString().equals(metadata)
            ? "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(issuer, metadata)
            : new JWKSet(key.toPublicJWK()).toString());
  }

  /** A good token for audience {@code me}, valid for a minute, changed by the test. */
  String token(Consumer<JWTClaimsSet.Builder> change) {
    return sign(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()), change);
  }

  String token() {
    return token(claims -> {});
  }

  String sign(JWSHeader.Builder header, Consumer<JWTClaimsSet.Builder> change) {
    try {
      return sign(header.build(), new ECDSASigner(key), change);
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** Signed with a secret. */
  String secret(byte[] secret, JWSHeader header) {
    try {
      return sign(header, new MACSigner(secret), claims -> {});
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  String sign(JWSHeader header, JWSSigner signer, Consumer<JWTClaimsSet.Builder> change) {
    try {
      SignedJWT token = new SignedJWT(header, claims(change));
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .audience("me")
            .subject("caller")
            .expirationTime(Date.from(clock.instant().plusSeconds(60)));
    change.accept(claims);
    return claims.build();
  }

  /** A token that nobody signed. */
  String unsigned(String algorithm) {
    return base64("{\"alg\":\"" + algorithm + "\"}")
        + "."
        + base64(claims(c -> {}).toString())
        + ".";
  }

  static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
