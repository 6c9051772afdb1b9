package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.model.CacheSlot;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.Response;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.ResponseCache;
import dev.patienttests.local.gateway.policy.Section;
import dev.patienttests.local.gateway.policy.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code cache-store}: keeps the response as it is now, where {@code cache-lookup} has found the
 * request fit for it. A response that sets a cookie is for one caller and is not kept.
 */
record CacheStore(ResponseCache cache, Value duration, Optional<Value> any) implements Policy {
  private static final long LONGEST_SECONDS = 315_360_000;

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "cache-store",
        Set.of(Section.OUTBOUND),
        Set.of("duration", "cache-response", "caching-mode"),
        Content.EMPTY,
        List.of(),
        CacheStore::read);
  }

  private static CacheStore read(PolicyReader reader) {
    Value duration = reader.required("duration");
    if (duration.literal().isPresent()) {
      reader.number("duration", 0, Integer.MAX_VALUE);
    }
    // Older documents have it, made by the portal.
    reader.choice("caching-mode", "cache-on", Set.of("cache-on"));
    boolean said = reader.element().attribute("cache-response").isPresent();
    return new CacheStore(
        reader.services().responses(),
        duration,
        said ? Optional.of(reader.condition("cache-response")) : Optional.empty());
  }

  @Override
  public Flow run(Exchange exchange) {
    if (exchange.slot().isEmpty()) {
      return Flow.CONTINUE;
    }
    CacheSlot slot = exchange.slot().get();
    Response response = Responses.current(exchange);
    Duration kept = Duration.ofSeconds(Math.min(LONGEST_SECONDS, duration.whole(exchange)));
    boolean fits = any.isPresent() ? any.get().bool(exchange) : response.status() == 200;
    boolean stores = fits && !kept.isZero() && !response.headers().contains("Set-Cookie");
    if (stores) {
      cache.put(slot.key(), response, kept);
    }
    Instant now = exchange.now();
    tellDownstream(response.headers(), slot, now, stores ? now.plus(kept) : now);
    return Flow.CONTINUE;
  }

  /** Says to others what they may keep; what the back end said is replaced. */
  static void tellDownstream(Headers headers, CacheSlot slot, Instant now, Instant expires) {
    long seconds = Duration.between(now, expires).toSeconds();
    headers.remove("Expires");
    if (slot.downstream().equals("none") || seconds <= 0) {
      headers.set("Cache-Control", "no-store");
      return;
    }
    String revalidate = slot.mustRevalidate() ? ", must-revalidate" : "";
    headers.set("Cache-Control", slot.downstream() + ", max-age=" + seconds + revalidate);
  }
}
