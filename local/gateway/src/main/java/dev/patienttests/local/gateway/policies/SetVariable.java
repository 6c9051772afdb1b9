package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.expression.RuntimeTypes;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.Value;
import java.util.List;
import java.util.Set;

/** {@code set-variable}: keeps a value, with its type, for the rest of the request. */
record SetVariable(String name, Value value) implements Policy {

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "set-variable",
        PolicyDefinition.EVERYWHERE,
        Set.of("name", "value"),
        Content.EMPTY,
        List.of(),
        reader -> new SetVariable(reader.requiredLiteral("name"), reader.required("value")));
  }

  @Override
  public Flow run(Exchange exchange) {
    Object result = value.get(exchange);
    boolean allowed = RuntimeTypes.mayBeVariable(result);
    if (!allowed) {
      throw PolicyFailure.expression("A variable cannot hold a value of this type.");
    }
    exchange.variables().put(name, result);
    return Flow.CONTINUE;
  }
}
