package dev.patienttests.local.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The keys of an issuer, as its JWKS lists them or as they were given. */
public final class SigningKeys {
  private static final Set<String> RSA =
      Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512");
  private static final Map<String, String> CURVES =
      Map.of("P-256", "ES256", "P-384", "ES384", "P-521", "ES512");

  private static final int MIN_RSA_BITS = 2048;

  /** Algorithms of secrets, with the length of their hash in bytes. */
  private static final Map<String, Integer> SYMMETRIC =
      Map.of("HS256", 32, "HS384", 48, "HS512", 64);

  private final List<VerificationKey> keys;

  private SigningKeys(List<VerificationKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /** A key: what verifies signatures of some algorithms. */
  record VerificationKey(Optional<String> id, Set<String> algorithms, JWSVerifier verifier) {}

  /**
   * Reads a JWKS (RFC 7517). Keys are left out that are for another use than {@code sig}, symmetric
   * ones, and those that serve no signature: of another type, on another curve, RSA of less than
   * 2048 bits, or incomplete.
   *
   * @throws IllegalArgumentException when the text is no JWKS
   */
  public static SigningKeys fromJwks(String json) {
    try {
      // The member's name is read without regard to case, as Microsoft's library does.
      Optional<Value> all =
          JsonObject.parse(json).members().entrySet().stream()
              .filter(member -> member.getKey().equalsIgnoreCase("keys"))
              .map(Map.Entry::getValue)
              .filter(value -> !value.is(Kind.NULL))
              .reduce((first, last) -> last);
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

  /** No key at all. */
  public static SigningKeys none() {
    return new SigningKeys(List.of());
  }

  /**
   * A secret, for the symmetric algorithms whose hash it is at least as long as.
   *
   * @throws IllegalArgumentException when it is shorter than 32 bytes
   */
  public static SigningKeys secret(Optional<String> id, byte[] secret) {
    try {
      MACVerifier verifier = new MACVerifier(secret);
      Set<String> algorithms =
          SYMMETRIC.entrySet().stream()
              .filter(algorithm -> secret.length >= algorithm.getValue())
              .map(Map.Entry::getKey)
              .collect(Collectors.toUnmodifiableSet());
      return new SigningKeys(List.of(new VerificationKey(id, algorithms, verifier)));
    } catch (JOSEException e) {
      throw new IllegalArgumentException("A secret of less than 32 bytes", e);
    }
  }

  /**
   * A public RSA key.
   *
   * @param modulus in Base64url
   * @param exponent in Base64url
   * @throws IllegalArgumentException when it is none, or one of less than 2048 bits
   */
  public static SigningKeys rsa(Optional<String> id, String modulus, String exponent) {
    try {
      RSAKey key = new RSAKey.Builder(new Base64URL(modulus), new Base64URL(exponent)).build();
      if (key.size() < MIN_RSA_BITS) {
        throw new IllegalArgumentException("An RSA key of less than 2048 bits");
      }
      return new SigningKeys(
          List.of(new VerificationKey(id, RSA, new RSASSAVerifier(key.toRSAPublicKey()))));
    } catch (JOSEException | IllegalStateException e) {
      throw new IllegalArgumentException("Not an RSA key", e);
    }
  }

  /** These keys, then those. */
  public SigningKeys and(SigningKeys others) {
    List<VerificationKey> all = new ArrayList<>(keys);
    all.addAll(others.keys);
    return new SigningKeys(all);
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return keys.isEmpty();
  }

  private static Optional<VerificationKey> key(JsonObject jwk) throws IOException {
    Optional<String> id = jwk.text("kid");
    if (!jwk.text("use").orElse("sig").equals("sig")) {
      return Optional.empty();
    }
    try {
      return switch (jwk.text("kty").orElse("")) {
        case "RSA" -> Optional.of(new VerificationKey(id, RSA, rsa(jwk)));
        case "EC" -> Optional.of(ec(id, jwk));
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

  private static VerificationKey ec(Optional<String> id, JsonObject jwk)
      throws IOException, JOSEException {
    String name = jwk.text("crv").orElse("");
    Curve curve = Curve.parse(name);
    String algorithm = CURVES.get(name);
    if (algorithm == null) {
      throw new JOSEException("Not on a curve for signatures");
    }
    return new VerificationKey(
        id,
        Set.of(algorithm),
        new ECDSAVerifier(
            new ECKey.Builder(curve, number(jwk, "x"), number(jwk, "y")).build().toECPublicKey()));
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
