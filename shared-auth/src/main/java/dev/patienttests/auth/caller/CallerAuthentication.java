package dev.patienttests.auth.caller;

import dev.patienttests.http.ApiRequest;
import dev.patienttests.http.ProblemException;
import dev.patienttests.http.RequestLog;
import dev.patienttests.settings.HostEnvironment;
import dev.patienttests.settings.Settings;
import dev.patienttests.settings.SettingsException;
import java.util.Map;

/** Says who calls. */
@FunctionalInterface
public interface CallerAuthentication {
  /** The setting that chooses: {@code easy-auth} (the default) or {@code core-tools}. */
  String SETTING = "CALLER_AUTHENTICATION";

  /**
   * The caller of a request.
   *
   * @throws ProblemException 401 when the caller is not known
   */
  CallerPrincipal callerOf(ApiRequest request);

  /**
   * What {@value #SETTING} names. With {@code easy-auth} a principal is believed only while {@code
   * WEBSITE_AUTH_ENABLED} is true, since without Easy Auth anyone may send that header; else every
   * caller is unknown.
   *
   * @throws SettingsException for an unknown choice, and for {@code core-tools} anywhere but under
   *     Core Tools
   */
  static CallerAuthentication forEnvironment(Settings settings) {
    boolean coreTools =
        settings.choice(SETTING, false, Map.of("easy-auth", false, "core-tools", true));
    if (coreTools) {
      if (HostEnvironment.of(settings) != HostEnvironment.CORE_TOOLS) {
        throw new SettingsException(
            SETTING,
            "may be core-tools only under Core Tools: "
                + HostEnvironment.CORE_TOOLS_FLAG
                + " must be true and "
                + HostEnvironment.SITE_NAME
                + " absent.");
      }
      return request -> CallerPrincipal.developer();
    }
    if (!settings.isTrue("WEBSITE_AUTH_ENABLED")) {
      return request -> {
        throw ProblemException.unauthenticated();
      };
    }
    ClientPrincipals principals = new ClientPrincipals();
    return request -> {
      CallerPrincipal caller =
          request
              .header(ClientPrincipalHeader.NAME)
              .map(principals::of)
              .orElseThrow(ProblemException::unauthenticated);
      RequestLog.believe(request);
      return caller;
    };
  }
}
