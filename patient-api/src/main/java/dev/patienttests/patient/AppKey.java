package dev.patienttests.patient;

import dev.patienttests.secrets.RefreshingSecret;
import dev.patienttests.secrets.SecretValue;
import dev.patienttests.settings.SettingsException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key of this app: a secret that is at least 32 bytes in base64. It is used for keyed hashes
 * (HMAC-SHA-256, RFC 2104) alone; other keys are derived from it.
 */
final class AppKey {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SHORTEST = 32;

  private final String setting;
  private final Supplier<SecretValue> secret;
  private volatile Optional<Decoded> decoded = Optional.empty();

  private record Decoded(SecretValue of, SecretKeySpec key) {}

  AppKey(String setting, RefreshingSecret secret) {
    this(setting, secret::current);
  }

  AppKey(String setting, Supplier<SecretValue> secret) {
    this.setting = setting;
    this.secret = secret;
  }

  /**
   * The keyed hash of some texts. Each is preceded by its length, so that no two lists of texts
   * have the same hash.
   *
   * @return 32 bytes
   * @throws dev.patienttests.http.UnavailableException when the secret has no value
   * @throws SettingsException when its value is no key; the message names the setting
   */
  byte[] hash(String... texts) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key());
      for (String text : texts) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        mac.update(bytes);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java runtime has " + ALGORITHM + ".", e);
    }
  }

  /** Returns when there is a usable key; throws what {@link #hash} throws. */
  void require() {
    var unused = key();
  }

  private SecretKeySpec key() {
    SecretValue current = secret.get();
    Optional<Decoded> known = decoded.filter(each -> each.of() == current);
    if (known.isPresent()) {
      return known.get().key();
    }
    SecretKeySpec key = decode(current);
    decoded = Optional.of(new Decoded(current, key));
    return key;
  }

  private SecretKeySpec decode(SecretValue value) {
    try {
      byte[] bytes = Base64.getDecoder().decode(value.reveal().strip());
      if (bytes.length >= SHORTEST) {
        return new SecretKeySpec(bytes, ALGORITHM);
      }
    } catch (IllegalArgumentException e) {
      // The exception quotes a character of the secret, so it is not kept as the cause.
    }
    throw new SettingsException(setting, "must be at least 32 bytes in base64.");
  }

  /** The setting's name, never the key. */
  @Override
  public String toString() {
    return "AppKey[" + setting + "]";
  }
}
