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
import java.util.Set;

/** {@code cache-remove-value}. */
record CacheRemoveValue(ValueCache cache, Value key) implements Policy {

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "cache-remove-value",
        PolicyDefinition.EVERYWHERE,
        Set.of("key", "caching-type", "fail-on-cache-removal-error"),
        Content.EMPTY,
        List.of(),
        CacheRemoveValue::read);
  }

  private static CacheRemoveValue read(PolicyReader reader) {
    CachingType.check(reader);
    reader.flag("fail-on-cache-removal-error", false);
    return new CacheRemoveValue(reader.services().cache(), reader.required("key"));
  }

  @Override
  public Flow run(Exchange exchange) {
    cache.remove(key.text(exchange));
    return Flow.CONTINUE;
  }
}
