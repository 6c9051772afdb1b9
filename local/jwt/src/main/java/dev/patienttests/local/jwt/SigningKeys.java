package dev.patienttests.local.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import dev.patienttests.local.jwt.JsonObject.Kind;
import dev.patienttests.local.jwt.JsonObject.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys of an issuer, as its JWKS lists them. */
public final class SigningKeys {
  private final List<VerificationKey> keys;

  private SigningKeys(List<VerificationKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /** A key: what verifies signatures of one algorithm. */
  record VerificationKey(Optional<String> id, String algorithm, JWSVerifier verifier) {}

  /**
   * Reads a JWKS (RFC 7517). Keys are left out that are for another use than {@code sig}, symmetric
   * ones, and those that serve neither RS256 nor ES256: of another type, on another curve than
   * P-256, RSA of less than 2048 bits, or incomplete.
   *
   * @throws IllegalArgumentException when the text is no JWKS
   */
  public static SigningKeys fromJwks(String json) {
    try {
      Optional<Value> all = JsonObject.parse(json).get("keys");
      if (all.isPresent() && !all.get().is(Kind.ARRAY)) {
        throw new IOException("'keys' is not an array");
      }
      List<VerificationKey> keys = new ArrayList<>();
      for (Value one : all.map(Value::elements).orElse(List.of())) {
        key(JsonObject.parse(one.text())).ifPresent(keys::add);
      }
      return new SigningKeys(keys);
    } catch (IOException e) {
      throw new IllegalArgumentException("Not a JSON Web Key Set: " + e.getMessage(), e);
    }
  }

  private static Optional<VerificationKey> key(JsonObject jwk) throws IOException {
    Optional<String> id = jwk.text("kid");
    if (!jwk.text("use").orElse("sig").equals("sig")) {
      return Optional.empty();
    }
    try {
      return switch (jwk.text("kty").orElse("")) {
        case "RSA" -> Optional.of(new VerificationKey(id, "RS256", rsa(jwk)));
        case "EC" -> Optional.of(new VerificationKey(id, "ES256", ec(jwk)));
        default -> Optional.empty();
      };
    } catch (JOSEException | IllegalArgumentException | IllegalStateException e) {
      return Optional.empty(); // this key is of no use; the others may be
    }
  }

  private static JWSVerifier rsa(JsonObject jwk) throws IOException, JOSEException {
    return new RSASSAVerifier(
        new RSAKey.Builder(number(jwk, "n"), number(jwk, "e")).build().toRSAPublicKey());
  }

  private static JWSVerifier ec(JsonObject jwk) throws IOException, JOSEException {
    if (!jwk.text("crv").orElse("").equals("P-256")) {
      throw new JOSEException("Not on curve P-256");
    }
    return new ECDSAVerifier(
        new ECKey.Builder(Curve.P_256, number(jwk, "x"), number(jwk, "y")).build().toECPublicKey());
  }

  private static Base64URL number(JsonObject jwk, String name) throws IOException, JOSEException {
    return new Base64URL(
        jwk.text(name).orElseThrow(() -> new JOSEException("'" + name + "' is missing")));
  }

  /** The first key of that id. */
  Optional<VerificationKey> withId(String id) {
    return keys.stream().filter(key -> key.id().filter(id::equals).isPresent()).findFirst();
  }

  List<VerificationKey> all() {
    return keys;
  }
}
