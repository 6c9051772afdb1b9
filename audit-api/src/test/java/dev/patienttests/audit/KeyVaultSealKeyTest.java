package dev.patienttests.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import dev.patienttests.http.Failures;
import dev.patienttests.http.UnavailableException;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class KeyVaultSealKeyTest {
  private static final URI KEY = URI.create("https://kv-test.vault.azure.net/keys/audit-seal");
  private static final TokenCredential CREDENTIAL =
      request -> Mono.just(new AccessToken("token", OffsetDateTime.parse("9999-01-01T00:00:00Z")));

  private static String base64(int length) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[length]);
  }

  private static SealKey key(VaultAnswers vault) {
    return new KeyVaultSealKey(KEY, CREDENTIAL, () -> vault);
  }

  @Test
  void signsInTheVaultWithTheCurrentVersionAndAsksForNothingElse() {
    VaultAnswers vault =
        new VaultAnswers(200, "{'kid':'" + KEY + "/v1','value':'" + base64(64) + "'}");
    SealKey.Signature signature = key(vault).sign(new byte[32]);

    assertThat(signature.keyId()).isEqualTo(KEY + "/v1");
    assertThat(signature.value()).isEqualTo(base64(64));
    assertThat(vault.requests).hasSize(1);
    assertThat(vault.requests.get(0))
        .matches("POST \\Q" + KEY + "\\E//sign\\?api-version=[0-9.a-z-]+ .*")
        .contains("\"alg\":\"ES256\"", "\"value\":\"" + base64(32) + "\"");
  }

  @Test
  void isUnavailableWithoutTheVaultsOwnWordsWhenItRefuses() {
    VaultAnswers vault = new VaultAnswers(403, "{'error':{'code':'Forbidden','message':'canary'}}");
    assertThatThrownBy(() -> key(vault).sign(new byte[32]))
        .isInstanceOf(UnavailableException.class)
        .satisfies(
            e -> assertThat(Failures.describe(e)).contains("status 403").doesNotContain("canary"));
  }

  @Test
  void refusesWhatIsNoSignatureOfEs256() {
    VaultAnswers vault =
        new VaultAnswers(200, "{'kid':'" + KEY + "/v1','value':'" + base64(63) + "'}");
    assertThatThrownBy(() -> key(vault).sign(new byte[32]))
        .isInstanceOf(UnavailableException.class);
  }
}
