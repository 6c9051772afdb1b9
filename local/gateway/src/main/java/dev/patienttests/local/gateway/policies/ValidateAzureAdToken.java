package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.document.PolicyElement;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Section;
import dev.patienttests.local.gateway.policy.Value;
import dev.patienttests.local.jwt.Claims;
import dev.patienttests.local.jwt.OpenIdConfiguration;
import dev.patienttests.local.jwt.SigningKeys;
import dev.patienttests.local.jwt.TrustedIssuers;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code validate-azure-ad-token}: refuses a request without a good token of a tenant of Microsoft
 * Entra, in either of its versions. The application that asked for it is claim {@code azp} or, in
 * version 1, {@code appid}.
 */
record ValidateAzureAdToken(
    TokenCheck check,
    TokenRules rules,
    TrustedIssuers trusted,
    List<Value> clients,
    boolean organizations)
    implements Policy {
  private static final String CLIENTS = "client-application-ids";
  private static final String HOST = "https://login.microsoftonline.com";

  /** The tenant of personal accounts, which is no organization. */
  private static final String PERSONAL = "9188040d-6c67-4c5b-b112-36a304b66dad";

  private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*");

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "validate-azure-ad-token",
        Set.of(Section.INBOUND),
        Set.of(
            "tenant-id",
            "header-name",
            "query-parameter-name",
            "token-value",
            "authentication-endpoint",
            "failed-validation-httpcode",
            "failed-validation-error-message",
            "output-token-variable-name"),
        Content.CHILDREN,
        List.of(
            CLIENTS,
            "backend-application-ids",
            CLIENTS, // the statement and the table of the policy's page differ
            "audiences",
            "required-claims",
            "decryption-keys"),
        ValidateAzureAdToken::read);
  }

  private static ValidateAzureAdToken read(PolicyReader reader) {
    Optional<PolicyElement> decryption = reader.child("decryption-keys");
    if (decryption.isPresent()) {
      // All that may stand there names a certificate.
      throw decryption.get().refusal("there is no store of certificates");
    }
    Optional<List<Value>> clients = reader.list(CLIENTS, "application-id");
    List<Value> audiences = new ArrayList<>(reader.list("audiences", "audience").orElse(List.of()));
    audiences.addAll(reader.list("backend-application-ids", "application-id").orElse(List.of()));
    if (clients.isEmpty() && audiences.isEmpty()) {
      throw reader.element().refusal("needs client-application-ids or audiences");
    }
    URI metadata = metadata(reader);
    OpenIdConfiguration tenant = reader.services().providers().at(metadata);
    return new ValidateAzureAdToken(
        TokenCheck.read(reader, Optional.of("Authorization")),
        TokenRules.of(reader, List.copyOf(audiences)),
        new TrustedIssuers(List.of(tenant), SigningKeys.none(), true),
        clients.orElse(List.of()),
        metadata.getPath().startsWith("/organizations/"));
  }

  /** The tenant's metadata, of an id, a domain or a URL that ends in one of them. */
  private static URI metadata(PolicyReader reader) {
    String endpoint = reader.literal("authentication-endpoint").map(String::strip).orElse(HOST);
    String tenant = reader.requiredLiteral("tenant-id").strip().replaceFirst("/+$", "");
    int slash = tenant.lastIndexOf('/');
    if (tenant.startsWith("https://") && slash >= "https://".length()) {
      endpoint = tenant.substring(0, slash);
      tenant = tenant.substring(slash + 1);
    }
    if (!TENANT.matcher(tenant).matches()) {
      throw reader.element().refusal("tenant-id", "is no id, domain or URL of a tenant");
    }
    endpoint = endpoint.startsWith("https://") ? endpoint : "https://" + endpoint;
    try {
      return URI.create(
          endpoint.replaceFirst("/+$", "")
              + "/"
              + tenant
              + "/v2.0/.well-known/openid-configuration");
    } catch (IllegalArgumentException e) {
      throw reader.element().refusal("authentication-endpoint", "is no host or https URL");
    }
  }

  @Override
  public Flow run(Exchange exchange) {
    return check.run(
        exchange, rules.validator(exchange), trusted, token -> checkClient(token, exchange));
  }

  private Optional<RequiredClaims.Refusal> checkClient(Claims token, Exchange exchange) {
    if (organizations && token.first("tid").filter(PERSONAL::equalsIgnoreCase).isPresent()) {
      return notAllowed("tid", PERSONAL);
    }
    if (clients.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> client = token.first("azp").or(() -> token.first("appid"));
    if (client.isEmpty()) {
      return Optional.of(
          new RequiredClaims.Refusal(
              "TokenClaimNotFound",
              "JWT token is missing the following claims: azp. Access denied."));
    }
    boolean known =
        clients.stream().anyMatch(c -> c.text(exchange).strip().equalsIgnoreCase(client.get()));
    return known ? Optional.empty() : notAllowed("azp", client.get());
  }

  private static Optional<RequiredClaims.Refusal> notAllowed(String claim, String value) {
    return Optional.of(
        new RequiredClaims.Refusal(
            "TokenClaimValueNotAllowed",
            "Claim " + claim + " value of " + value + " is not allowed. Access denied."));
  }
}
