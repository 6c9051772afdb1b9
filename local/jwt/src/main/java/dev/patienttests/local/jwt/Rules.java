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
 */
public record Rules(Set<String> audiences, Set<String> issuers, Duration clockSkew) {
  /** Keeps copies. */
  public Rules {
    audiences = Set.copyOf(audiences);
    issuers = Set.copyOf(issuers);
    if (clockSkew.isNegative()) {
      throw new IllegalArgumentException("The clock skew must not be negative");
    }
  }
}
