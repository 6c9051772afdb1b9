package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.IdentityTokens;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Section;
import dev.patienttests.local.gateway.policy.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code authentication-managed-identity}: a token as header, or in a variable only. */
record AuthenticationManagedIdentity(
    IdentityTokens tokens,
    Value resource,
    Optional<String> clientId,
    Optional<String> variable,
    boolean ignoreError)
    implements Policy {

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "authentication-managed-identity",
        Set.of(Section.INBOUND, Section.OUTBOUND),
        Set.of("resource", "client-id", "output-token-variable-name", "ignore-error"),
        Content.EMPTY,
        List.of(),
        AuthenticationManagedIdentity::read);
  }

  static AuthenticationManagedIdentity read(PolicyReader reader) {
    return new AuthenticationManagedIdentity(
        reader.services().identity(),
        reader.required("resource"),
        reader.literal("client-id"),
        reader.literal("output-token-variable-name"),
        reader.flag("ignore-error", false));
  }

  /** In a thread that may wait. */
  void apply(Headers headers, Exchange exchange) {
    try {
      String wanted = resource.text(exchange);
      apply(exchange.outsideShared(() -> tokens.token(wanted, clientId)), headers, exchange);
    } catch (PolicyFailure e) {
      if (!ignoreError) {
        throw e;
      }
    }
  }

  private void apply(String token, Headers headers, Exchange exchange) {
    if (variable.isPresent()) {
      exchange.variables().put(variable.get(), token);
    } else {
      headers.set("Authorization", "Bearer " + token);
    }
  }

  @Override
  public Flow run(Exchange exchange) {
    Headers headers = exchange.request().headers();
    if (exchange.parking().forThread()) {
      Optional<String> token = tokens.atHand(resource.text(exchange), clientId);
      token.ifPresent(value -> apply(value, headers, exchange));
      return token.isPresent() ? Flow.CONTINUE : Flow.PARKED;
    }
    apply(headers, exchange);
    return Flow.CONTINUE;
  }
}
