package dev.patienttests.local.platform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patienttests.local.platform.AppTokens.AppCaller;
import java.util.Optional;

/** The errors of Key Vault's data plane, in its words. */
final class VaultAnswers {

  private VaultAnswers() {}

  static HttpAnswer error(int status, String code, String message) {
    return error(status, code, message, Optional.empty());
  }

  static HttpAnswer error(int status, String code, String message, Optional<String> innerCode) {
    ObjectNode body = HttpAnswer.object();
    ObjectNode error = body.putObject("error").put("code", code).put("message", message);
    innerCode.ifPresent(inner -> error.putObject("innererror").put("code", inner));
    return HttpAnswer.of(status, body);
  }

  /**
   * The caller has no role for this.
   *
   * @param kind {@code Secret} or {@code Key}
   */
  static HttpAnswer forbiddenByRbac(AppCaller caller, String action, String kind, String name) {
    return error(
        403,
        "Forbidden",
        "Caller is not authorized to perform action on resource. Caller: appid="
            + caller.applicationId()
            + ";oid="
            + caller.objectId()
            + ". Action: "
            + action
            + ". "
            + kind
            + ": "
            + name
            + ".",
        Optional.of("ForbiddenByRbac"));
  }

  /** The attributes of an object that was made then and never changed; seconds since 1970. */
  static void attributes(ObjectNode bundle, long created) {
    bundle
        .putObject("attributes")
        .put("enabled", true)
        .put("created", created)
        .put("updated", created)
        .put("recoveryLevel", "Recoverable+Purgeable")
        .put("recoverableDays", 90);
  }
}
