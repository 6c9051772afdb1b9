package dev.patienttests.local.platform;

import dev.patienttests.local.platform.AccessToken.Proof;
import dev.patienttests.local.platform.PlatformConfig.Registration;
import java.util.Map;
import java.util.Optional;

/**
 * Tokens that clients get for themselves (RFC 6749, section 4.4; Microsoft identity platform
 * documentation, "OAuth 2.0 client credentials flow"): by a secret, or by a token of another issuer
 * that a federated credential names.
 */
final class ClientCredentials {

  private static final String ASSERTION_TYPE =
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final String DEFAULT_SCOPE = "/.default";

  private final Tenant tenant;
  private final ClientSecrets secrets;
  private final ClientAssertions assertions;
  private final TokenService tokens;

  ClientCredentials(
      Tenant tenant, ClientSecrets secrets, ClientAssertions assertions, TokenService tokens) {
    this.tenant = tenant;
    this.secrets = secrets;
    this.assertions = assertions;
    this.tokens = tokens;
  }

  /**
   * Answers the form of a token request.
   *
   * @throws TokenRefusedException with the error that the client gets
   */
  TokenService.Issued issue(Map<String, String> form) throws TokenRefusedException {
    String grant = required(form, "grant_type");
    if (!grant.equals("client_credentials")) {
      throw new TokenRefusedException(
          "unsupported_grant_type",
          "AADSTS70003: The grant type '" + grant + "' is not served; client_credentials is.");
    }
    Registration client = client(required(form, "client_id"));
    Proof proof = proof(client, form);
    return tokens.issue(client, proof, resource(required(form, "scope")));
  }

  private Registration client(String clientId) throws TokenRefusedException {
    if (tenant.identityByClientId(clientId).isPresent()) {
      throw new TokenRefusedException(
          "unauthorized_client",
          "AADSTS700016: '"
              + clientId
              + "' is a managed identity; it gets tokens from its own endpoint.");
    }
    return tenant
        .registrationByClientId(clientId)
        .orElseThrow(
            () ->
                new TokenRefusedException(
                    "unauthorized_client",
                    "AADSTS700016: Application with identifier '"
                        + clientId
                        + "' was not found in the directory."));
  }

  private Proof proof(Registration client, Map<String, String> form) throws TokenRefusedException {
    Optional<String> secret = Optional.ofNullable(form.get("client_secret"));
    Optional<String> assertion = Optional.ofNullable(form.get("client_assertion"));
    if (secret.isPresent() == assertion.isPresent()) {
      throw new TokenRefusedException(
          "invalid_request",
          "AADSTS7000216: One of 'client_assertion' and 'client_secret' is required for the"
              + " 'client_credentials' grant type.");
    }
    if (assertion.isPresent()) {
      if (!required(form, "client_assertion_type").equals(ASSERTION_TYPE)) {
        throw new TokenRefusedException(
            "invalid_request",
            "AADSTS900144: client_assertion_type must be " + ASSERTION_TYPE + ".");
      }
      assertions.require(client, assertion.get());
      return Proof.ASSERTION;
    }
    if (!secrets.proves(client.clientId(), secret.get())) {
      throw new TokenRefusedException(
          "invalid_client", "AADSTS7000215: Invalid client secret provided.");
    }
    return Proof.SECRET;
  }

  private static String resource(String scope) throws TokenRefusedException {
    if (!scope.endsWith(DEFAULT_SCOPE) || scope.contains(" ")) {
      throw new TokenRefusedException(
          "invalid_scope",
          "AADSTS1002012: The provided value for scope is not valid. Client credential flows must"
              + " have a scope value with /.default suffixed to the resource identifier.");
    }
    return scope.substring(0, scope.length() - DEFAULT_SCOPE.length());
  }

  private static String required(Map<String, String> form, String name)
      throws TokenRefusedException {
    String value = form.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new TokenRefusedException(
          "invalid_request",
          "AADSTS900144: The request body must contain the following parameter: '" + name + "'.");
    }
    return value;
  }
}
