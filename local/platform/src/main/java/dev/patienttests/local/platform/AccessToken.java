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
 * @param proof how the caller proved who it is
 * @param roles values of its app roles; none: no such claim
 */
public record AccessToken(
    int version,
    String audience,
    String clientId,
    String principalId,
    Proof proof,
    List<String> roles,
    Instant notBefore,
    Instant expiresOn) {

  /** How a client proves who it is, as {@code azpacr} or {@code appidacr} says it. */
  public enum Proof {
    /** By a secret. */
    SECRET("1"),
    /** By a certificate or a signed assertion, as managed identities do. */
    ASSERTION("2");

    private final String value;

    Proof(String value) {
      this.value = value;
    }

    String value() {
      return value;
    }
  }

  /** Keeps a copy. */
  public AccessToken {
    roles = List.copyOf(roles);
  }

  /** The token of a managed identity. */
  public AccessToken(
      int version,
      String audience,
      String clientId,
      String principalId,
      List<String> roles,
      Instant notBefore,
      Instant expiresOn) {
    this(version, audience, clientId, principalId, Proof.ASSERTION, roles, notBefore, expiresOn);
  }
}
