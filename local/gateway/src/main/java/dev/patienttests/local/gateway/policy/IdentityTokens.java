package dev.patienttests.local.gateway.policy;

import java.util.Optional;

/** Access tokens of the gateway's managed identities. */
@FunctionalInterface
public interface IdentityTokens {
  /**
   * A token for a resource.
   *
   * @param clientId client id of a user-assigned identity
   * @throws PolicyFailure when there is none to be had
   */
  String token(String resource, Optional<String> clientId);

  /** The same where nobody has to be asked for it. */
  default Optional<String> atHand(String resource, Optional<String> clientId) {
    return Optional.empty();
  }
}
