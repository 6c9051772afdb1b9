package dev.patienttests.auth;

import com.azure.core.credential.TokenCredential;

/**
 * Tokens of the app's managed identity, which the other app's Easy Auth accepts. Not cached here.
 */
public final class EasyAuthTokenProvider implements TokenProvider {
  private final CredentialTokens tokens;

  /** Asks this credential; it is contacted when a token is wanted. */
  public EasyAuthTokenProvider(TokenCredential credential) {
    this.tokens = new CredentialTokens(credential);
  }

  @Override
  public BearerToken tokenFor(String applicationIdUri) {
    return tokens.tokenFor(applicationIdUri);
  }
}
