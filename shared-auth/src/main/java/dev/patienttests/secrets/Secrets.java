package dev.patienttests.secrets;

import dev.patienttests.auth.AzureCredentials;
import dev.patienttests.settings.HostEnvironment;
import dev.patienttests.settings.Lazy;
import dev.patienttests.settings.Settings;
import dev.patienttests.settings.SettingsException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The secrets of an app. Each has two settings: {@code X}, a Key Vault reference that the platform
 * replaces by the value, and {@code X_URI}, the secret's plain, versionless URI, which is how the
 * app reads it again. A reference that the platform could not resolve leaves its own text as the
 * value (Azure documentation, Key Vault references); that text is never used as a secret.
 */
public final class Secrets {
  private static final String REFERENCE = "@Microsoft.KeyVault(";
  private static final Pattern SECRET_PATH = Pattern.compile("/secrets/[0-9A-Za-z-]{1,127}");

  private final Settings settings;
  private final SecretReader reader;
  private final InstantSource clock;

  private final Runnable readerCheck;

  /** Secrets that are read again through the given reader. */
  public Secrets(Settings settings, SecretReader reader, InstantSource clock) {
    this(settings, reader, clock, () -> {});
  }

  private Secrets(
      Settings settings, SecretReader reader, InstantSource clock, Runnable readerCheck) {
    this.settings = settings;
    this.reader = reader;
    this.clock = clock;
    this.readerCheck = readerCheck;
  }

  /**
   * Secrets that are read again from Key Vault with the app's identity. Nothing is contacted yet,
   * and nothing of the SDK is loaded until a secret is read from Key Vault. The settings of the
   * identity are checked when a secret has a URI: without one, no identity is needed.
   */
  public static Secrets forEnvironment(Settings settings) {
    Lazy<SecretReader> reader =
        new Lazy<>(() -> new KeyVaultSecretReader(AzureCredentials.forEnvironment(settings)));
    return new Secrets(
        settings,
        uri -> reader.get().read(uri),
        InstantSource.system(),
        () -> AzureCredentials.check(settings));
  }

  /**
   * The secret of the settings {@code name} and {@code name_URI}. Nothing is contacted yet.
   *
   * @throws SettingsException when both are missing, the URI is not one of a secret without
   *     version, a URI is missing (only under Core Tools may a plain value stand alone), or the
   *     identity that would read it is not set up
   */
  public RefreshingSecret secret(String name) {
    Optional<String> initial = settings.optional(name).filter(value -> !isReference(value));
    Optional<URI> uri = uri(name + "_URI");
    if (uri.isEmpty() && initial.isEmpty()) {
      throw new SettingsException(
          name, "has no value and " + name + "_URI, by which it could be read, is missing.");
    }
    if (uri.isEmpty() && HostEnvironment.of(settings) != HostEnvironment.CORE_TOOLS) {
      throw new SettingsException(
          name + "_URI", "is missing; a value alone is accepted only under Core Tools.");
    }
    if (uri.isPresent()) {
      readerCheck.run();
    }
    Optional<Supplier<String>> store = uri.map(secret -> () -> reader.read(secret));
    return new RefreshingSecret(name, initial, store, clock);
  }

  /** Whether a text is an unresolved Key Vault reference. */
  static boolean isReference(String value) {
    return value.stripLeading().regionMatches(true, 0, REFERENCE, 0, REFERENCE.length());
  }

  private Optional<URI> uri(String name) {
    if (!settings.has(name)) {
      return Optional.empty();
    }
    URI uri = settings.requiredUrl(name);
    if (!"https".equals(uri.getScheme()) || !SECRET_PATH.matcher(uri.getRawPath()).matches()) {
      throw new SettingsException(name, "must be https://<vault>/secrets/<name>, no version.");
    }
    return Optional.of(uri);
  }
}
