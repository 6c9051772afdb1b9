package dev.patienttests.auth;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.identity.AzureCliCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import dev.patienttests.settings.HostEnvironment;
import dev.patienttests.settings.Lazy;
import dev.patienttests.settings.Settings;
import dev.patienttests.settings.SettingsException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Chooses the identity that the app calls with, by settings alone and never by trying. */
public final class AzureCredentials {
  /** Which identity: {@code easy-auth} (the default) or {@code azure-cli}. */
  public static final String TOKEN_PROVIDER = "TOKEN_PROVIDER";

  /** Which managed identity: {@code user-assigned} (the default) or {@code system-assigned}. */
  public static final String MANAGED_IDENTITY = "MANAGED_IDENTITY";

  /** Client id of the user-assigned identity. */
  public static final String CLIENT_ID = "AZURE_CLIENT_ID";

  /** The identities to choose from. */
  enum Kind {
    EASY_AUTH,
    AZURE_CLI
  }

  private AzureCredentials() {}

  /**
   * The credential that {@code TOKEN_PROVIDER} names. The settings are checked now; the SDK's
   * credential is made once, when the first token is asked for.
   *
   * @throws SettingsException as {@link #check}
   */
  public static TokenCredential forEnvironment(Settings settings) {
    check(settings);
    Lazy<TokenCredential> credential = new Lazy<>(() -> build(settings));
    return request -> credential.get().getToken(request);
  }

  /**
   * Checks the settings of the identity.
   *
   * @throws SettingsException for an unknown choice; for {@code easy-auth} without the variables
   *     that App Service sets when an identity is assigned, or without a client id where none is
   *     declared unnecessary; for {@code azure-cli} on a site
   */
  public static void check(Settings settings) {
    if (kind(settings) == Kind.EASY_AUTH) {
      checkEndpoint(settings);
      clientId(settings);
    } else if (HostEnvironment.of(settings) == HostEnvironment.APP_SERVICE) {
      throw new SettingsException(TOKEN_PROVIDER, "must not be azure-cli on a site.");
    }
  }

  static Kind kind(Settings settings) {
    return settings.choice(
        TOKEN_PROVIDER,
        Kind.EASY_AUTH,
        Map.of("easy-auth", Kind.EASY_AUTH, "azure-cli", Kind.AZURE_CLI));
  }

  /** The SDK's credential, for settings that have been checked. */
  static TokenCredential build(Settings settings) {
    HttpClient http = AzureHttp.client();
    if (kind(settings) == Kind.AZURE_CLI) {
      return new AzureCliCredentialBuilder().httpClient(http).build();
    }
    checkEndpoint(settings);
    ManagedIdentityCredentialBuilder builder =
        new ManagedIdentityCredentialBuilder()
            .httpClient(http)
            .retryOptions(new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1))));
    clientId(settings).ifPresent(builder::clientId);
    return builder.build();
  }

  /**
   * Without the two variables azure-identity would look for a metadata address of its own. It reads
   * them from the process's environment, so they must be there too.
   */
  private static void checkEndpoint(Settings settings) {
    for (String variable : List.of("IDENTITY_ENDPOINT", "IDENTITY_HEADER")) {
      if (!settings.has(variable) || System.getenv(variable) == null) {
        throw new SettingsException(
            variable,
            "is missing: no managed identity is assigned. A developer's machine needs "
                + TOKEN_PROVIDER
                + "=azure-cli.");
      }
    }
  }

  private static Optional<String> clientId(Settings settings) {
    boolean userAssigned =
        settings.choice(
            MANAGED_IDENTITY, true, Map.of("user-assigned", true, "system-assigned", false));
    Optional<String> clientId = settings.optionalGuid(CLIENT_ID);
    if (userAssigned && clientId.isEmpty()) {
      throw new SettingsException(CLIENT_ID, "is missing: it names the user-assigned identity.");
    }
    if (!userAssigned && clientId.isPresent()) {
      throw new SettingsException(
          CLIENT_ID, "contradicts " + MANAGED_IDENTITY + "=system-assigned.");
    }
    return clientId;
  }
}
