package dev.patienttests.local.platform;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What an issuer says of itself (OpenID Connect Discovery 1.0). */
final class OpenIdMetadata {

  private final ObjectNode body;

  /**
   * The metadata of an issuer.
   *
   * @param keysUrl where its keys are
   */
  OpenIdMetadata(String issuer, String keysUrl) {
    body = HttpAnswer.object().put("issuer", issuer).put("jwks_uri", keysUrl);
    body.putArray("response_types_supported").add("code");
    body.putArray("subject_types_supported").add("pairwise");
    body.putArray("id_token_signing_alg_values_supported").add("RS256");
  }

  /** Adds the endpoints below a base, as Microsoft's tenants have them. */
  OpenIdMetadata withEndpoints(String base) {
    body.put("authorization_endpoint", base + "/authorize").put("token_endpoint", base + "/token");
    body.putArray("token_endpoint_auth_methods_supported")
        .add("client_secret_post")
        .add("private_key_jwt");
    return this;
  }

  HttpAnswer answer() {
    return HttpAnswer.of(200, body);
  }
}
