package dev.patienttests.settings;

/** Where the Functions host runs, told by the variables that it sets itself. */
public enum HostEnvironment {
  /** Azure App Service, or what enforces the same: {@code WEBSITE_SITE_NAME} is set. */
  APP_SERVICE,
  /** {@code func start} on a developer's machine: {@code FUNCTIONS_CORETOOLS_ENVIRONMENT}. */
  CORE_TOOLS,
  /** Neither; treated as strictly as App Service. */
  OTHER;

  /** Variable that Core Tools sets to {@code true} and Azure never sets. */
  public static final String CORE_TOOLS_FLAG = "FUNCTIONS_CORETOOLS_ENVIRONMENT";

  /** Variable that App Service sets to the site's name and Core Tools never sets. */
  public static final String SITE_NAME = "WEBSITE_SITE_NAME";

  /**
   * Where these settings say that the process runs. {@code WEBSITE_SITE_NAME} wins over the Core
   * Tools flag, so that a flag left in a deployment loosens nothing.
   */
  public static HostEnvironment of(Settings settings) {
    if (settings.has(SITE_NAME)) {
      return APP_SERVICE;
    }
    return settings.isTrue(CORE_TOOLS_FLAG) ? CORE_TOOLS : OTHER;
  }
}
