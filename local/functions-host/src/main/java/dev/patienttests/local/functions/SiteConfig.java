package dev.patienttests.local.functions;

import dev.patienttests.local.net.ListenerSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One function app: where its staged files are, and the front end that stands before it. Its app
 * settings are the environment of the process.
 *
 * @param mode with App Service's front end, or as Core Tools runs it
 * @param listener TLS material; absent under Core Tools, which speaks plain http on loopback
 * @param siteName name of the site
 * @param hostName Azure host name of the site
 * @param scmHostName Azure host name of its SCM site
 * @param stagedApp folder that the Functions Maven plugin staged
 * @param dataDirectory where the host keeps its keys
 * @param egressProxy {@code host:port} of the CONNECT proxy that speaks as the app's subnet
 * @param controlToken secret of the control listener, which stands for Azure Resource Manager
 * @param httpsOnly whether plain http is redirected
 */
public record SiteConfig(
    Mode mode,
    Optional<ListenerSettings> listener,
    String siteName,
    String hostName,
    String scmHostName,
    Path stagedApp,
    Path dataDirectory,
    Optional<String> egressProxy,
    String controlToken,
    boolean httpsOnly,
    AccessRestrictions main,
    AccessRestrictions scm,
    EasyAuth easyAuth) {

  /** How the app is hosted. */
  public enum Mode {
    APP_SERVICE,
    CORE_TOOLS
  }

  /**
   * {@code ipSecurityRestrictions} of a site.
   *
   * @param defaultAction {@code Allow} or {@code Deny}, for a caller that no rule matches
   */
  public record AccessRestrictions(String defaultAction, List<Rule> rules) {
    /** Those of a site that everybody may reach. */
    public static AccessRestrictions none() {
      return new AccessRestrictions("Allow", List.of());
    }
  }

  /**
   * One restriction; exactly one of address and subnet is present.
   *
   * @param ipAddress a CIDR block or {@code Any}
   */
  public record Rule(
      String name,
      int priority,
      String action,
      Optional<String> ipAddress,
      Optional<String> subnetId) {}

  /** {@code authsettingsV2} of a site, as far as an API needs it. */
  public record EasyAuth(
      boolean enabled,
      boolean requireAuthentication,
      String unauthenticatedClientAction,
      List<String> excludedPaths,
      String openIdIssuer,
      String clientId,
      List<String> allowedAudiences,
      List<String> allowedApplications,
      List<String> allowedIdentities,
      boolean disableWwwAuthenticate) {

    /** That of a site whose callers nobody looks at. */
    public static EasyAuth off() {
      return new EasyAuth(
          false,
          false,
          "AllowAnonymous",
          List.of(),
          "",
          "",
          List.of(),
          List.of(),
          List.of(),
          false);
    }
  }
}
