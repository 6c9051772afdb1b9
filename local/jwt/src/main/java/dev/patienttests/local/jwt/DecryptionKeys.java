package dev.patienttests.local.jwt;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.DirectDecrypter;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secrets that open encrypted tokens (RFC 7516), by algorithm {@code dir} with A128CBC-HS256,
 * A192CBC-HS384 or A256CBC-HS512. Compressed ones stay closed: what they hold may be of any length.
 */
public final class DecryptionKeys {
  private static final int PARTS = 5;

  /** Methods by the length of their secret in bytes. */
  private static final Map<Integer, EncryptionMethod> METHODS =
      Map.of(
          32, EncryptionMethod.A128CBC_HS256,
          48, EncryptionMethod.A192CBC_HS384,
          64, EncryptionMethod.A256CBC_HS512);

  private record Key(Optional<String> id, EncryptionMethod method, SecretKey secret) {}

  private final List<Key> keys;

  private DecryptionKeys(List<Key> keys) {
    this.keys = List.copyOf(keys);
  }

  /** No key at all. */
  public static DecryptionKeys none() {
    return new DecryptionKeys(List.of());
  }

  /**
   * One secret.
   *
   * @throws IllegalArgumentException where no method has secrets of its length
   */
  public static DecryptionKeys secret(Optional<String> id, byte[] secret) {
    EncryptionMethod method = METHODS.get(secret.length);
    if (method == null) {
      throw new IllegalArgumentException("neither 32, 48 nor 64 bytes");
    }
    return new DecryptionKeys(List.of(new Key(id, method, new SecretKeySpec(secret, "AES"))));
  }

  /** These and others, which are tried later. */
  public DecryptionKeys and(DecryptionKeys others) {
    List<Key> all = new ArrayList<>(keys);
    all.addAll(others.keys);
    return new DecryptionKeys(all);
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return keys.isEmpty();
  }

  /**
   * The token inside of an encrypted one. A token that is not encrypted, or that no key opens, is
   * given back as it is: the latter is no signed token, and is refused as that.
   */
  public String opened(String token) {
    if (keys.isEmpty() || token.chars().filter(c -> c == '.').count() != PARTS - 1) {
      return token;
    }
    try {
      JWEObject encrypted = JWEObject.parse(token);
      JWEHeader header = encrypted.getHeader();
      if (header.getCompressionAlgorithm() != null
          || !JWEAlgorithm.DIR.equals(header.getAlgorithm())) {
        return token;
      }
      for (Key key : named(header.getKeyID())) {
        Optional<String> inside = opened(token, header, key);
        if (inside.isPresent()) {
          return inside.get();
        }
      }
    } catch (ParseException e) {
      // It is no encrypted token.
    }
    return token;
  }

  /** Those that the token names, else all. */
  private List<Key> named(String id) {
    List<Key> named =
        keys.stream().filter(key -> key.id().filter(k -> k.equals(id)).isPresent()).toList();
    return named.isEmpty() ? keys : named;
  }

  private static Optional<String> opened(String token, JWEHeader header, Key key)
      throws ParseException {
    if (!key.method().equals(header.getEncryptionMethod())) {
      return Optional.empty();
    }
    try {
      JWEObject encrypted = JWEObject.parse(token);
      encrypted.decrypt(new DirectDecrypter(key.secret()));
      return Optional.of(encrypted.getPayload().toString());
    } catch (JOSEException e) {
      return Optional.empty();
    }
  }
}
