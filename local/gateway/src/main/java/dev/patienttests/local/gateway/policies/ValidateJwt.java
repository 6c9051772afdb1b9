package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.document.PolicyElement;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Section;
import dev.patienttests.local.jwt.DecryptionKeys;
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
record ValidateJwt(
    TokenCheck check, TokenRules rules, TrustedIssuers trusted, DecryptionKeys decryption)
    implements Policy {
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
    List<OpenIdConfiguration> published = new ArrayList<>();
    for (PolicyElement config : reader.children("openid-config")) {
      PolicyReader given = reader.of(config, Set.of("url", "validate-connectivity"), Content.EMPTY);
      given.flag("validate-connectivity", false);
      published.add(reader.services().providers().at(metadata(given, "url")));
    }
    return new ValidateJwt(
        TokenCheck.read(reader, Optional.empty()),
        TokenRules.read(reader),
        new TrustedIssuers(published, keys(reader), false),
        decryption(reader));
  }

  private static DecryptionKeys decryption(PolicyReader policy) {
    Optional<PolicyElement> list = policy.child("decryption-keys");
    if (list.isEmpty()) {
      return DecryptionKeys.none();
    }
    PolicyReader reader = policy.of(list.get(), Set.of(), List.of("key"));
    DecryptionKeys keys = DecryptionKeys.none();
    for (PolicyElement child : reader.children("key")) {
      PolicyReader key = reader.of(child, Set.of("certificate-id"), Content.TEXT);
      refuseCertificate(child);
      try {
        byte[] secret = Base64.getDecoder().decode(secret(key));
        keys = keys.and(DecryptionKeys.secret(key.literal("id"), secret));
      } catch (IllegalArgumentException e) {
        // What was thrown may quote the secret.
        throw child.refusal("is no secret of 32, 48 or 64 bytes in Base64");
      }
    }
    if (keys.isEmpty()) {
      throw list.get().refusal("a <key> is missing");
    }
    return keys;
  }

  private static void refuseCertificate(PolicyElement key) {
    if (key.attribute("certificate-id").isPresent()) {
      throw key.refusal("certificate-id", "there is no store of certificates");
    }
  }

  private static String secret(PolicyReader reader) {
    return reader
        .text()
        .literal()
        .orElseThrow(() -> reader.element().refusal("expressions are not supported here"))
        .replaceAll("\\s", "");
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
    refuseCertificate(element);
    Optional<String> id = reader.literal("id");
    String secret = secret(reader);
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
    return check.run(exchange, rules.validator(exchange), trusted, decryption, TokenCheck.NOTHING);
  }
}
