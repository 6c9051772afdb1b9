package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.document.PolicyElement;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Section;
import dev.patienttests.local.jwt.OpenIdConfiguration;
import dev.patienttests.local.jwt.SigningKeys;
import dev.patienttests.local.jwt.TrustedIssuers;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code validate-jwt}: refuses a request without a good token of one of the named issuers. */
record ValidateJwt(TokenCheck check, TokenRules rules, TrustedIssuers trusted) implements Policy {
  private static final int SECRET_BYTES = 32;

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "validate-jwt",
        Set.of(Section.INBOUND),
        Set.of(
            "header-name",
            "query-parameter-name",
            "token-value",
            "failed-validation-httpcode",
            "failed-validation-error-message",
            "require-expiration-time",
            "require-scheme",
            "require-signed-tokens",
            "clock-skew",
            "output-token-variable-name"),
        Content.CHILDREN,
        List.of(
            "openid-config",
            "issuer-signing-keys",
            "decryption-keys",
            "audiences",
            "issuers",
            "required-claims"),
        ValidateJwt::read);
  }

  private static ValidateJwt read(PolicyReader reader) {
    refuseDecryption(reader);
    List<OpenIdConfiguration> published = new ArrayList<>();
    for (PolicyElement config : reader.children("openid-config")) {
      PolicyReader given = reader.of(config, Set.of("url", "validate-connectivity"), Content.EMPTY);
      given.flag("validate-connectivity", false);
      published.add(reader.services().providers().at(metadata(given, "url")));
    }
    return new ValidateJwt(
        TokenCheck.read(reader, Optional.empty()),
        TokenRules.read(reader),
        new TrustedIssuers(published, keys(reader), false));
  }

  /**
   * An encrypted token is refused as any other that cannot be read; a promise to read it is not
   * made.
   */
  static void refuseDecryption(PolicyReader reader) {
    Optional<PolicyElement> decryption = reader.child("decryption-keys");
    if (decryption.isPresent()) {
      throw decryption.get().refusal("encrypted tokens are not supported");
    }
  }

  private static URI metadata(PolicyReader reader, String attribute) {
    String url = reader.requiredLiteral(attribute).strip();
    try {
      URI uri = URI.create(url);
      if ("https".equals(uri.getScheme()) && uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Refused below.
    }
    throw reader.element().refusal(attribute, "is no absolute https URL");
  }

  private static SigningKeys keys(PolicyReader policy) {
    Optional<PolicyElement> list = policy.child("issuer-signing-keys");
    if (list.isEmpty()) {
      return SigningKeys.none();
    }
    PolicyReader reader = policy.of(list.get(), Set.of(), List.of("key"));
    SigningKeys keys = SigningKeys.none();
    for (PolicyElement key : reader.children("key")) {
      keys = keys.and(key(reader.of(key, Set.of("certificate-id", "n", "e"), Content.TEXT)));
    }
    if (keys.isEmpty()) {
      throw list.get().refusal("a <key> is missing");
    }
    return keys;
  }

  private static SigningKeys key(PolicyReader reader) {
    PolicyElement element = reader.element();
    if (element.attribute("certificate-id").isPresent()) {
      throw element.refusal("certificate-id", "there is no store of certificates");
    }
    Optional<String> id = reader.literal("id");
    String secret =
        reader
            .text()
            .literal()
            .orElseThrow(() -> element.refusal("expressions are not supported here"))
            .replaceAll("\\s", "");
    boolean pair = element.attribute("n").isPresent() || element.attribute("e").isPresent();
    if (pair == !secret.isEmpty()) {
      throw element.refusal("needs either a secret in Base64, or 'n' and 'e'");
    }
    try {
      return pair
          ? SigningKeys.rsa(id, reader.requiredLiteral("n"), reader.requiredLiteral("e"))
          : SigningKeys.secret(id, longEnough(Base64.getDecoder().decode(secret)));
    } catch (IllegalArgumentException e) {
      // What was thrown may quote the secret.
      throw element.refusal(
          pair
              ? "is no RSA key of at least 2048 bits"
              : "is no secret of at least 32 bytes in Base64");
    }
  }

  private static byte[] longEnough(byte[] secret) {
    if (secret.length < SECRET_BYTES) {
      throw new IllegalArgumentException("too short for any algorithm");
    }
    return secret;
  }

  @Override
  public Flow run(Exchange exchange) {
    check.run(exchange, rules.validator(exchange), trusted, TokenCheck.NOTHING);
    return Flow.CONTINUE;
  }
}
