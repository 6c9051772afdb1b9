package dev.patienttests.local.jwt;

import dev.patienttests.local.jwt.SigningKeys.VerificationKey;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tokens that were accepted last, and the signatures that were verified last. A caller sends
 * the same token with every request, and an RSA signature is the most expensive part of its check
 * where a JVM has only its first compiler; taking the token apart is the next one. A key that is
 * published anew is another key here, so nothing outlives the keys of an issuer.
 */
final class VerifiedSignatures {
  private record Verified(VerificationKey key, String signed, String signature) {
    @Override
    @SuppressWarnings("ReferenceEquality") // a key that is published anew is another one
    public boolean equals(Object other) {
      return other instanceof Verified that
          && key == that.key
          && signature.equals(that.signature)
          && signed.equals(that.signed);
    }

    /** What a record makes of itself is slow without the second compiler. */
    @Override
    public int hashCode() {
      return signature.hashCode();
    }
  }

  private final Set<Verified> verified = Collections.newSetFromMap(Newest.map());
  private final Map<String, ParsedToken> parsed = Newest.map();

  /** Whether this signature of this text was verified with this very key. */
  boolean contains(VerificationKey key, ParsedToken token) {
    return verified.contains(new Verified(key, token.signed(), token.signature()));
  }

  /** Takes note of a signature that was verified. */
  void add(VerificationKey key, ParsedToken token) {
    verified.add(new Verified(key, token.signed(), token.signature()));
  }

  /** A token that was accepted before, taken apart; whether it still is has to be checked. */
  Optional<ParsedToken> parsed(String token) {
    return Optional.ofNullable(parsed.get(token));
  }

  /** Takes note of a token that is accepted. */
  void accepted(String token, ParsedToken apart) {
    parsed.putIfAbsent(token, apart);
  }
}
