package dev.patienttests.local.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import dev.patienttests.local.jwt.SigningKeys.VerificationKey;
import dev.patienttests.local.jwt.Validation.Accepted;
import dev.patienttests.local.jwt.Validation.Reason;
import dev.patienttests.local.jwt.Validation.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Validates access tokens as Microsoft's library does: signature, lifetime, audience, issuer, type,
 * in that order.
 */
public final class TokenValidator {
  private static final int MAX_LENGTH = 256_000;
  private static final long MILLIS = 1_000;

  private final Rules rules;
  private final Clock clock;
  private final VerifiedSignatures verified = new VerifiedSignatures();

  /** With the rules for all tokens and the time that they are measured against. */
  public TokenValidator(Rules rules, Clock clock) {
    this.rules = rules;
    this.clock = clock;
  }

  /** Validates a token against given keys; the issuer must be one of the rules. */
  public Validation validate(String token, SigningKeys keys) {
    return validate(token, keys, rules.issuers());
  }

  /**
   * Validates a token against an issuer's published keys; where the token's key is not among them,
   * they are fetched again, as often as the configuration allows, before the token is refused.
   *
   * @throws UncheckedIOException when no keys could be had at all
   */
  public Validation validate(String token, OpenIdConfiguration configuration) {
    try {
      OpenIdConfiguration.Issuer known = configuration.current();
      Validation validation = validate(token, known);
      if (validation instanceof Refused refused && refused.reason() == Reason.KEY_NOT_FOUND) {
        OpenIdConfiguration.Issuer fetched = configuration.refreshed();
        return fetched.equals(known) ? validation : validate(token, fetched);
      }
      return validation;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Validation validate(String token, OpenIdConfiguration.Issuer issuer) {
    Set<String> issuers = new HashSet<>(rules.issuers());
    issuers.add(issuer.issuer());
    return validate(token, issuer.keys(), issuers);
  }

  private Validation validate(String token, SigningKeys keys, Set<String> issuers) {
    if (token.isBlank()) {
      return new Refused(Reason.MISSING, "No token");
    }
    if (token.length() > MAX_LENGTH) {
      return new Refused(Reason.TOO_LONG, "The token has more than 256000 characters");
    }
    ParsedToken parsed;
    try {
      parsed = ParsedToken.parse(token);
    } catch (IOException e) {
      return new Refused(Reason.MALFORMED, "The token is malformed");
    }
    Optional<Refused> signature = checkSignature(parsed, keys);
    if (signature.isPresent() && signature.get().reason() != Reason.KEY_NOT_FOUND) {
      return signature.get();
    }
    Optional<Refused> lifetime = checkLifetime(parsed);
    if (lifetime.isPresent()) {
      return lifetime.get();
    }
    Optional<Refused> issuer = checkIssuer(parsed, issuers);
    if (signature.isPresent()) {
      return issuer.orElse(signature.get());
    }
    return checkAudience(parsed)
        .or(() -> issuer)
        .or(() -> checkType(parsed))
        .<Validation>map(refused -> refused)
        .orElseGet(() -> new Accepted(parsed.claims()));
  }

  private Optional<Refused> checkSignature(ParsedToken token, SigningKeys keys) {
    if (!rules.details().algorithms().contains(token.algorithm())) {
      return refused(
          Reason.ALGORITHM, "The token is not signed with an algorithm that is admitted");
    }
    Optional<VerificationKey> named = token.keyId().flatMap(keys::withId);
    if (named.isPresent()) {
      if (!named.get().algorithms().contains(token.algorithm())) {
        return refused(Reason.ALGORITHM, "The key that the token names is for other algorithms");
      }
      return verifies(named.get(), token)
          ? Optional.empty()
          : refused(Reason.SIGNATURE, "The signature is not that of the key that the token names");
    }
    return rules.details().tryAllKeys() && keys.all().stream().anyMatch(key -> verifies(key, token))
        ? Optional.empty()
        : refused(Reason.KEY_NOT_FOUND, "No key of the issuer verifies the signature");
  }

  private boolean verifies(VerificationKey key, ParsedToken token) {
    if (verified.contains(key, token)) {
      return true;
    }
    boolean valid = isSigned(key, token);
    if (valid) {
      verified.add(key, token);
    }
    return valid;
  }

  private static boolean isSigned(VerificationKey key, ParsedToken token) {
    try {
      ParsedToken.decode(token.signature());
      return key.algorithms().contains(token.algorithm())
          && key.verifier()
              .verify(
                  new JWSHeader(JWSAlgorithm.parse(token.algorithm())),
                  token.signed().getBytes(StandardCharsets.US_ASCII),
                  new Base64URL(token.signature()));
    } catch (JOSEException | IOException e) {
      return false;
    }
  }

  private Optional<Refused> checkLifetime(ParsedToken token) {
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

  private Optional<Refused> checkAudience(ParsedToken token) {
    boolean meant =
        rules.audiences().isEmpty()
            || token.audiences().stream()
                .filter(audience -> !audience.isBlank())
                .anyMatch(
                    audience ->
                        rules.audiences().stream()
                            .anyMatch(valid -> sameBut1Slash(audience, valid)));
    return meant ? Optional.empty() : refused(Reason.AUDIENCE, "The token is for another audience");
  }

  private static boolean sameBut1Slash(String one, String other) {
    return one.equals(other) || one.equals(other + "/") || other.equals(one + "/");
  }

  private Optional<Refused> checkType(ParsedToken token) {
    Set<String> types = rules.details().types();
    return types.isEmpty() || token.type().filter(types::contains).isPresent()
        ? Optional.empty()
        : refused(Reason.TYPE, "The token is of another type");
  }

  private static Optional<Refused> checkIssuer(ParsedToken token, Set<String> issuers) {
    return token.issuer().filter(name -> !name.isBlank() && issuers.contains(name)).isPresent()
        ? Optional.empty()
        : refused(Reason.ISSUER, "The token is of another issuer");
  }

  private static Optional<Refused> refused(Reason reason, String message) {
    return Optional.of(new Refused(reason, message));
  }
}
