package dev.patienttests.local.functions.frontend;

import dev.patienttests.local.functions.SiteConfig;
import dev.patienttests.local.functions.http.Answer;
import dev.patienttests.local.functions.http.HeaderFields;
import dev.patienttests.local.functions.http.Target;
import dev.patienttests.local.net.Caller;
import dev.patienttests.local.net.ListenerSettings;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What stands before the Functions host in App Service, in its order: site by Host header, access
 * restriction, https only, headers of its own, Easy Auth.
 */
public final class FrontEnd {
  private static final String FORBIDDEN_PAGE =
      "<!DOCTYPE html><html><head><title>Web App - Unavailable</title></head><body>"
          + "<h1>Error 403 - Forbidden</h1>"
          + "<p>The web app you have attempted to reach has blocked your access.</p>"
          + "</body></html>";
  private static final String NO_SITE_PAGE =
      "<!DOCTYPE html><html><head><title>404 Web Site not found.</title></head><body>"
          + "<h1>404 Web Site not found.</h1></body></html>";

  private final SiteConfig config;
  private final AccessRules mainRules;
  private final AccessRules scmRules;
  private final ForwardedHeaders forwarded;
  private final Optional<EasyAuth> easyAuth;

  /**
   * A request as it comes in.
   *
   * @param headers changed on the way: the front end removes and adds fields
   * @param secure whether it came by TLS
   */
  public record Arrival(
      Caller caller, int port, Target target, HeaderFields headers, boolean secure) {}

  private FrontEnd(SiteConfig config, ListenerSettings listener) {
    this.config = config;
    this.mainRules = AccessRules.of(config.siteName(), config.main());
    this.scmRules = AccessRules.of(config.siteName() + " (scm)", config.scm());
    this.forwarded = new ForwardedHeaders(config.hostName());
    this.easyAuth =
        config.easyAuth().enabled() ? Optional.of(EasyAuth.of(config, listener)) : Optional.empty();
  }

  /**
   * The front end of a site.
   *
   * @throws dev.patienttests.local.net.StartException for a setting that is not supported, by name
   */
  public static FrontEnd of(SiteConfig config, ListenerSettings listener) {
    return new FrontEnd(config, listener);
  }

  /**
   * Lets a request through to the host or refuses it.
   *
   * @return the refusal; empty when the request may go on, its header changed
   */
  public Optional<Answer> admit(Arrival arrival) {
    String host = hostOf(arrival.headers());
    boolean scm = host.equalsIgnoreCase(config.scmHostName());
    if (!scm && !host.equalsIgnoreCase(config.hostName())) {
      return Optional.of(Answer.text(404, "text/html", NO_SITE_PAGE));
    }
    if (!(scm ? scmRules : mainRules).admits(arrival.caller())) {
      return Optional.of(forbidden(arrival.caller()));
    }
    if (scm) {
      return Optional.of(Answer.text(404, "text/plain; charset=utf-8", "no SCM site here"));
    }
    if (config.httpsOnly() && !arrival.secure()) {
      String location = "https://" + config.hostName() + arrival.target().raw();
      return Optional.of(new Answer(301, Map.of("Location", location), new byte[0]));
    }
    forwarded.add(arrival);
    return easyAuth.flatMap(it -> it.admit(arrival));
  }

  private static Answer forbidden(Caller caller) {
    return new Answer(
        403,
        Optional.of("Ip Forbidden"),
        Map.of(
            "Content-Type", "text/html",
            "Connection", "close",
            "x-ms-forbidden-ip", caller.address()),
        FORBIDDEN_PAGE.getBytes(StandardCharsets.UTF_8));
  }

  private static String hostOf(HeaderFields headers) {
    String host = headers.first("host").orElse("").toLowerCase(Locale.ROOT);
    int colon = host.lastIndexOf(':');
    return colon < 0 ? host : host.substring(0, colon);
  }
}
