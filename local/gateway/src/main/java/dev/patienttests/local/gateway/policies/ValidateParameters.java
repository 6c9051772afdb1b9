package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.contract.OperationContract;
import dev.patienttests.local.gateway.contract.OperationContract.In;
import dev.patienttests.local.gateway.contract.OperationContract.Parameter;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Operation;
import dev.patienttests.local.gateway.model.Request;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Section;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code validate-parameters}: path, query and headers of a request against the API's document. */
final class ValidateParameters implements Policy {
  private static final String NAME = "validate-parameters";

  /** OpenAPI says of parameters with these names that they are to be ignored. */
  private static final Set<String> NO_PARAMETERS =
      Set.of("accept", "content-type", "authorization");

  private static final Map<In, ParameterFindings> FINDINGS =
      Map.of(
          In.PATH, new ParameterFindings("PathParameter", "path parameter"),
          In.QUERY, new ParameterFindings("QueryParameter", "query parameter"),
          In.HEADER, new ParameterFindings("RequestHeader", "header"));

  private final Optional<String> variable;
  private final Map<In, ActionOverrides> actions = new EnumMap<>(In.class);

  private ValidateParameters(PolicyReader reader) {
    ActionOverrides all =
        new ActionOverrides(
            ValidationAction.required(reader, "specified-parameter-action"),
            ValidationAction.required(reader, "unspecified-parameter-action"),
            Map.of());
    this.variable = reader.literal("errors-variable-name");
    actions.put(In.HEADER, all.child(reader, "headers", true));
    actions.put(In.QUERY, all.child(reader, "query", true));
    actions.put(In.PATH, all.child(reader, "path", false));
    reader.validatesMessages();
  }

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        NAME,
        Set.of(Section.INBOUND),
        Set.of(
            "specified-parameter-action", "unspecified-parameter-action", "errors-variable-name"),
        Content.CHILDREN,
        List.of("headers", "query", "path"),
        ValidateParameters::new);
  }

  @Override
  public Flow run(Exchange exchange) {
    OperationContract contract =
        exchange.operation().map(Operation::contract).orElse(OperationContract.NONE);
    Findings findings = new Findings(NAME, exchange, variable, true);
    for (In in : List.of(In.PATH, In.QUERY, In.HEADER)) {
      check(in, contract.parameters(), given(in, exchange.request()), exchange, findings);
    }
    return Flow.CONTINUE;
  }

  private static Map<String, List<String>> given(In in, Request request) {
    Map<String, List<String>> given = new LinkedHashMap<>();
    switch (in) {
      case PATH ->
          request.matchedParameters().forEach((name, value) -> given.put(name, List.of(value)));
      case QUERY -> given.putAll(request.url().parameters());
      case HEADER -> given.putAll(request.headers().asMap());
    }
    return given;
  }

  private void check(
      In in,
      List<Parameter> parameters,
      Map<String, List<String>> given,
      Exchange exchange,
      Findings findings) {
    ActionOverrides overrides = actions.get(in);
    Set<String> known = new HashSet<>();
    for (Parameter parameter : parameters) {
      String key = ParameterFindings.key(parameter.name());
      if (parameter.in() != in || (in == In.HEADER && NO_PARAMETERS.contains(key))) {
        continue;
      }
      known.add(key);
      ValidationAction action = overrides.of(parameter.name(), true).get(exchange);
      if (action != ValidationAction.IGNORE) {
        findings.add(action, FINDINGS.get(in).specified(parameter, values(given, key)));
      }
    }
    for (String name : given.keySet()) {
      if (!known.contains(ParameterFindings.key(name))) {
        findings.add(overrides.of(name, false).get(exchange), FINDINGS.get(in).unspecified(name));
      }
    }
  }

  private static List<String> values(Map<String, List<String>> given, String key) {
    List<String> values = new ArrayList<>();
    for (Map.Entry<String, List<String>> entry : given.entrySet()) {
      if (ParameterFindings.key(entry.getKey()).equals(key)) {
        values.addAll(entry.getValue());
      }
    }
    return values;
  }
}
