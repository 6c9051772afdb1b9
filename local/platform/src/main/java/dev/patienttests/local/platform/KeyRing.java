package dev.patienttests.local.platform;

import com.fasterxml.jackson.core.type.TypeReference;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.patienttests.local.jwt.SigningKeys;
import dev.patienttests.local.net.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The signing keys of an issuer, in one file that only its owner can read: the one in use, the next
 * one, and those that were replaced and still verify.
 *
 * <p>The next key is published before it signs anything, as Microsoft Entra ID does, so that
 * whoever has fetched the keys lately knows it already when it comes into use.
 */
final class KeyRing {

  /** How long a replaced key stays published: the longest life of a token and an hour. */
  static final Duration PUBLISHED_AFTERWARDS = Duration.ofHours(25);

  private static final int KEY_BITS = 2048;

  private final Path file;
  private final Clock clock;
  private List<Held> keys;
  private Optional<Published> published = Optional.empty();

  /**
   * A key; one that was replaced is published until a time.
   *
   * @param until absent for the key in use, which comes first, and for the next one
   */
  private record Held(RSAKey key, Optional<Instant> until) {}

  /** As it stands in the file; {@code until} in seconds since 1970. */
  private record StoredKey(Map<String, Object> jwk, Optional<Long> until) {
    @Override
    public String toString() {
      return "StoredKey";
    }
  }

  /** What the public knows, while that is so. */
  private record Published(String jwks, SigningKeys verification, Instant until) {}

  private KeyRing(Path file, Clock clock, List<Held> keys) {
    this.file = file;
    this.clock = clock;
    this.keys = keys;
  }

  /**
   * Reads the keys of a file, or makes the first one where there is no file.
   *
   * @throws IllegalStateException when the file does not hold keys
   * @throws UncheckedIOException when it cannot be read or written
   */
  static KeyRing open(Path file, Clock clock) {
    if (Files.exists(file)) {
      return new KeyRing(file, clock, load(file));
    }
    KeyRing ring = new KeyRing(file, clock, List.of());
    ring.replace(List.of(new Held(newKey(), Optional.empty())));
    return ring;
  }

  /** The key that signs, with its private part. */
  synchronized RSAKey signing() {
    return unreplaced().get(0).key();
  }

  /** The public keys as a JWKS (RFC 7517). */
  synchronized String jwks() {
    return published().jwks();
  }

  /** The public keys as a validator takes them. */
  synchronized SigningKeys verification() {
    return published().verification();
  }

  /** The next key signs from now on; the one before stays published. */
  synchronized void roll() {
    publishNext();
    Instant until = clock.instant().plus(PUBLISHED_AFTERWARDS);
    RSAKey before = signing();
    replace(
        keys.stream()
            .map(held -> held.key().equals(before) ? new Held(before, Optional.of(until)) : held)
            .toList());
  }

  /** Takes back all keys that were replaced: tokens that they signed are worth nothing. */
  synchronized void retire() {
    replace(unreplaced());
  }

  private List<Held> unreplaced() {
    return keys.stream().filter(held -> held.until().isEmpty()).toList();
  }

  private Published published() {
    Instant now = clock.instant();
    Optional<Published> known = published.filter(set -> now.isBefore(set.until()));
    if (known.isPresent()) {
      return known.get();
    }
    publishNext();
    List<Held> valid =
        keys.stream().filter(held -> held.until().map(now::isBefore).orElse(true)).toList();
    String jwks =
        new JWKSet(valid.stream().<JWK>map(held -> held.key().toPublicJWK()).toList()).toString();
    Instant until =
        valid.stream()
            .flatMap(held -> held.until().stream())
            .min(Instant::compareTo)
            .orElse(Instant.MAX);
    Published fresh = new Published(jwks, SigningKeys.fromJwks(jwks), until);
    published = Optional.of(fresh);
    return fresh;
  }

  private void publishNext() {
    if (unreplaced().size() < 2) {
      List<Held> more = new ArrayList<>(keys);
      more.add(new Held(newKey(), Optional.empty()));
      replace(more);
    }
  }

  private void replace(List<Held> changed) {
    List<StoredKey> stored =
        changed.stream()
            .map(
                held ->
                    new StoredKey(
                        held.key().toJSONObject(), held.until().map(Instant::getEpochSecond)))
            .toList();
    try {
      PrivateFiles.writeDurably(file, HttpCall.MAPPER.writeValueAsBytes(stored));
    } catch (IOException e) {
      throw new UncheckedIOException("The keys cannot be written to " + file, e);
    }
    keys = List.copyOf(changed);
    published = Optional.empty();
  }

  private static List<Held> load(Path file) {
    try {
      List<StoredKey> stored =
          HttpCall.MAPPER.readValue(Files.readAllBytes(file), new TypeReference<>() {});
      List<Held> keys = new ArrayList<>();
      for (StoredKey key : stored) {
        keys.add(new Held(RSAKey.parse(key.jwk()), key.until().map(Instant::ofEpochSecond)));
      }
      if (keys.stream().allMatch(key -> key.until().isPresent())) {
        throw new IllegalStateException("There is no signing key in " + file);
      }
      return List.copyOf(keys);
    } catch (ParseException | IOException e) {
      // the cause could show a key
      throw new IllegalStateException("There are no signing keys in " + file);
    }
  }

  private static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(KEY_BITS)
          .keyUse(KeyUse.SIGNATURE)
          .keyID(UUID.randomUUID().toString())
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("This Java makes no RSA keys", e);
    }
  }
}
