package dev.patienttests.local.platform;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.local.net.Caller;
import dev.patienttests.local.net.SubnetRules;
import dev.patienttests.local.platform.AppTokens.AppCaller;
import dev.patienttests.local.platform.PlatformConfig.Vault;
import dev.patienttests.local.platform.SecretStore.Version;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Key Vault's data plane: token, network, role, in that order, then the secret or the key. Nobody
 * holds a role to write here; secrets come by the control API, keys by the configuration.
 */
final class VaultEndpoint {

  private static final Set<String> API_VERSIONS =
      Set.of("7.0", "7.1", "7.2", "7.3", "7.4", "7.5", "7.6", "2025-07-01");

  private final Vault vault;
  private final String challenge;
  private final AppTokens tokens;
  private final SecretStore secrets;
  private final VaultKeysEndpoint keys;

  VaultEndpoint(
      Vault vault,
      String loginHost,
      String tenantId,
      AppTokens tokens,
      SecretStore secrets,
      KeyStore keys) {
    this.vault = vault;
    this.challenge =
        "Bearer authorization=\"https://"
            + loginHost
            + "/"
            + tenantId
            + "\", resource=\""
            + Tenant.VAULT_RESOURCE
            + "\"";
    this.tokens = tokens;
    this.secrets = secrets;
    this.keys = new VaultKeysEndpoint(vault, keys);
  }

  HttpAnswer answer(HttpCall call) throws IOException {
    Optional<String> token = call.bearerToken();
    if (token.isEmpty()) {
      return unauthorized("AKV10000: Request is missing a Bearer or PoP token.");
    }
    Optional<AppCaller> caller = tokens.caller(token.get());
    if (caller.isEmpty()) {
      return unauthorized("AKV10032: The token is not a valid one of this tenant for Key Vault.");
    }
    Optional<HttpAnswer> closed = network(call.caller());
    if (closed.isPresent()) {
      return closed.get();
    }
    if (call.query("api-version").filter(API_VERSIONS::contains).isEmpty()) {
      return VaultAnswers.error(
          400,
          "BadParameter",
          "The parameter api-version is missing or not one of " + API_VERSIONS + ".");
    }
    return call.path().get(0).equals("keys")
        ? keys.answer(call, caller.get())
        : secret(call, caller.get());
  }

  private Optional<HttpAnswer> network(Caller caller) {
    if (!vault.publicNetworkAccess().equalsIgnoreCase("Enabled")) {
      return Optional.of(
          VaultAnswers.error(
              403,
              "Forbidden",
              "Public network access is disabled and request is not from a trusted service nor via"
                  + " an approved private link.",
              Optional.of("ForbiddenByConnection")));
    }
    return new SubnetRules(vault.defaultAction(), vault.allowedSubnets()).admit(caller)
        ? Optional.empty()
        : Optional.of(
            VaultAnswers.error(
                403,
                "Forbidden",
                "Client address is not authorized and caller is not a trusted service. Client"
                    + " address: "
                    + caller.address(),
                Optional.of("ForbiddenByFirewall")));
  }

  private HttpAnswer secret(HttpCall call, AppCaller caller) {
    List<String> path = call.path();
    boolean served = path.get(0).equals("secrets") && (path.size() == 2 || path.size() == 3);
    if (!served || path.get(1).isEmpty()) {
      return VaultAnswers.error(404, "NotFound", "Only secrets and keys are served.");
    }
    String name = path.get(1);
    if (!call.method().equals("GET")) {
      return VaultAnswers.forbiddenByRbac(caller, call.method(), "Secret", name);
    }
    if (!secrets.mayRead(caller.objectId(), name)) {
      return VaultAnswers.forbiddenByRbac(caller, "getSecret", "Secret", name);
    }
    String version = path.size() == 3 ? path.get(2) : "";
    List<Version> versions = secrets.versions(name);
    if (version.equals("versions")) {
      return HttpAnswer.of(200, list(name, versions));
    }
    return versions.stream()
        .filter(candidate -> version.isEmpty() || candidate.version().equals(version))
        .reduce((earlier, later) -> later)
        .map(found -> HttpAnswer.of(200, bundle(name, found).put("value", found.value())))
        .orElseGet(() -> notFound(name, version))
        .with("Cache-Control", "no-cache");
  }

  private ObjectNode list(String name, List<Version> versions) {
    ObjectNode body = HttpAnswer.object();
    ArrayNode list = body.putArray("value");
    versions.forEach(version -> list.add(bundle(name, version)));
    return body.putNull("nextLink");
  }

  private ObjectNode bundle(String name, Version version) {
    ObjectNode bundle =
        HttpAnswer.object()
            .put(
                "id", "https://" + vault.hostName() + "/secrets/" + name + "/" + version.version());
    version.contentType().ifPresent(type -> bundle.put("contentType", type));
    VaultAnswers.attributes(bundle, version.created());
    return bundle;
  }

  private HttpAnswer unauthorized(String message) {
    return VaultAnswers.error(401, "Unauthorized", message).with("WWW-Authenticate", challenge);
  }

  private static HttpAnswer notFound(String name, String version) {
    return VaultAnswers.error(
        404,
        "SecretNotFound",
        "A secret with (name/id) "
            + (version.isEmpty() ? name : name + "/" + version)
            + " was not found in this key vault.");
  }
}
