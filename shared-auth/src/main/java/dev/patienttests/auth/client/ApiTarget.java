package dev.patienttests.auth.client;

import dev.patienttests.secrets.RefreshingSecret;
import dev.patienttests.secrets.Secrets;
import dev.patienttests.settings.HostEnvironment;
import dev.patienttests.settings.Settings;
import dev.patienttests.settings.SettingsException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Where an API is and what it asks for. */
public sealed interface ApiTarget {
  /** What a log calls it, for example {@code audit-api}. */
  String name();

  /** The base URL, without a slash at the end. */
  URI baseUrl();

  /**
   * An API behind TLS, Easy Auth and a host key.
   *
   * @param name what a log calls it
   * @param baseUrl {@code https:} URL without a slash at the end
   * @param applicationIdUri application ID URI of its registration
   * @param hostKey function or host key
   */
  record Secured(String name, URI baseUrl, String applicationIdUri, RefreshingSecret hostKey)
      implements ApiTarget {
    /** Refuses anything but {@code https:}. */
    public Secured {
      if (!"https".equals(baseUrl.getScheme())) {
        throw new IllegalArgumentException("A token or key is sent over https: only.");
      }
    }
  }

  /**
   * The other app under Core Tools on the same machine, called without token and host key. Made by
   * {@link #fromSettings} alone, which knows the environment.
   */
  final class Loopback implements ApiTarget {
    private final String name;
    private final URI baseUrl;

    private Loopback(String name, URI baseUrl) {
      this.name = name;
      this.baseUrl = baseUrl;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public URI baseUrl() {
      return baseUrl;
    }
  }

  /**
   * The API of the settings {@code <name>_URL}, {@code <name>_APPLICATION_ID_URI} and the secret
   * {@code <name>_HOST_KEY}; of the first alone where it is {@code http:} to loopback under Core
   * Tools.
   *
   * @throws SettingsException when one is missing or invalid, and for any other {@code http:} URL
   */
  static ApiTarget fromSettings(Settings settings, Secrets secrets, String name) {
    String urlSetting = name + "_URL";
    URI url = settings.requiredUrl(urlSetting);
    if (url.getRawPath().endsWith("/")) {
      throw new SettingsException(urlSetting, "must not end with a slash.");
    }
    String logged = name.toLowerCase(Locale.ROOT).replace('_', '-');
    if ("https".equals(url.getScheme())) {
      return new Secured(
          logged,
          url,
          applicationIdUri(settings, name + "_APPLICATION_ID_URI"),
          secrets.secret(name + "_HOST_KEY"));
    }
    if (HostEnvironment.of(settings) != HostEnvironment.CORE_TOOLS || !isLoopback(url.getHost())) {
      throw new SettingsException(
          urlSetting, "must be https:; http: is accepted only to loopback under Core Tools.");
    }
    return new Loopback(logged, url);
  }

  private static String applicationIdUri(Settings settings, String name) {
    String value = settings.required(name);
    if (!Pattern.matches("[a-z]+://[A-Za-z0-9._~/-]*[A-Za-z0-9]", value)
        || value.endsWith("/.default")) {
      throw new SettingsException(name, "must be an application ID URI, without /.default.");
    }
    return value;
  }

  private static boolean isLoopback(String host) {
    return Set.of("localhost", "[::1]").contains(host)
        || Pattern.matches("127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}", host);
  }
}
