package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.expression.RuntimeTypes;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Response;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Value;
import dev.patienttests.local.gateway.policy.ValueCache;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** {@code cache-store-value}. A null is not kept. */
record CacheStoreValue(ValueCache cache, Value key, Value value, Value duration) implements Policy {

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "cache-store-value",
        PolicyDefinition.EVERYWHERE,
        Set.of("key", "value", "duration", "caching-type"),
        Content.EMPTY,
        List.of(),
        CacheStoreValue::read);
  }

  private static CacheStoreValue read(PolicyReader reader) {
    CachingType.check(reader);
    Value duration = reader.required("duration");
    if (duration.literal().isPresent()) {
      reader.number("duration", 0, Integer.MAX_VALUE);
    }
    return new CacheStoreValue(
        reader.services().cache(), reader.required("key"), reader.required("value"), duration);
  }

  @Override
  public Flow run(Exchange exchange) {
    Object kept = value.get(exchange);
    if (kept != null) {
      if (!RuntimeTypes.mayBeVariable(kept) && !(kept instanceof Response)) {
        throw PolicyFailure.expression("The cache cannot hold a value of this type.");
      }
      long seconds = Math.min(Integer.MAX_VALUE, duration.whole(exchange));
      cache.put(key.text(exchange), kept, Duration.ofSeconds(seconds));
    }
    return Flow.CONTINUE;
  }
}
