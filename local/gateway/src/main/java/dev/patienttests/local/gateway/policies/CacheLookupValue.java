package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Value;
import dev.patienttests.local.gateway.policy.ValueCache;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code cache-lookup-value}: on a miss without default the variable is not set. */
record CacheLookupValue(ValueCache cache, Value key, String variable, Optional<Value> defaultValue)
    implements Policy {

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "cache-lookup-value",
        PolicyDefinition.EVERYWHERE,
        Set.of("key", "variable-name", "default-value", "caching-type"),
        Content.EMPTY,
        List.of(),
        CacheLookupValue::read);
  }

  private static CacheLookupValue read(PolicyReader reader) {
    CachingType.check(reader);
    return new CacheLookupValue(
        reader.services().cache(),
        reader.required("key"),
        reader.requiredLiteral("variable-name"),
        reader.optional("default-value"));
  }

  @Override
  public Flow run(Exchange exchange) {
    Optional<Object> found = cache.get(key.text(exchange));
    if (found.isPresent()) {
      exchange.variables().put(variable, found.get());
    } else if (defaultValue.isPresent()) {
      exchange.variables().put(variable, defaultValue.get().get(exchange));
    }
    return Flow.CONTINUE;
  }
}
