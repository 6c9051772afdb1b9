package dev.patienttests.local.jwt;

import dev.patienttests.local.jwt.SigningKeys.VerificationKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The signatures that were verified last. A caller sends the same token with every request, and an
 * RSA signature is the most expensive part of its check where a JVM has only its first compiler. A
 * key that is published anew is another key here, so nothing outlives the keys of an issuer.
 */
final class VerifiedSignatures {
  private static final int MOST = 64;

  private record Verified(VerificationKey key, String signed, String signature) {}

  private final Set<Verified> verified =
      Collections.synchronizedSet(Collections.newSetFromMap(new Newest()));

  /** Whether this signature of this text was verified with this very key. */
  boolean contains(VerificationKey key, ParsedToken token) {
    return verified.contains(new Verified(key, token.signed(), token.signature()));
  }

  /** Takes note of a signature that was verified. */
  void add(VerificationKey key, ParsedToken token) {
    verified.add(new Verified(key, token.signed(), token.signature()));
  }

  private static final class Newest extends LinkedHashMap<Verified, Boolean> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Verified, Boolean> eldest) {
      return size() > MOST;
    }
  }
}
