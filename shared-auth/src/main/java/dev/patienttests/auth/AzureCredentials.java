package dev.patienttests.auth;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.identity.AzureCliCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import dev.patienttests.settings.HostEnvironment;
import dev.patienttests.settings.Settings;
import dev.patienttests.settings.SettingsException;
import java.time.Duration;
import java.util.Map;

/** Chooses the identity that the app calls with, by settings alone and never by trying. */
public final class AzureCredentials {
  /** Which identity: {@code easy-auth} (the default) or {@code azure-cli}. */
  public static final String TOKEN_PROVIDER = "TOKEN_PROVIDER";

  /** Which managed identity: {@code user-assigned} (the default) or {@code system-assigned}. */
  public static final String MANAGED_IDENTITY = "MANAGED_IDENTITY";

  /** Client id of the user-assigned identity. */
  public static final String CLIENT_ID = "AZURE_CLIENT_ID";

  private static final String ENDPOINT = "IDENTITY_ENDPOINT";
  private static final String HEADER = "IDENTITY_HEADER";

  /** The identities to choose from. */
  enum Kind {
    EASY_AUTH,
    AZURE_CLI
  }

  private AzureCredentials() {}

  /**
   * The credential that {@code TOKEN_PROVIDER} names. No token is asked for yet.
   *
   * @throws SettingsException for an unknown choice; for {@code easy-auth} without the variables
   *     that App Service sets when an identity is assigned, or without a client id where none is
   *     declared unnecessary; for {@code azure-cli} on a site
   */
  public static TokenCredential forEnvironment(Settings settings) {
    return kind(settings) == Kind.AZURE_CLI ? azureCli(settings) : managedIdentity(settings);
  }

  static Kind kind(Settings settings) {
    return settings.choice(
        TOKEN_PROVIDER,
        Kind.EASY_AUTH,
        Map.of("easy-auth", Kind.EASY_AUTH, "azure-cli", Kind.AZURE_CLI));
  }

  private static TokenCredential azureCli(Settings settings) {
    if (HostEnvironment.of(settings) == HostEnvironment.APP_SERVICE) {
      throw new SettingsException(TOKEN_PROVIDER, "must not be azure-cli on a site.");
    }
    return new AzureCliCredentialBuilder().httpClient(AzureHttp.client()).build();
  }

  /**
   * Without the two variables azure-identity would look for a metadata address of its own. It reads
   * them from the process's environment, so they must be there too.
   */
  private static TokenCredential managedIdentity(Settings settings) {
    for (String variable : new String[] {ENDPOINT, HEADER}) {
      if (!settings.has(variable) || System.getenv(variable) == null) {
        throw new SettingsException(
            variable,
            "is missing: no managed identity is assigned. A developer's machine needs "
                + TOKEN_PROVIDER
                + "=azure-cli.");
      }
    }
    ManagedIdentityCredentialBuilder builder =
        new ManagedIdentityCredentialBuilder()
            .httpClient(AzureHttp.client())
            .retryOptions(new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1))));
    boolean userAssigned =
        settings.choice(
            MANAGED_IDENTITY, true, Map.of("user-assigned", true, "system-assigned", false));
    if (userAssigned) {
      builder.clientId(
          settings
              .optionalGuid(CLIENT_ID)
              .orElseThrow(
                  () ->
                      new SettingsException(
                          CLIENT_ID, "is missing: it names the user-assigned identity.")));
    } else if (settings.has(CLIENT_ID)) {
      throw new SettingsException(
          CLIENT_ID, "contradicts " + MANAGED_IDENTITY + "=system-assigned.");
    }
    return builder.build();
  }
}
