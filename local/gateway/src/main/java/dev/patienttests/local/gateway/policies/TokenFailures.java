package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Value;
import dev.patienttests.local.jwt.Validation;
import java.util.Optional;

/**
 * How a token is refused: status and text as configured, reasons as the service's table of errors
 * has them.
 */
record TokenFailures(Value status, Optional<Value> text) {
  private static final int LOWEST = 400;
  private static final int HIGHEST = 599;

  static TokenFailures read(PolicyReader reader) {
    Value status = reader.optional("failed-validation-httpcode").orElse(Value.literal("401"));
    if (status.literal().isPresent()) {
      reader
          .element()
          .attribute("failed-validation-httpcode")
          .ifPresent(given -> reader.number("failed-validation-httpcode", LOWEST, HIGHEST));
    }
    return new TokenFailures(status, reader.optional("failed-validation-error-message"));
  }

  /** The failure for a token that was refused. */
  PolicyFailure of(Validation.Refused refused, Exchange exchange) {
    return switch (refused.reason()) {
      case MISSING -> of("TokenNotPresent", "JWT not present.", exchange);
      case KEY_NOT_FOUND -> denied("TokenSignatureKeyNotFound", refused, exchange);
      case ALGORITHM, SIGNATURE -> denied("TokenSignatureInvalid", refused, exchange);
      case EXPIRED -> denied("TokenExpired", refused, exchange);
      case AUDIENCE -> denied("TokenAudienceNotAllowed", refused, exchange);
      case ISSUER -> denied("TokenIssuerNotAllowed", refused, exchange);
      case TOO_LONG, MALFORMED, NO_EXPIRATION, NOT_YET_VALID, LIFETIME, TYPE ->
          denied("JwtInvalid", refused, exchange);
    };
  }

  private PolicyFailure denied(String reason, Validation.Refused refused, Exchange exchange) {
    return of(reason, refused.message() + ". Access denied.", exchange);
  }

  /** A failure with that reason; the message is for the caller, too, where no other is given. */
  PolicyFailure of(String reason, String message, Exchange exchange) {
    long code = status.whole(exchange);
    if (code < LOWEST || code > HIGHEST) {
      throw PolicyFailure.expression("The status is no status of an error.");
    }
    return PolicyFailure.refused(
        (int) code,
        reason,
        message,
        text.map(t -> t.text(exchange)).orElse(message),
        new Headers());
  }
}
