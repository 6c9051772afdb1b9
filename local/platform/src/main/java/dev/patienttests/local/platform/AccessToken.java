package dev.patienttests.local.platform;

import java.time.Instant;
import java.util.List;

/**
 * What an app-only access token says (Microsoft identity platform documentation, "Access token
 * claims reference").
 *
 * @param version 1 or 2, which decides the issuer and the names of some claims
 * @param audience client id or, in version 1, the resource that was asked for
 * @param clientId of the caller
 * @param principalId object id of the caller's service principal
 * @param roles values of its app roles; none: no such claim
 */
public record AccessToken(
    int version,
    String audience,
    String clientId,
    String principalId,
    List<String> roles,
    Instant notBefore,
    Instant expiresOn) {

  /** Keeps a copy. */
  public AccessToken {
    roles = List.copyOf(roles);
  }
}
