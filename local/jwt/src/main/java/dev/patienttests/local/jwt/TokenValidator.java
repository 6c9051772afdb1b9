package dev.patienttests.local.jwt;

import java.time.Clock;

/**
 * Validates access tokens as Microsoft's library does: signature, lifetime, audience, issuer, in
 * that order. Algorithms are RS256 and ES256, an expiration time is required.
 */
public final class TokenValidator {

  /** With the rules for all tokens and the time that they are measured against. */
  public TokenValidator(Rules rules, Clock clock) {}

  /** Validates a token against given keys. */
  public Validation validate(String token, SigningKeys keys) {
    return pending();
  }

  /**
   * Validates a token against an issuer's published keys; where the token's key is not among them,
   * they are fetched again, as often as the configuration allows, before the token is refused.
   *
   * @throws java.io.UncheckedIOException when no keys could be had at all
   */
  public Validation validate(String token, OpenIdConfiguration configuration) {
    return pending();
  }

  @SuppressWarnings("TypeParameterUnusedInFormals")
  private static <T> T pending() {
    throw new UnsupportedOperationException();
  }
}
