package dev.patienttests.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patienttests.settings.Settings;
import dev.patienttests.settings.SettingsException;
import dev.patienttests.testing.ManualClock;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretsTest {
  private static final String URI_TEXT = "https://v.vault.azure.net/secrets/audit-host-key";
  private static final String REFERENCE = "@Microsoft.KeyVault(SecretUri=" + URI_TEXT + ")";

  private final List<URI> read = new ArrayList<>();
  private final Map<String, String> settings = new HashMap<>();

  private RefreshingSecret secret() {
    return new Secrets(
            Settings.of(settings),
            uri -> {
              read.add(uri);
              return "from-vault";
            },
            new ManualClock())
        .secret("KEY");
  }

  @Test
  void takesTheValueThatThePlatformResolved() {
    settings.putAll(Map.of("KEY", "resolved", "KEY_URI", URI_TEXT));
    assertThat(secret().current().reveal()).isEqualTo("resolved");
    assertThat(read).isEmpty();
  }

  @Test
  void readsAnUnresolvedReferenceThroughTheUri() {
    for (String reference : List.of(REFERENCE, " " + REFERENCE, "@microsoft.keyvault(x)")) {
      read.clear();
      settings.putAll(Map.of("KEY", reference, "KEY_URI", URI_TEXT));
      assertThat(secret().current().reveal()).isEqualTo("from-vault");
      assertThat(read).containsExactly(URI.create(URI_TEXT));
    }
  }

  @Test
  void refusesAReferenceWithoutUriAlsoUnderCoreTools() {
    settings.put("KEY", REFERENCE);
    assertRefused("KEY");
    settings.put("FUNCTIONS_CORETOOLS_ENVIRONMENT", "true");
    assertRefused("KEY");
  }

  @Test
  void takesAPlainValueAloneUnderCoreToolsOnly() {
    settings.put("KEY", "plain");
    assertRefused("KEY_URI");
    settings.put("FUNCTIONS_CORETOOLS_ENVIRONMENT", "true");
    assertThat(secret().current().reveal()).isEqualTo("plain");
    settings.put("WEBSITE_SITE_NAME", "func-patient");
    assertRefused("KEY_URI");
  }

  @Test
  void refusesAUriThatIsNotOneOfASecretWithoutVersion() {
    settings.put("KEY", "value");
    for (String uri :
        List.of(
            "http://v.vault.azure.net/secrets/n",
            "https://v.vault.azure.net/secrets/n/0123456789abcdef0123456789abcdef",
            "https://v.vault.azure.net/secrets/n/",
            "https://v.vault.azure.net/keys/n",
            "https://user@v.vault.azure.net/secrets/n",
            "https://v.vault.azure.net/secrets/n?x=1",
            "v.vault.azure.net/secrets/n",
            REFERENCE)) {
      settings.put("KEY_URI", uri);
      assertRefused("KEY_URI");
    }
  }

  @Test
  void wantsAnIdentityOnlyWhereASecretCouldBeReadFromKeyVault() {
    settings.putAll(Map.of("KEY", "plain", "FUNCTIONS_CORETOOLS_ENVIRONMENT", "true"));
    Secrets alone = Secrets.forEnvironment(Settings.of(settings));
    assertThat(alone.secret("KEY").current().reveal()).isEqualTo("plain");

    settings.put("KEY_URI", URI_TEXT);
    Secrets withoutIdentity = Secrets.forEnvironment(Settings.of(settings));
    assertThatThrownBy(() -> withoutIdentity.secret("KEY"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("IDENTITY_ENDPOINT");

    settings.put("TOKEN_PROVIDER", "azure-cli");
    Secrets withDeveloper = Secrets.forEnvironment(Settings.of(settings));
    assertThat(withDeveloper.secret("KEY").current().reveal()).isEqualTo("plain");
  }

  private void assertRefused(String named) {
    assertThatThrownBy(this::secret)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("Setting " + named + " ")
        .hasMessageNotContaining("vault.azure.net");
  }
}
