package dev.patienttests.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.identity.AzureCliCredential;
import com.azure.identity.ManagedIdentityCredential;
import dev.patienttests.settings.Settings;
import dev.patienttests.settings.SettingsException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Builds credentials and asks none of them. */
class AzureCredentialsTest {
  private final Map<String, String> site =
      new HashMap<>(
          Map.of(
              "WEBSITE_SITE_NAME", "func-patient",
              "IDENTITY_ENDPOINT", "http://127.0.0.1:9/msi/token",
              "IDENTITY_HEADER", "header",
              "AZURE_CLIENT_ID", "11111111-2222-3333-4444-555555555555"));

  @Test
  void takesTheManagedIdentityByDefault() {
    assertThat(AzureCredentials.build(Settings.of(site)))
        .isInstanceOf(ManagedIdentityCredential.class);
    assertThat(TokenProviders.forEnvironment(site)).isInstanceOf(CachingTokenProvider.class);
  }

  @Test
  void refusesAManagedIdentityWhereNoneIsAssigned() {
    for (String variable : new String[] {"IDENTITY_ENDPOINT", "IDENTITY_HEADER"}) {
      Map<String, String> without = new HashMap<>(site);
      without.remove(variable);
      assertRefused(without, variable);
    }
  }

  @Test
  void wantsTheClientIdOfAUserAssignedIdentity() {
    site.remove("AZURE_CLIENT_ID");
    assertRefused(site, "AZURE_CLIENT_ID");
    site.put("AZURE_CLIENT_ID", "not-a-guid");
    assertRefused(site, "AZURE_CLIENT_ID");
  }

  @Test
  void takesASystemAssignedIdentityOnlyWhenToldSo() {
    site.put("MANAGED_IDENTITY", "system-assigned");
    assertRefused(site, "AZURE_CLIENT_ID");
    site.remove("AZURE_CLIENT_ID");
    assertThat(AzureCredentials.build(Settings.of(site)))
        .isInstanceOf(ManagedIdentityCredential.class);
  }

  @Test
  void takesTheDeveloperOnlyOffASite() {
    assertThat(AzureCredentials.build(Settings.of(Map.of("TOKEN_PROVIDER", "azure-cli"))))
        .isInstanceOf(AzureCliCredential.class);
    site.put("TOKEN_PROVIDER", "azure-cli");
    assertRefused(site, "TOKEN_PROVIDER");
  }

  @Test
  void refusesAnUnknownChoice() {
    site.put("TOKEN_PROVIDER", "Azure-CLI");
    assertRefused(site, "TOKEN_PROVIDER");
  }

  private static void assertRefused(Map<String, String> settings, String named) {
    assertThatThrownBy(() -> TokenProviders.forEnvironment(settings))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(named)
        .hasMessageNotContaining("not-a-guid");
  }
}
