package dev.patienttests.local.platform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The part of {@code login.microsoftonline.com} that services and clients need: metadata and keys.
 * The token endpoint tells every client why it gets none: managed identities have an endpoint of
 * their own, and registrations of this project have no credentials.
 */
final class EntraEndpoint {

  private final Tenant tenant;
  private final String host;
  private final TokenIssuer issuer;
  private final Clock clock;

  EntraEndpoint(Tenant tenant, String host, TokenIssuer issuer, Clock clock) {
    this.tenant = tenant;
    this.host = host;
    this.issuer = issuer;
    this.clock = clock;
  }

  HttpAnswer answer(HttpCall call) throws IOException {
    List<String> path = call.path();
    if (!path.get(0).equalsIgnoreCase(tenant.id())) {
      return refused(
          400,
          "invalid_tenant",
          "AADSTS90002: Tenant '" + path.get(0) + "' not found. Only " + tenant.id() + " exists.");
    }
    String rest = String.join("/", path.subList(1, path.size()));
    boolean get = call.method().equals("GET");
    boolean post = call.method().equals("POST");
    return switch (rest) {
      case ".well-known/openid-configuration" -> get ? metadata(1) : HttpAnswer.empty(405);
      case "v2.0/.well-known/openid-configuration" -> get ? metadata(2) : HttpAnswer.empty(405);
      case "discovery/keys", "discovery/v2.0/keys" -> get ? keys() : HttpAnswer.empty(405);
      case "oauth2/v2.0/token" -> post ? token(call) : HttpAnswer.empty(405);
      default -> refused(404, "invalid_request", "AADSTS900971: " + rest + " is not served here.");
    };
  }

  private HttpAnswer metadata(int version) {
    String base = "https://" + host + "/" + tenant.id();
    String infix = version == 2 ? "/v2.0" : "";
    ObjectNode body =
        HttpAnswer.object()
            .put("issuer", issuer.issuer(version))
            .put("authorization_endpoint", base + "/oauth2" + infix + "/authorize")
            .put("token_endpoint", base + "/oauth2" + infix + "/token")
            .put("jwks_uri", base + "/discovery" + infix + "/keys");
    body.putArray("response_types_supported").add("code");
    body.putArray("subject_types_supported").add("pairwise");
    body.putArray("id_token_signing_alg_values_supported").add("RS256");
    body.putArray("token_endpoint_auth_methods_supported").add("private_key_jwt");
    return HttpAnswer.of(200, body);
  }

  private HttpAnswer keys() throws IOException {
    return HttpAnswer.of(200, HttpCall.MAPPER.readTree(issuer.publicKeys()));
  }

  private HttpAnswer token(HttpCall call) throws IOException {
    Map<String, String> form = form(call.body());
    String grant = form.getOrDefault("grant_type", "");
    String client = form.getOrDefault("client_id", "");
    if (!grant.equals("client_credentials")) {
      return refused(
          400,
          "unsupported_grant_type",
          "AADSTS70003: The grant type '" + grant + "' is not served; client_credentials is.");
    }
    if (tenant.identityByClientId(client).isPresent()) {
      return refused(
          400,
          "unauthorized_client",
          "AADSTS700016: '"
              + client
              + "' is a managed identity; it gets tokens from its own endpoint.");
    }
    if (tenant.registrationByClientId(client).isEmpty()) {
      return refused(
          400,
          "unauthorized_client",
          "AADSTS700016: Application with identifier '"
              + client
              + "' was not found in the directory.");
    }
    return refused(
        401,
        "invalid_client",
        "AADSTS7000218: The application has no credential; client assertions are not served.");
  }

  private static Map<String, String> form(byte[] body) {
    Map<String, String> form = new HashMap<>();
    for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        try {
          form.put(
              URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
              URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
          return Map.of();
        }
      }
    }
    return form;
  }

  private HttpAnswer refused(int status, String error, String description) {
    String trace = UUID.randomUUID().toString();
    return HttpAnswer.of(
            status,
            HttpAnswer.object()
                .put("error", error)
                .put("error_description", description + " Trace ID: " + trace)
                .put("timestamp", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("trace_id", trace))
        .with("Cache-Control", "no-store");
  }
}
