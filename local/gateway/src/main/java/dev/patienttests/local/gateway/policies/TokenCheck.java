package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.jwt.Claims;
import dev.patienttests.local.jwt.DecryptionKeys;
import dev.patienttests.local.jwt.TokenValidator;
import dev.patienttests.local.jwt.TrustedIssuers;
import dev.patienttests.local.jwt.Validation;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.logging.Logger;

/** What all policies that validate a caller's token have in common. */
record TokenCheck(
    TokenPlace place,
    TokenFailures failures,
    RequiredClaims claims,
    Optional<String> variable,
    DecodedTokens decoded) {
  private static final String UNREADABLE = "The token is malformed. Access denied.";
  private static final Logger LOG = Logger.getLogger(TokenCheck.class.getName());

  /**
   * Reads the common attributes and children.
   *
   * @param header where the token is, if no attribute says it
   */
  static TokenCheck read(PolicyReader reader, Optional<String> header) {
    return new TokenCheck(
        TokenPlace.read(reader, header),
        TokenFailures.read(reader),
        RequiredClaims.read(reader),
        reader.literal("output-token-variable-name"),
        new DecodedTokens());
  }

  /** Claims beyond those that a document names. */
  interface Also {
    /** Why the token does not pass, if so. */
    Optional<RequiredClaims.Refusal> check(Claims token);
  }

  /** The same for tokens that are never encrypted. */
  Flow run(Exchange exchange, TokenValidator validator, TrustedIssuers trusted, Also also) {
    return run(exchange, validator, trusted, DecryptionKeys.none(), also);
  }

  /** Lets the request on, or throws; the token goes to the variable only where it is good. */
  Flow run(
      Exchange exchange,
      TokenValidator validator,
      TrustedIssuers trusted,
      DecryptionKeys keys,
      Also also) {
    TokenPlace.Found found = place.find(exchange);
    if (found.several()) {
      throw failures.of("JwtInvalid", "There are several tokens. Access denied.", exchange);
    }
    String inside = keys.opened(found.token());
    if (exchange.parking().forThread()) {
      // Signatures are verified, and keys are asked for, in another thread, once for each token.
      Optional<Validation> atHand = validator.validateAtHand(inside, trusted);
      return atHand.isPresent() ? end(atHand.get(), inside, exchange, also) : Flow.PARKED;
    }
    return end(validate(inside, validator, trusted, exchange), inside, exchange, also);
  }

  private Flow end(Validation validation, String inside, Exchange exchange, Also also) {
    if (validation instanceof Validation.Refused refused) {
      throw failures.of(refused, exchange);
    }
    Claims token = ((Validation.Accepted) validation).claims();
    Optional<RequiredClaims.Refusal> refusal =
        also.check(token).or(() -> claims.check(token, exchange));
    if (refusal.isPresent()) {
      throw failures.of(refusal.get().reason(), refusal.get().message(), exchange);
    }
    if (variable.isPresent()) {
      Object value =
          decoded.of(inside).orElseThrow(() -> failures.of("JwtInvalid", UNREADABLE, exchange));
      exchange.variables().put(variable.get(), value);
    }
    return Flow.CONTINUE;
  }

  private Validation validate(
      String token, TokenValidator validator, TrustedIssuers trusted, Exchange exchange) {
    try {
      return validator.validate(token, trusted);
    } catch (UncheckedIOException e) {
      // Whose keys are not known cannot be believed; the operator learns why from the log.
      LOG.warning(() -> "Request " + exchange.requestId() + ": no keys, " + e.getMessage());
      throw failures.of(
          "TokenSignatureKeyNotFound", "No keys of the issuer are known. Access denied.", exchange);
    }
  }

  /** Nothing more. */
  static final Also NOTHING = token -> Optional.empty();
}
