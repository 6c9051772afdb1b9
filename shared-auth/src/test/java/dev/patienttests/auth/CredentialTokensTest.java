package dev.patienttests.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class CredentialTokensTest {
  private static final Instant END = Instant.parse("2026-01-01T01:00:00Z");

  @Test
  void asksForTheDefaultScopeOfTheApplication() {
    List<String> scopes = new ArrayList<>();
    TokenCredential credential =
        (TokenRequestContext request) -> {
          scopes.addAll(request.getScopes());
          return Mono.just(new AccessToken("token", END.atOffset(ZoneOffset.UTC)));
        };

    BearerToken token = new EasyAuthTokenProvider(credential).tokenFor("api://tenant/audit-api");

    assertThat(token).isEqualTo(new BearerToken("token", END));
    assertThat(scopes).containsExactly("api://tenant/audit-api/.default");
  }

  @Test
  void refusesAnApplicationIdUriThatIsNone() {
    TokenProvider provider = new CliTokenProvider(request -> Mono.empty());
    assertThatThrownBy(() -> provider.tokenFor(" ")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> provider.tokenFor("api://x/"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keepsWhatACredentialSaysOutOfItsOwnFailure() {
    TokenProvider provider =
        new CliTokenProvider(request -> Mono.error(new IllegalStateException("canary-token")));

    assertThatThrownBy(() -> provider.tokenFor("api://tenant/audit-api"))
        .isInstanceOfSatisfying(
            TokenUnavailableException.class,
            failure -> {
              StringWriter text = new StringWriter();
              failure.printStackTrace(new PrintWriter(text));
              assertThat(text.toString())
                  .doesNotContain("canary-token")
                  .contains("java.lang.IllegalStateException");
              assertThat(failure.status()).isEqualTo(503);
            });
  }

  @Test
  void failsWhenTheCredentialGivesNothing() {
    TokenProvider provider = new EasyAuthTokenProvider(request -> Mono.empty());
    assertThatThrownBy(() -> provider.tokenFor("api://tenant/audit-api"))
        .isInstanceOf(TokenUnavailableException.class);
  }
}
