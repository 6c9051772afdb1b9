package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.document.PolicyElement;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.policies.Findings.Finding;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Section;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code validate-status-code}: the status of a response against the API's document. */
final class ValidateStatusCode implements Policy {
  private static final String NAME = "validate-status-code";

  private final ValidationAction.Given unspecified;
  private final Optional<String> variable;
  private final Map<String, ValidationAction.Given> codes;

  private ValidateStatusCode(PolicyReader reader) {
    this.unspecified = ValidationAction.required(reader, "unspecified-status-code-action");
    this.variable = reader.literal("errors-variable-name");
    for (PolicyElement child : reader.children("status-code")) {
      reader.of(child, Set.of("code", "action"), Content.EMPTY).number("code", 100, 999);
    }
    this.codes = ActionOverrides.named(reader, "status-code", "code");
  }

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        NAME,
        Set.of(Section.OUTBOUND, Section.ON_ERROR),
        Set.of("unspecified-status-code-action", "errors-variable-name"),
        Content.CHILDREN,
        List.of("status-code"),
        ValidateStatusCode::new);
  }

  @Override
  public Flow run(Exchange exchange) {
    int status = Responses.current(exchange).status();
    boolean known =
        exchange.operation().isEmpty()
            || exchange.operation().get().contract().response(status).isPresent();
    if (!known) {
      String code = String.valueOf(status);
      new Findings(NAME, exchange, variable, false)
          .add(
              codes.getOrDefault(code, unspecified).get(exchange),
              Finding.internal(
                  code,
                  "StatusCode",
                  "Unspecified",
                  "Response status code " + code + " is not allowed."));
    }
    return Flow.CONTINUE;
  }
}
