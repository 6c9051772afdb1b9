package dev.patienttests.local.functions.host;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The app settings that the host itself reads (Azure documentation, app settings reference). */
public final class AppSettings {
  private static final long DEFAULT_BODY_LIMIT = 104_857_600;
  private static final String DISABLED_PREFIX = "AZUREWEBJOBS.";
  private static final String DISABLED_SUFFIX = ".DISABLED";
  private final Map<String, String> settings;
  private final Set<String> disabled = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  private final long bodyLimit;

  /**
   * Reads the settings.
   *
   * @throws StagedAppException for a setting that would override host.json, which is not supported
   */
  public AppSettings(Map<String, String> settings) {
    this.settings = Map.copyOf(settings);
    settings.forEach(this::read);
    this.bodyLimit = readBodyLimit();
  }

  private void read(String name, String value) {
    String upper = name.toUpperCase(Locale.ROOT);
    if (upper.startsWith("AZUREFUNCTIONSJOBHOST__")) {
      throw new StagedAppException("app setting " + name + " is not supported; edit host.json");
    }
    if (upper.equals("WEBSITE_TIME_ZONE")) {
      throw new StagedAppException("app setting " + name + " is not supported; timers run in UTC");
    }
    // Linux has no dots in names of environment variables: there they are two underscores.
    String dotted = upper.replace("__", ".");
    if (dotted.startsWith(DISABLED_PREFIX) && dotted.endsWith(DISABLED_SUFFIX) && isTrue(value)) {
      disabled.add(
          dotted.substring(DISABLED_PREFIX.length(), dotted.length() - DISABLED_SUFFIX.length()));
    }
  }

  private long readBodyLimit() {
    String name = "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT";
    try {
      return Optional.ofNullable(settings.get(name)).map(Long::valueOf).orElse(DEFAULT_BODY_LIMIT);
    } catch (NumberFormatException e) {
      throw new StagedAppException("app setting " + name + " is no number", e);
    }
  }

  private static boolean isTrue(String value) {
    return value.equalsIgnoreCase("true") || value.equals("1");
  }

  /** The value of a setting, whose name ignores case. */
  Optional<String> find(String name) {
    return settings.entrySet().stream()
        .filter(it -> it.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  boolean isDisabled(String function) {
    return disabled.contains(function);
  }

  /** Without a storage account the real host has no keys: every call that needs one ends in 401. */
  boolean hasStorage() {
    return settings.keySet().stream()
        .anyMatch(
            name ->
                name.equalsIgnoreCase("AzureWebJobsStorage")
                    || name.equalsIgnoreCase("AzureWebJobsStorage__accountName"));
  }

  boolean homepageDisabled() {
    return settings.entrySet().stream()
        .anyMatch(
            it ->
                it.getKey().equalsIgnoreCase("AzureWebJobsDisableHomepage")
                    && isTrue(it.getValue()));
  }

  long bodyLimit() {
    return bodyLimit;
  }
}
