package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.contract.OperationContract.Parameter;
import dev.patienttests.local.gateway.contract.OperationContract.ResponseContract;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Response;
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

/** {@code validate-headers}: headers of a response against the API's document. */
final class ValidateHeaders implements Policy {
  private static final String NAME = "validate-headers";
  private static final ParameterFindings FINDINGS =
      new ParameterFindings("ResponseHeader", "header");

  private final Optional<String> variable;
  private final ActionOverrides actions;

  private ValidateHeaders(PolicyReader reader) {
    this.actions =
        new ActionOverrides(
            ValidationAction.required(reader, "specified-header-action"),
            ValidationAction.required(reader, "unspecified-header-action"),
            ActionOverrides.named(reader, "header", "name"));
    this.variable = reader.literal("errors-variable-name");
    reader.validatesMessages();
  }

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        NAME,
        Set.of(Section.OUTBOUND, Section.ON_ERROR),
        Set.of("specified-header-action", "unspecified-header-action", "errors-variable-name"),
        Content.CHILDREN,
        List.of("header"),
        ValidateHeaders::new);
  }

  @Override
  public Flow run(Exchange exchange) {
    if (exchange.operation().isEmpty()) {
      return Flow.CONTINUE;
    }
    Response response = Responses.current(exchange);
    Map<String, Parameter> specified =
        exchange
            .operation()
            .flatMap(operation -> operation.contract().response(response.status()))
            .map(ResponseContract::headers)
            .orElse(Map.of());
    Findings findings = new Findings(NAME, exchange, variable, false);
    for (Parameter header : specified.values()) {
      ValidationAction action = actions.of(header.name(), true).get(exchange);
      if (action != ValidationAction.IGNORE) {
        findings.add(action, FINDINGS.specified(header, response.headers().all(header.name())));
      }
    }
    for (String name : response.headers().asMap().keySet()) {
      if (!specified.containsKey(ParameterFindings.key(name))) {
        findings.add(actions.of(name, false).get(exchange), FINDINGS.unspecified(name));
      }
    }
    return Flow.CONTINUE;
  }
}
