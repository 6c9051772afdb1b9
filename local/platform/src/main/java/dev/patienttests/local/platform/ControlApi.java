package dev.patienttests.local.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.local.platform.PlatformConfig.SecretRole;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a deployment does to the vault, in place of Azure Resource Manager, and what issuers do to
 * their keys.
 */
final class ControlApi {

  /** Azure documentation, Key Vault object names. */
  private static final Pattern SECRET_NAME = Pattern.compile("[0-9A-Za-z-]{1,127}");

  private final String controlToken;
  private final SecretStore secrets;
  private final KeyControl keys;

  private record SecretBody(String value, Optional<String> contentType) {}

  ControlApi(String controlToken, SecretStore secrets, KeyControl keys) {
    this.controlToken = controlToken;
    this.secrets = secrets;
    this.keys = keys;
  }

  /**
   * Answers {@code /control/vault/secrets} with the names that there are, {@code
   * /control/vault/secrets/<name>}, {@code /control/vault/roles} and {@code /control/keys/…}.
   */
  HttpAnswer answer(HttpCall call) throws IOException {
    if (!call.proves("x-control-token", controlToken)) {
      return refused(401, "The header x-control-token is missing or wrong.");
    }
    List<String> path = call.path();
    if (path.size() > 1 && path.get(1).equals("keys")) {
      return keys.answer(call);
    }
    boolean vault = path.size() > 2 && path.get(1).equals("vault");
    boolean secret = vault && path.size() == 4 && path.get(2).equals("secrets");
    boolean roles = vault && path.size() == 3 && path.get(2).equals("roles");
    if (vault && path.size() == 3 && path.get(2).equals("secrets") && call.method().equals("GET")) {
      return names();
    }
    if (!secret && !roles) {
      return refused(404, "There is no such control.");
    }
    if (!call.method().equals("PUT")) {
      return refused(405, "Only PUT is served.");
    }
    try {
      return secret ? putSecret(path.get(3), call) : putRoles(call);
    } catch (JsonProcessingException e) {
      return refused(400, "The body is not what is expected here.");
    }
  }

  private HttpAnswer putSecret(String name, HttpCall call) throws IOException {
    SecretBody body = call.json(SecretBody.class);
    if (!SECRET_NAME.matcher(name).matches() || body.value() == null) {
      return refused(400, "The secret's name is not valid, or it has no value.");
    }
    SecretStore.Stored stored = secrets.set(name, body.value(), body.contentType());
    return HttpAnswer.of(
        200,
        HttpAnswer.object()
            .put("version", stored.version().version())
            .put("changed", stored.changed()));
  }

  private HttpAnswer names() {
    ObjectNode names = HttpAnswer.object();
    secrets.names().forEach(name -> names.putObject(name));
    return HttpAnswer.of(200, names);
  }

  private HttpAnswer putRoles(HttpCall call) throws IOException {
    secrets.setRoles(List.of(call.json(SecretRole[].class)));
    return HttpAnswer.empty(204);
  }

  private static HttpAnswer refused(int status, String message) {
    return HttpAnswer.of(status, HttpAnswer.object().put("message", message));
  }
}
