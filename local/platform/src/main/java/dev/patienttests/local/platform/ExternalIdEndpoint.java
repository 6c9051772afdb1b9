package dev.patienttests.local.platform;

import java.io.IOException;
import java.time.Clock;
import java.util.List;

/**
 * The External ID tenant under one of its names: metadata and keys. Users sign in nowhere here, so
 * the token endpoint gives nobody a token and says so.
 */
final class ExternalIdEndpoint {

  private final ExternalIdTenant tenant;
  private final String host;
  private final TokenSigner signer;
  private final Clock clock;

  ExternalIdEndpoint(ExternalIdTenant tenant, String host, TokenSigner signer, Clock clock) {
    this.tenant = tenant;
    this.host = host;
    this.signer = signer;
    this.clock = clock;
  }

  HttpAnswer answer(HttpCall call) throws IOException {
    List<String> path = call.path();
    if (!path.get(0).equalsIgnoreCase(tenant.tenantId())
        && !path.get(0).equalsIgnoreCase(tenant.domain() + ".onmicrosoft.com")) {
      return OAuthErrors.answer(
          400, "invalid_tenant", "AADSTS90002: Tenant '" + path.get(0) + "' not found.", clock);
    }
    String rest = String.join("/", path.subList(1, path.size()));
    return switch (call.method() + " " + rest) {
      case "GET v2.0/.well-known/openid-configuration" -> metadata();
      case "GET discovery/v2.0/keys" ->
          HttpAnswer.of(200, HttpCall.MAPPER.readTree(signer.publicKeys()));
      case "POST oauth2/v2.0/token" ->
          OAuthErrors.answer(
              400,
              "unsupported_grant_type",
              "AADSTS70003: Users do not sign in to the local tenant; ./pattern token makes tokens"
                  + " of it.",
              clock);
      default ->
          OAuthErrors.answer(
              404, "invalid_request", "AADSTS900971: " + rest + " is not served here.", clock);
    };
  }

  private HttpAnswer metadata() {
    String base = "https://" + host + "/" + tenant.tenantId();
    return new OpenIdMetadata(tenant.issuer(), base + "/discovery/v2.0/keys")
        .withEndpoints(base + "/oauth2/v2.0")
        .answer();
  }
}
