package dev.patienttests.auth;

import dev.patienttests.http.Failures;
import dev.patienttests.http.UnavailableException;

/** No access token could be had: 503, and the next call tries again. */
public final class TokenUnavailableException extends UnavailableException {
  private static final long serialVersionUID = 1L;

  TokenUnavailableException(Throwable cause) {
    super(
        "An access token that this operation needs is not available.",
        Failures.withoutMessages(cause));
  }
}
