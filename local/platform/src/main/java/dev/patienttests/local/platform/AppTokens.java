package dev.patienttests.local.platform;

import dev.patienttests.local.jwt.Claims;
import dev.patienttests.local.jwt.Rules;
import dev.patienttests.local.jwt.TokenValidator;
import dev.patienttests.local.jwt.Validation.Accepted;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Tells whose token a call to a service of Azure carries, by the tenant's own keys. */
final class AppTokens {

  /** Only the key that the token names, by the one algorithm that the tenant signs with. */
  static final Rules.Details STRICT =
      new Rules.Details(Set.of("RS256"), false, true, Set.of(), true);

  static final Duration SKEW = Duration.ofMinutes(5);

  private final TokenIssuer issuer;
  private final TokenValidator validator;

  AppTokens(TokenIssuer tokens, String audience, Clock clock) {
    this.issuer = tokens;
    this.validator =
        new TokenValidator(
            new Rules(Set.of(audience), Set.of(tokens.issuer(1)), SKEW, STRICT), clock);
  }

  /** The caller, when the token is the tenant's, for this service, and valid now. */
  Optional<AppCaller> caller(String token) {
    if (!(validator.validate(token, issuer.verification()) instanceof Accepted accepted)) {
      return Optional.empty();
    }
    Claims claims = accepted.claims();
    return claims
        .first("oid")
        .flatMap(oid -> claims.first("appid").map(appid -> new AppCaller(oid, appid)));
  }

  /** The owner of a token. */
  record AppCaller(String objectId, String applicationId) {}
}
