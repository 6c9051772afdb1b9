package dev.patienttests.auth;

import com.azure.core.credential.TokenCredential;

/** Tokens of the developer who has signed in with {@code az login}. Not cached here. */
public final class CliTokenProvider implements TokenProvider {
  private final CredentialTokens tokens;

  /** Asks this credential; it is contacted when a token is wanted. */
  public CliTokenProvider(TokenCredential credential) {
    this.tokens = new CredentialTokens(credential);
  }

  @Override
  public BearerToken tokenFor(String applicationIdUri) {
    return tokens.tokenFor(applicationIdUri);
  }
}
