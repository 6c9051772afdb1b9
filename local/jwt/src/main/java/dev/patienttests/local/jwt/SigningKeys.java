package dev.patienttests.local.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.X509CertUtils;
import dev.patienttests.local.jwt.JsonObject.Kind;
import dev.patienttests.local.jwt.JsonObject.Value;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
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

  /** Whether a signature is that of a text. */
  interface Verifier {
    boolean verify(JWSHeader header, byte[] signed, Base64URL signature) throws JOSEException;
  }

  /**
   * A key: what verifies signatures of some algorithms.
   *
   * @param thumbprint SHA-1 of the certificate that it came from, in Base64url
   */
  record VerificationKey(
      Optional<String> id,
      Optional<String> thumbprint,
      Set<String> algorithms,
      Verifier verifier) {}

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
        keys.addAll(keys(JsonObject.parse(one.text())));
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
   * A secret, for the symmetric algorithms whose hash it is at least as long as: for none where it
   * has less than 32 bytes.
   */
  public static SigningKeys secret(Optional<String> id, byte[] secret) {
    Set<String> algorithms =
        SYMMETRIC.entrySet().stream()
            .filter(algorithm -> secret.length >= algorithm.getValue())
            .map(Map.Entry::getKey)
            .collect(Collectors.toUnmodifiableSet());
    try {
      Verifier verifier =
          algorithms.isEmpty()
              ? (header, signed, signature) -> false
              : new MACVerifier(secret)::verify;
      return new SigningKeys(
          List.of(new VerificationKey(id, Optional.empty(), algorithms, verifier)));
    } catch (JOSEException e) {
      throw new IllegalStateException("a secret of this length is one", e);
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
      return new SigningKeys(List.of(rsaKey(id, Optional.empty(), key.toRSAPublicKey())));
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

  /** A JWK with a certificate is the key of that, and then the one that its members make. */
  private static List<VerificationKey> keys(JsonObject jwk) throws IOException {
    List<VerificationKey> keys = new ArrayList<>();
    Optional<String> id = jwk.text("kid");
    if (!jwk.text("use").orElse("sig").equals("sig")) {
      return keys;
    }
    switch (jwk.text("kty").orElse("")) {
      case "RSA" -> {
        certified(id, jwk).ifPresent(keys::add);
        usable(() -> rsa(id, jwk)).ifPresent(keys::add);
      }
      case "EC" -> usable(() -> ec(id, jwk)).ifPresent(keys::add);
      default -> {
        // of no use here
      }
    }
    return keys;
  }

  private interface Made {
    VerificationKey key() throws IOException, JOSEException;
  }

  /** One key may be of no use; the others still are. */
  private static Optional<VerificationKey> usable(Made made) throws IOException {
    try {
      return Optional.of(made.key());
    } catch (JOSEException | IllegalArgumentException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  private static Optional<VerificationKey> certified(Optional<String> id, JsonObject jwk) {
    Optional<X509Certificate> certificate =
        jwk.get("x5c")
            .filter(chain -> chain.is(Kind.ARRAY) && !chain.elements().isEmpty())
            .map(chain -> X509CertUtils.parse(new Base64(chain.elements().get(0).text()).decode()));
    if (certificate.isEmpty()
        || !(certificate.get().getPublicKey() instanceof RSAPublicKey key)
        || key.getModulus().bitLength() < MIN_RSA_BITS) {
      return Optional.empty();
    }
    return Optional.of(
        rsaKey(
            id,
            Optional.of(X509CertUtils.computeSHA1Thumbprint(certificate.get()).toString()),
            key));
  }

  private static VerificationKey rsaKey(
      Optional<String> id, Optional<String> thumbprint, RSAPublicKey key) {
    return new VerificationKey(id, thumbprint, RSA, new RSASSAVerifier(key)::verify);
  }

  private static VerificationKey rsa(Optional<String> id, JsonObject jwk)
      throws IOException, JOSEException {
    return rsaKey(
        id,
        Optional.empty(),
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
    JWSVerifier verifier =
        new ECDSAVerifier(
            new ECKey.Builder(curve, number(jwk, "x"), number(jwk, "y")).build().toECPublicKey());
    return new VerificationKey(id, Optional.empty(), Set.of(algorithm), verifier::verify);
  }

  private static Base64URL number(JsonObject jwk, String name) throws IOException, JOSEException {
    return new Base64URL(
        jwk.text(name).orElseThrow(() -> new JOSEException("'" + name + "' is missing")));
  }

  /** The first key that has the token's key id, or the certificate that it names. */
  Optional<VerificationKey> namedBy(ParsedToken token) {
    for (VerificationKey key : keys) {
      boolean byId = token.keyId().isPresent() && token.keyId().equals(key.id());
      if (byId || isCertifiedBy(key, token)) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  private static boolean isCertifiedBy(VerificationKey key, ParsedToken token) {
    return token.thumbprint().isPresent()
        && key.thumbprint().filter(token.thumbprint().get()::equalsIgnoreCase).isPresent();
  }

  List<VerificationKey> all() {
    return keys;
  }
}
