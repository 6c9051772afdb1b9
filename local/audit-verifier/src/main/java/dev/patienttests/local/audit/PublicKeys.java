package dev.patienttests.local.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Reads the public key of seals in the forms in which one gets it. */
public final class PublicKeys {
  private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
  private static final String END = "-----END PUBLIC KEY-----";

  private PublicKeys() {}

  /**
   * A P-256 key from PEM ({@code BEGIN PUBLIC KEY}), from a JSON Web Key, or from an answer of Key
   * Vault that holds one as {@code key}.
   *
   * @throws IllegalArgumentException when the text is none of these
   */
  public static PublicKey read(String text) {
    try {
      String trimmed = text.strip();
      return trimmed.startsWith(BEGIN) ? fromPem(trimmed) : fromJwk(trimmed);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException("not a public key of curve P-256 (PEM or JWK)", e);
    }
  }

  private static PublicKey fromPem(String pem) throws GeneralSecurityException {
    String body = pem.replace(BEGIN, "").replace(END, "");
    byte[] der = Base64.getMimeDecoder().decode(body);
    return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
  }

  private static PublicKey fromJwk(String text) throws GeneralSecurityException {
    JsonNode json = Json.object(text).orElseThrow(IllegalArgumentException::new);
    JsonNode key = json.path("key").isObject() ? json.path("key") : json;
    if (!key.path("crv").asText().equals("P-256")) {
      throw new IllegalArgumentException();
    }
    AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
    curve.init(new ECGenParameterSpec("secp256r1"));
    ECPoint point = new ECPoint(coordinate(key, "x"), coordinate(key, "y"));
    return KeyFactory.getInstance("EC")
        .generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class)));
  }

  private static BigInteger coordinate(JsonNode key, String name) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(key.path(name).asText()));
  }
}
