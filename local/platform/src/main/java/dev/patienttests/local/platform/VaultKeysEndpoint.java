package dev.patienttests.local.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.ECKey;
import dev.patienttests.local.platform.AppTokens.AppCaller;
import dev.patienttests.local.platform.KeyStore.VaultKey;
import dev.patienttests.local.platform.PlatformConfig.KeyAction;
import dev.patienttests.local.platform.PlatformConfig.Vault;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Key Vault's data plane for keys: the public part, and signatures by ES256. Nobody holds a role
 * for anything else, so the rest is forbidden, as in Azure.
 */
final class VaultKeysEndpoint {

  private final Vault vault;
  private final KeyStore keys;

  VaultKeysEndpoint(Vault vault, KeyStore keys) {
    this.vault = vault;
    this.keys = keys;
  }

  private record SignBody(String alg, String value) {}

  /** Answers {@code keys/<name>[/<version>]} and {@code keys/<name>/[<version>]/sign}. */
  HttpAnswer answer(HttpCall call, AppCaller caller) throws IOException {
    List<String> path = call.path();
    String name = path.size() > 1 ? path.get(1) : "";
    String version = path.size() > 2 ? path.get(2) : "";
    if (call.method().equals("GET") && (path.size() == 2 || path.size() == 3)) {
      return may(caller, name, KeyAction.READ)
          ? found(name, version, key -> HttpAnswer.of(200, bundle(key)))
          : forbidden(caller, "read", name);
    }
    boolean sign = call.method().equals("POST") && path.size() == 4 && path.get(3).equals("sign");
    if (!sign) {
      return forbidden(caller, call.method(), name);
    }
    if (!may(caller, name, KeyAction.SIGN)) {
      return forbidden(caller, "sign/action", name);
    }
    Optional<byte[]> digest = digest(call);
    return digest.isPresent()
        ? found(name, version, key -> signed(key, digest.get()))
        : VaultAnswers.error(
            400, "BadParameter", "Only alg ES256 over a digest of 32 bytes is supported.");
  }

  private boolean may(AppCaller caller, String name, KeyAction action) {
    return vault.keyRoles().stream()
        .anyMatch(
            role ->
                role.principalId().equalsIgnoreCase(caller.objectId())
                    && role.keyName().map(name::equalsIgnoreCase).orElse(true)
                    && role.actions().contains(action));
  }

  private static HttpAnswer forbidden(AppCaller caller, String action, String name) {
    return VaultAnswers.forbiddenByRbac(
        caller, "Microsoft.KeyVault/vaults/keys/" + action, "Key", name);
  }

  private interface Use {
    HttpAnswer of(VaultKey key);
  }

  private HttpAnswer found(String name, String version, Use use) {
    return keys.find(name)
        .filter(key -> version.isEmpty() || key.version().equals(version))
        .map(use::of)
        .orElseGet(
            () ->
                VaultAnswers.error(
                    404,
                    "KeyNotFound",
                    "A key with (name/id) "
                        + (version.isEmpty() ? name : name + "/" + version)
                        + " was not found in this key vault."))
        .with("Cache-Control", "no-cache");
  }

  private static Optional<byte[]> digest(HttpCall call) throws IOException {
    try {
      SignBody body = call.json(SignBody.class);
      if (!"ES256".equals(body.alg()) || body.value() == null) {
        return Optional.empty();
      }
      byte[] digest = Base64.getUrlDecoder().decode(body.value());
      return digest.length == KeyStore.DIGEST ? Optional.of(digest) : Optional.empty();
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private String identifier(VaultKey key) {
    return "https://" + vault.hostName() + "/keys/" + key.name() + "/" + key.version();
  }

  private HttpAnswer signed(VaultKey key, byte[] digest) {
    String value = Base64.getUrlEncoder().withoutPadding().encodeToString(key.sign(digest));
    return HttpAnswer.of(200, HttpAnswer.object().put("kid", identifier(key)).put("value", value));
  }

  private ObjectNode bundle(VaultKey key) {
    ECKey publicKey = key.publicKey();
    ObjectNode bundle = HttpAnswer.object();
    ObjectNode jwk =
        bundle
            .putObject("key")
            .put("kid", identifier(key))
            .put("kty", "EC")
            .put("crv", publicKey.getCurve().getName())
            .put("x", publicKey.getX().toString())
            .put("y", publicKey.getY().toString());
    jwk.putArray("key_ops").add("sign").add("verify");
    VaultAnswers.attributes(bundle, key.created());
    ((ObjectNode) bundle.path("attributes")).put("exportable", false);
    return bundle;
  }
}
