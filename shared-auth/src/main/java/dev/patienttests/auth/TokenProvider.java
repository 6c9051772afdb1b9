package dev.patienttests.auth;

/** Gives access tokens for other APIs. */
@FunctionalInterface
public interface TokenProvider {
  /**
   * An access token for an API.
   *
   * @param applicationIdUri application ID URI of the API's registration, {@code api://…}, without
   *     {@code /.default}
   * @throws TokenUnavailableException when there is none
   */
  BearerToken tokenFor(String applicationIdUri);
}
