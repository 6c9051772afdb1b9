package dev.patienttests.local.jwt;

import dev.patienttests.local.jwt.Validation.Reason;
import dev.patienttests.local.jwt.Validation.Refused;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What a token says of itself, held against the rules; each check gives a refusal or nothing. */
record TokenChecks(Rules rules, Clock clock) {
  private static final long MILLIS = 1_000;

  Optional<Refused> lifetime(ParsedToken token) {
    if (token.expires().isEmpty() && rules.details().requireExpiration()) {
      return refused(Reason.NO_EXPIRATION, "The token has no expiration time");
    }
    long expires = token.expires().orElse(Long.MAX_VALUE);
    long notBefore = token.notBefore().orElse(Long.MIN_VALUE);
    long now = clock.millis();
    long skew = rules.clockSkew().toMillis();
    if (notBefore > expires) {
      return refused(Reason.LIFETIME, "The token expires before it is valid");
    }
    if (isAfter(notBefore, now + skew)) {
      return refused(Reason.NOT_YET_VALID, "The token is not valid yet");
    }
    return isAfter(expires, now - skew - 1)
        ? Optional.empty()
        : refused(Reason.EXPIRED, "The token has expired");
  }

  private static boolean isAfter(long seconds, long millis) {
    return seconds > Math.floorDiv(millis, MILLIS);
  }

  Optional<Refused> audience(ParsedToken token) {
    return rules.audiences().isEmpty() || isMeant(token)
        ? Optional.empty()
        : refused(Reason.AUDIENCE, "The token is for another audience");
  }

  private boolean isMeant(ParsedToken token) {
    for (String audience : token.audiences()) {
      for (String valid : rules.audiences()) {
        if (!audience.isBlank() && sameBut1Slash(audience, valid)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean sameBut1Slash(String one, String other) {
    return one.equals(other) || one.equals(other + "/") || other.equals(one + "/");
  }

  Optional<Refused> type(ParsedToken token) {
    Set<String> types = rules.details().types();
    return types.isEmpty() || token.type().filter(types::contains).isPresent()
        ? Optional.empty()
        : refused(Reason.TYPE, "The token is of another type");
  }

  static Optional<Refused> issuer(ParsedToken token, Predicate<String> issuers) {
    return issuers.test(token.issuer().orElse(""))
        ? Optional.empty()
        : refused(Reason.ISSUER, "The token is of another issuer");
  }

  static Optional<Refused> refused(Reason reason, String message) {
    return Optional.of(new Refused(reason, message));
  }
}
