package dev.patienttests.audit;

import com.azure.core.credential.TokenCredential;
import dev.patienttests.auth.AzureCredentials;
import dev.patienttests.auth.AzureHttp;
import dev.patienttests.auth.TokenProvider;
import dev.patienttests.auth.TokenProviders;
import dev.patienttests.settings.HostEnvironment;
import dev.patienttests.settings.Settings;
import dev.patienttests.settings.SettingsException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the audit is sealed, as settings say. */
final class Sealing {
  /** Identifier of the key, without version. */
  static final String KEY_ID = "SEAL_KEY_ID";

  /** URL of the container for seals. */
  static final String SEALS_URL = "SEALS_URL";

  private static final Pattern KEY_PATH = Pattern.compile("/keys/[0-9A-Za-z-]{1,127}");
  private static final Pattern CONTAINER_PATH = Pattern.compile("/[a-z0-9-]{3,63}");

  private final URI keyId;
  private final URI seals;
  private final TokenCredential credential;
  private final TokenProvider tokens;

  private Sealing(Settings settings) {
    this.keyId = url(settings, KEY_ID, KEY_PATH, "https://<vault>/keys/<name>, no version");
    this.seals = url(settings, SEALS_URL, CONTAINER_PATH, "https://<account>/<container>");
    this.credential = AzureCredentials.forEnvironment(settings);
    this.tokens = TokenProviders.forEnvironment(settings);
  }

  /**
   * What the settings say; absent when they say nothing and the app runs under Core Tools, where
   * there is neither vault nor storage. Nothing is contacted yet.
   *
   * @throws SettingsException when one is missing or malformed, or no identity is set up
   */
  static Optional<Sealing> forEnvironment(Settings settings) {
    boolean silent = !settings.has(KEY_ID) && !settings.has(SEALS_URL);
    return silent && HostEnvironment.of(settings) == HostEnvironment.CORE_TOOLS
        ? Optional.empty()
        : Optional.of(new Sealing(settings));
  }

  /** What seals these records. */
  Sealer sealer(AuditRecords records, InstantSource clock) {
    return new Sealer(
        records,
        new BlobSeals(seals, tokens, clock),
        new KeyVaultSealKey(keyId, credential, AzureHttp::client),
        clock);
  }

  private static URI url(Settings settings, String name, Pattern path, String form) {
    URI url = settings.requiredUrl(name);
    if (!"https".equals(url.getScheme()) || !path.matcher(url.getRawPath()).matches()) {
      throw new SettingsException(name, "must be " + form + ".");
    }
    return url;
  }
}
