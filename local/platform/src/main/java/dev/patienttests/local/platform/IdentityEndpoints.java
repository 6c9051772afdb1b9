package dev.patienttests.local.platform;

import dev.patienttests.local.platform.PlatformConfig.Identity;
import dev.patienttests.local.platform.PlatformConfig.IdentityEndpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The managed-identity endpoints of the resources (Azure documentation, "How to use managed
 * identities for App Service", REST protocol). There are user-assigned identities alone, so a
 * request names one.
 */
final class IdentityEndpoints {

  private static final String API_VERSION = "2019-08-01";

  private final Map<String, IdentityEndpoint> endpoints;
  private final Tenant tenant;
  private final TokenService tokens;

  IdentityEndpoints(List<IdentityEndpoint> endpoints, Tenant tenant, TokenService tokens) {
    this.tenant = tenant;
    this.tokens = tokens;
    this.endpoints =
        endpoints.stream()
            .collect(Collectors.toUnmodifiableMap(IdentityEndpoint::name, Function.identity()));
    for (IdentityEndpoint endpoint : endpoints) {
      for (String name : endpoint.identities()) {
        if (tenant.identityNamed(name).isEmpty()) {
          throw new IllegalArgumentException(
              "Managed-identity endpoint " + endpoint.name() + ": no identity is named " + name);
        }
      }
    }
  }

  /** Answers {@code /msi/<name>/token}. */
  HttpAnswer answer(HttpCall call) {
    List<String> path = call.path();
    Optional<IdentityEndpoint> endpoint =
        path.size() == 3 && path.get(2).equals("token")
            ? Optional.ofNullable(endpoints.get(path.get(1)))
            : Optional.empty();
    if (endpoint.isEmpty()) {
      return refused(404, "There is no such endpoint.");
    }
    if (!call.method().equals("GET")) {
      return refused(405, "Only GET is served.");
    }
    if (!call.proves("X-IDENTITY-HEADER", endpoint.get().header())) {
      return refused(401, "The header X-IDENTITY-HEADER is missing or wrong.");
    }
    if (!call.query("api-version").filter(API_VERSION::equals).isPresent()) {
      return refused(400, "The api-version must be " + API_VERSION + ".");
    }
    Optional<String> resource = call.query("resource").filter(text -> !text.isBlank());
    if (resource.isEmpty()) {
      return refused(400, "The parameter resource is missing.");
    }
    return token(call, endpoint.get(), resource.get());
  }

  private HttpAnswer token(HttpCall call, IdentityEndpoint endpoint, String resource) {
    Optional<Identity> identity = identity(call, endpoint);
    if (identity.isEmpty()) {
      return refused(
          400,
          "No User Assigned or Delegated Managed Identity found for specified"
              + " ClientId/ResourceId/PrincipalId.");
    }
    try {
      TokenService.Issued issued = tokens.issue(identity.get(), resource);
      return HttpAnswer.of(
              200,
              HttpAnswer.object()
                  .put("access_token", issued.token())
                  .put("client_id", identity.get().clientId())
                  .put("expires_on", Long.toString(issued.expiresOn().getEpochSecond()))
                  .put("not_before", Long.toString(issued.notBefore().getEpochSecond()))
                  .put("resource", resource)
                  .put("token_type", "Bearer"))
          .with("Cache-Control", "no-store");
    } catch (TokenRefusedException e) {
      return refused(400, e.error() + ": " + e.getMessage());
    }
  }

  private Optional<Identity> identity(HttpCall call, IdentityEndpoint endpoint) {
    Optional<String> clientId = call.query("client_id");
    Optional<String> principalId = call.query("principal_id").or(() -> call.query("object_id"));
    if (clientId.isPresent() == principalId.isPresent()) {
      return Optional.empty();
    }
    return endpoint.identities().stream()
        .map(tenant::identityNamed)
        .flatMap(Optional::stream)
        .filter(
            identity ->
                clientId.map(identity.clientId()::equalsIgnoreCase).orElse(true)
                    && principalId.map(identity.principalId()::equalsIgnoreCase).orElse(true))
        .findFirst();
  }

  private static HttpAnswer refused(int status, String message) {
    return HttpAnswer.of(
        status,
        HttpAnswer.object()
            .put("statusCode", status)
            .put("message", message)
            .put("correlationId", UUID.randomUUID().toString()));
  }
}
