package dev.patienttests.local.jwt;

import java.time.Duration;
import java.util.Set;

/**
 * What a token must satisfy besides its signature.
 *
 * @param audiences any of them must be an audience of the token, one trailing slash forgiven; none:
 *     the audience is not looked at
 * @param issuers any of them must be the issuer, exactly; the issuer of the OpenID metadata counts
 *     as one where keys come from there
 * @param clockSkew how far clocks may differ, inclusive; 0 in API Management, five minutes in
 *     Microsoft's library by itself
 * @param details what is rarely changed
 */
public record Rules(
    Set<String> audiences, Set<String> issuers, Duration clockSkew, Details details) {

  /**
   * What is rarely changed.
   *
   * @param algorithms those that are admitted; a symmetric one is only ever tried with a secret
   *     that was given as such, never with a published key
   * @param tryAllKeys whether a token that names no known key is tried with every key
   * @param requireExpiration whether a token without an expiration time is refused
   * @param types one of them must be the header's {@code typ}, exactly; none: it is not looked at
   * @param requireSignature whether a token with an empty signature is refused
   */
  public record Details(
      Set<String> algorithms,
      boolean tryAllKeys,
      boolean requireExpiration,
      Set<String> types,
      boolean requireSignature) {
    /** RS256 or ES256, every key, an expiration time, any type, signed. */
    public static final Details DEFAULT =
        new Details(Set.of("RS256", "ES256"), true, true, Set.of(), true);

    /** Keeps copies. */
    public Details {
      algorithms = Set.copyOf(algorithms);
      types = Set.copyOf(types);
    }
  }

  /** Keeps copies. */
  public Rules {
    audiences = Set.copyOf(audiences);
    issuers = Set.copyOf(issuers);
    if (clockSkew.isNegative()) {
      throw new IllegalArgumentException("The clock skew must not be negative");
    }
  }

  /** Rules with the details that are the default. */
  public Rules(Set<String> audiences, Set<String> issuers, Duration clockSkew) {
    this(audiences, issuers, clockSkew, Details.DEFAULT);
  }
}
