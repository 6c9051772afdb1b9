package dev.patienttests.local.functions.frontend;

import dev.patienttests.local.functions.SiteConfig;
import dev.patienttests.local.functions.http.Answer;
import dev.patienttests.local.functions.http.HeaderFields;
import dev.patienttests.local.jwt.Claims;
import dev.patienttests.local.jwt.OpenIdConfiguration;
import dev.patienttests.local.jwt.Rules;
import dev.patienttests.local.jwt.TokenValidator;
import dev.patienttests.local.jwt.Validation;
import dev.patienttests.local.net.ListenerSettings;
import dev.patienttests.local.net.StartException;
import dev.patienttests.local.net.TrustedClients;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * App Service authentication of a site that is called with bearer tokens (Azure documentation,
 * authsettingsV2). Without keys of the issuer, because it could never be reached, every token is
 * refused with 503.
 */
final class EasyAuth {
  private static final Logger LOG = Logger.getLogger("easy-auth");
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
  private static final String NO_PERMISSION =
      "You do not have permission to view this directory or page.";
  private static final String BEARER = "bearer ";

  private final SiteConfig.EasyAuth settings;
  private final Action action;
  private final ExcludedPaths excluded;
  private final TokenValidator validator;
  private final Supplier<OpenIdConfiguration> issuer;
  private final Optional<String> challenge;

  /** The last caller who was let in. */
  private volatile Named last = new Named("", Map.of());

  private record Named(String token, Map<String, String> headers) {}

  private enum Action {
    RETURN_401,
    RETURN_403,
    ALLOW_ANONYMOUS
  }

  private EasyAuth(
      String what,
      String hostName,
      SiteConfig.EasyAuth settings,
      Supplier<OpenIdConfiguration> issuer) {
    this.settings = settings;
    this.action = action(what, settings);
    this.excluded = ExcludedPaths.of(what, settings.excludedPaths());
    this.issuer = issuer;
    Set<String> audiences = new HashSet<>(settings.allowedAudiences());
    audiences.add(settings.clientId());
    this.validator =
        new TokenValidator(
            new Rules(audiences, Set.of(settings.openIdIssuer()), CLOCK_SKEW), Clock.systemUTC());
    this.challenge =
        settings.disableWwwAuthenticate()
            ? Optional.empty()
            : Optional.of(
                "Bearer realm=\"%s\" authorization_uri=\"%s\" resource_id=\"%s\""
                    .formatted(
                        hostName, authorizationUri(settings.openIdIssuer()), settings.clientId()));
  }

  static EasyAuth of(SiteConfig config, ListenerSettings listener) {
    String what = config.siteName() + ", Easy Auth";
    SiteConfig.EasyAuth settings = config.easyAuth();
    String proxy =
        config
            .egressProxy()
            .orElseThrow(() -> new StartException(what + ": egressProxy is missing"));
    if (settings.clientId().isEmpty()) {
      throw new StartException(what + ": clientId is missing");
    }
    URI metadata = metadata(what, settings.openIdIssuer());
    // An HTTP client takes long to load, and nobody needs it before the first token.
    Supplier<OpenIdConfiguration> issuer =
        new Lazy<>(
            () -> new OpenIdConfiguration(metadata, TrustedClients.httpClient(listener, proxy)));
    if (settings.allowedApplications().isEmpty() && settings.allowedIdentities().isEmpty()) {
      LOG.warning(what + ": every application of the tenant passes, none is named");
    }
    return new EasyAuth(what, config.hostName(), settings, issuer);
  }

  private static URI metadata(String what, String issuer) {
    if (!issuer.startsWith("https://")) {
      throw new StartException(what + ": openIdIssuer '" + issuer + "' is no https URL");
    }
    return URI.create(issuer.replaceFirst("/+$", "") + "/.well-known/openid-configuration");
  }

  private static String authorizationUri(String issuer) {
    String tenant = issuer.replaceFirst("^https://[^/]+/", "").replaceFirst("/.*$", "");
    String version = issuer.endsWith("/v2.0") ? "v2.0/" : "";
    return "https://login.windows.net/" + tenant + "/oauth2/" + version + "authorize";
  }

  private static Action action(String what, SiteConfig.EasyAuth settings) {
    if (!settings.requireAuthentication()) {
      return Action.ALLOW_ANONYMOUS;
    }
    return switch (settings.unauthenticatedClientAction().toLowerCase(Locale.ROOT)) {
      case "return401" -> Action.RETURN_401;
      case "return403" -> Action.RETURN_403;
      case "allowanonymous" -> Action.ALLOW_ANONYMOUS;
      default ->
          throw new StartException(
              what
                  + ": unauthenticatedClientAction '"
                  + settings.unauthenticatedClientAction()
                  + "' is not supported");
    };
  }

  /** Refuses the request, or lets it on with the caller's principal in place of any it claimed. */
  Optional<Answer> admit(FrontEnd.Arrival arrival) {
    HeaderFields headers = arrival.headers();
    headers.removeIf(
        name -> name.startsWith("x-ms-client-principal") || name.startsWith("x-ms-token-"));
    if (excluded.contain(arrival.target().path())) {
      return Optional.empty();
    }
    Optional<String> token = bearerToken(headers);
    if (token.isEmpty()) {
      return unauthenticated();
    }
    Validation validation;
    try {
      validation = validator.validate(token.get(), issuer.get());
    } catch (UncheckedIOException e) {
      LOG.log(Level.WARNING, "No keys of " + settings.openIdIssuer() + ": " + e.getMessage());
      return Optional.of(Answer.empty(503));
    }
    if (validation instanceof Validation.Refused refused) {
      LOG.info("Token refused: " + refused.reason() + ", " + refused.message());
      return unauthenticated();
    }
    Claims claims = ((Validation.Accepted) validation).claims();
    if (!isAuthorized(claims)) {
      LOG.info("Caller is not among the allowed applications and identities");
      return Optional.of(Answer.text(403, "text/html", NO_PERMISSION));
    }
    principal(token.get(), claims).forEach(headers::set);
    return Optional.empty();
  }

  /** A caller sends the same token for an hour; what it says stays the same with it. */
  private Map<String, String> principal(String token, Claims claims) {
    Named named = last;
    if (!named.token().equals(token)) {
      named = new Named(token, Principal.of(claims));
      last = named;
    }
    return named.headers();
  }

  private static Optional<String> bearerToken(HeaderFields headers) {
    if (headers.count("authorization") != 1) {
      return Optional.empty();
    }
    return headers
        .first("authorization")
        .filter(it -> it.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(it -> it.substring(BEARER.length()).strip())
        .filter(it -> !it.isEmpty());
  }

  /** The conditions hold together; an empty list is no condition. */
  private boolean isAuthorized(Claims claims) {
    Optional<String> application = claims.first("azp").or(() -> claims.first("appid"));
    return isListed(settings.allowedApplications(), application)
        && isListed(settings.allowedIdentities(), claims.first("oid"));
  }

  private static boolean isListed(List<String> allowed, Optional<String> value) {
    if (allowed.isEmpty()) {
      return true;
    }
    for (String each : allowed) {
      if (value.filter(each::equalsIgnoreCase).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private Optional<Answer> unauthenticated() {
    return switch (action) {
      case ALLOW_ANONYMOUS -> Optional.empty();
      case RETURN_403 -> Optional.of(Answer.text(403, "text/html", NO_PERMISSION));
      case RETURN_401 -> {
        Map<String, String> headers = new TreeMap<>();
        challenge.ifPresent(it -> headers.put("WWW-Authenticate", it));
        yield Optional.of(Answer.text(401, "text/html", NO_PERMISSION).withAbsent(headers));
      }
    };
  }
}
