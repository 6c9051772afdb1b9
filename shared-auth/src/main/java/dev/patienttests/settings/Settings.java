package dev.patienttests.settings;

import dev.patienttests.ids.Uuids;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * App settings, read from the process's environment. Blank means absent. Every error is a {@link
 * SettingsException} that names the setting and never its value, which may be a secret.
 */
public final class Settings {
  private final Map<String, String> values;

  private Settings(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /** The settings of an environment such as {@link System#getenv()}. */
  public static Settings of(Map<String, String> environment) {
    return new Settings(environment);
  }

  /** The value, or empty when the setting is absent or blank. */
  public Optional<String> optional(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
  }

  /** The value of a setting that must exist. */
  public String required(String name) {
    return optional(name).orElseThrow(() -> new SettingsException(name, "is missing."));
  }

  /** Whether the setting exists and is not blank. */
  public boolean has(String name) {
    return optional(name).isPresent();
  }

  /** Whether the setting reads {@code true}, in any case, as App Service writes its own flags. */
  public boolean isTrue(String name) {
    return optional(name).filter("true"::equalsIgnoreCase).isPresent();
  }

  /** The choice that the setting names; {@code fallback} when it is absent. */
  public <T> T choice(String name, T fallback, Map<String, T> choices) {
    Optional<String> value = optional(name);
    if (value.isEmpty()) {
      return fallback;
    }
    T chosen = choices.get(value.get());
    if (chosen == null) {
      throw new SettingsException(
          name, "must be one of " + new TreeMap<>(choices).keySet() + ", spelled exactly so.");
    }
    return chosen;
  }

  /** A GUID such as a client id; empty when absent. */
  public Optional<String> optionalGuid(String name) {
    Optional<String> value = optional(name);
    if (value.isPresent() && !Uuids.isCanonical(value.get())) {
      throw new SettingsException(name, "must be a GUID.");
    }
    return value;
  }

  /**
   * An absolute {@code http:} or {@code https:} URL with a host and without user info, query or
   * fragment. Whether {@code http:} is acceptable is for the caller to say.
   */
  public URI requiredUrl(String name) {
    URI url;
    try {
      url = new URI(required(name));
    } catch (URISyntaxException e) {
      // The exception quotes its input, so it is not kept as the cause.
      throw new SettingsException(name, "is not a URL.");
    }
    boolean http = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
    if (!http || url.getHost() == null) {
      throw new SettingsException(name, "must be an absolute https: URL.");
    }
    if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new SettingsException(name, "must have no user info, query or fragment.");
    }
    return url;
  }

  /** Names only: values may be secrets. */
  @Override
  public String toString() {
    return "Settings" + new TreeMap<>(values).keySet();
  }
}
