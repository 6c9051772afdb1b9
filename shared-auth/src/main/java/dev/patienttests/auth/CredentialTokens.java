package dev.patienttests.auth;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Asks a credential of azure-identity for the scope {@code <application ID URI>/.default}. */
final class CredentialTokens implements TokenProvider {
  /** For what surrounds the request: classes that the first token loads, a process of the CLI. */
  private static final Duration BESIDE_THE_REQUEST = Duration.ofSeconds(5);

  private final TokenCredential credential;
  private final Duration deadline;

  CredentialTokens(TokenCredential credential) {
    this.credential = credential;
    this.deadline = AzureHttp.deadline().plus(BESIDE_THE_REQUEST);
  }

  @Override
  public BearerToken tokenFor(String applicationIdUri) {
    TokenRequestContext request = new TokenRequestContext().addScopes(scope(applicationIdUri));
    try {
      // On another thread, since the CLI's credential blocks and knows no deadline of its own.
      AccessToken token =
          Mono.defer(() -> credential.getToken(request))
              .subscribeOn(Schedulers.boundedElastic())
              .blockOptional(deadline)
              .orElseThrow(() -> new IllegalStateException("The credential gave no token."));
      return new BearerToken(token.getToken(), token.getExpiresAt().toInstant());
    } catch (RuntimeException e) {
      throw new TokenUnavailableException(e);
    }
  }

  static String scope(String applicationIdUri) {
    if (applicationIdUri.isBlank() || applicationIdUri.endsWith("/")) {
      throw new IllegalArgumentException("Not an application ID URI.");
    }
    return applicationIdUri + "/.default";
  }
}
