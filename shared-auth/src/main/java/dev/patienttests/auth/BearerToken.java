package dev.patienttests.auth;

import java.time.Instant;
import java.util.Objects;

/**
 * An access token.
 *
 * @param value the token itself: for an {@code Authorization} header, never for a log
 * @param expiresAt when it stops being accepted
 */
public record BearerToken(String value, Instant expiresAt) {
  /** Both parts are required. */
  public BearerToken {
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(expiresAt, "expiresAt");
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "BearerToken[***, expiresAt=" + expiresAt + "]";
  }
}
