package dev.patienttests.local.platform;

import com.fasterxml.jackson.core.type.TypeReference;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.patienttests.local.net.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Signature;
import java.text.ParseException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The keys of a vault: EC P-256, each made once and kept in one file that only its owner can read.
 * Their private parts leave this class in no other way than into that file.
 */
final class KeyStore {

  /** Length of a SHA-256 digest, which is what ES256 signs. */
  static final int DIGEST = 32;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Map<String, VaultKey> keys = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /** As it stands in the file. */
  private record StoredKey(String version, long created, Map<String, Object> jwk) {
    @Override
    public String toString() {
      return "StoredKey[" + version + "]";
    }
  }

  /** A key with its only version. */
  static final class VaultKey {
    private final String name;
    private final String version;
    private final long created;
    private final ECKey key;

    private VaultKey(String name, StoredKey stored) {
      this.name = name;
      this.version = stored.version();
      this.created = stored.created();
      try {
        this.key = ECKey.parse(stored.jwk());
      } catch (ParseException e) {
        // the cause could show the key
        throw new IllegalStateException("The key " + name + " of the vault is not readable");
      }
    }

    String name() {
      return name;
    }

    /** 32 hexadecimal digits. */
    String version() {
      return version;
    }

    /** Seconds since 1970. */
    long created() {
      return created;
    }

    ECKey publicKey() {
      return key.toPublicJWK();
    }

    /** The ES256 signature over a digest of {@link #DIGEST} bytes: r and s, 32 bytes each. */
    byte[] sign(byte[] digest) {
      try {
        Signature signature = Signature.getInstance("NONEwithECDSAinP1363Format");
        signature.initSign(key.toECPrivateKey());
        signature.update(digest);
        return signature.sign();
      } catch (GeneralSecurityException | JOSEException e) {
        throw new IllegalStateException("The key " + name + " cannot sign");
      }
    }
  }

  /** Opens the keys of a data directory, and makes those that are configured and absent. */
  KeyStore(Path dataDirectory, List<PlatformConfig.Key> configured, Clock clock) {
    Path file = dataDirectory.resolve("vault-keys.json");
    try {
      Map<String, StoredKey> stored = new TreeMap<>(load(file));
      boolean made = false;
      for (PlatformConfig.Key key : configured) {
        if (!stored.containsKey(key.name())) {
          stored.put(key.name(), generate(clock));
          made = true;
        }
      }
      if (made) {
        PrivateFiles.writeDurably(file, HttpCall.MAPPER.writeValueAsBytes(stored));
      }
      configured.forEach(
          key -> keys.put(key.name(), new VaultKey(key.name(), stored.get(key.name()))));
    } catch (IOException e) {
      throw new UncheckedIOException("The vault's file " + file + " cannot be written", e);
    }
  }

  private static Map<String, StoredKey> load(Path file) {
    if (!Files.exists(file)) {
      return Map.of();
    }
    try {
      return HttpCall.MAPPER.readValue(Files.readAllBytes(file), new TypeReference<>() {});
    } catch (IOException e) {
      // the cause could show a key
      throw new IllegalStateException("The vault's file " + file + " is not readable");
    }
  }

  private static StoredKey generate(Clock clock) {
    byte[] version = new byte[16];
    RANDOM.nextBytes(version);
    try {
      return new StoredKey(
          HexFormat.of().formatHex(version),
          clock.instant().getEpochSecond(),
          new ECKeyGenerator(Curve.P_256).generate().toJSONObject());
    } catch (JOSEException e) {
      throw new IllegalStateException("This Java makes no EC keys", e);
    }
  }

  Optional<VaultKey> find(String name) {
    return Optional.ofNullable(keys.get(name));
  }
}
