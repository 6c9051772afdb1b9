package dev.patienttests.local.platform;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The part of {@code login.microsoftonline.com} that services and clients need: metadata, keys and
 * tokens of clients for themselves. Managed identities have an endpoint of their own.
 */
final class EntraEndpoint {

  private final Tenant tenant;
  private final String host;
  private final TokenIssuer issuer;
  private final ClientCredentials clients;
  private final Clock clock;

  EntraEndpoint(
      Tenant tenant, String host, TokenIssuer issuer, ClientCredentials clients, Clock clock) {
    this.tenant = tenant;
    this.host = host;
    this.issuer = issuer;
    this.clients = clients;
    this.clock = clock;
  }

  HttpAnswer answer(HttpCall call) throws IOException {
    List<String> path = call.path();
    if (!path.get(0).equalsIgnoreCase(tenant.id())) {
      return OAuthErrors.answer(
          400,
          "invalid_tenant",
          "AADSTS90002: Tenant '" + path.get(0) + "' not found. Only " + tenant.id() + " exists.",
          clock);
    }
    String rest = String.join("/", path.subList(1, path.size()));
    boolean get = call.method().equals("GET");
    boolean post = call.method().equals("POST");
    return switch (rest) {
      case ".well-known/openid-configuration" -> get ? metadata(1) : HttpAnswer.empty(405);
      case "v2.0/.well-known/openid-configuration" -> get ? metadata(2) : HttpAnswer.empty(405);
      case "discovery/keys", "discovery/v2.0/keys" -> get ? keys() : HttpAnswer.empty(405);
      case "oauth2/v2.0/token" -> post ? token(call) : HttpAnswer.empty(405);
      default ->
          OAuthErrors.answer(
              404, "invalid_request", "AADSTS900971: " + rest + " is not served here.", clock);
    };
  }

  private HttpAnswer metadata(int version) {
    String base = "https://" + host + "/" + tenant.id();
    String infix = version == 2 ? "/v2.0" : "";
    return new OpenIdMetadata(issuer.issuer(version), base + "/discovery" + infix + "/keys")
        .withEndpoints(base + "/oauth2" + infix)
        .answer();
  }

  private HttpAnswer keys() throws IOException {
    return HttpAnswer.of(200, HttpCall.MAPPER.readTree(issuer.publicKeys()));
  }

  private HttpAnswer token(HttpCall call) throws IOException {
    try {
      TokenService.Issued issued = clients.issue(form(call.body()));
      long seconds = Duration.between(clock.instant(), issued.expiresOn()).toSeconds();
      return HttpAnswer.of(
              200,
              HttpAnswer.object()
                  .put("token_type", "Bearer")
                  .put("expires_in", seconds)
                  .put("ext_expires_in", seconds)
                  .put("access_token", issued.token()))
          .with("Cache-Control", "no-store");
    } catch (TokenRefusedException e) {
      return OAuthErrors.answer(e.status(), e.error(), e.getMessage(), clock);
    }
  }

  /** The fields of a form; one that is not readable, or names a field twice, has none. */
  private static Map<String, String> form(byte[] body) {
    Map<String, String> form = new HashMap<>();
    for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        try {
          String before =
              form.put(
                  URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                  URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
          if (before != null) {
            return Map.of();
          }
        } catch (IllegalArgumentException e) {
          return Map.of();
        }
      }
    }
    return form;
  }
}
