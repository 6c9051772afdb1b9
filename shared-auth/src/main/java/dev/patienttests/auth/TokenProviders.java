package dev.patienttests.auth;

import com.azure.core.credential.TokenCredential;
import dev.patienttests.settings.Settings;
import java.util.Map;

/** Chooses the token provider by {@code TOKEN_PROVIDER}; it never falls from one to another. */
public final class TokenProviders {
  private TokenProviders() {}

  /**
   * The provider that the settings name, with a cache. No token is asked for yet.
   *
   * @throws dev.patienttests.settings.SettingsException as {@link AzureCredentials#forEnvironment}
   */
  public static TokenProvider forEnvironment(Map<String, String> environment) {
    return forEnvironment(Settings.of(environment));
  }

  /** The same, from settings that have been read already. */
  public static TokenProvider forEnvironment(Settings settings) {
    TokenCredential credential = AzureCredentials.forEnvironment(settings);
    return new CachingTokenProvider(
        switch (AzureCredentials.kind(settings)) {
          case EASY_AUTH -> new EasyAuthTokenProvider(credential);
          case AZURE_CLI -> new CliTokenProvider(credential);
        });
  }
}
