package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.document.PolicyElement;
import dev.patienttests.local.gateway.model.CacheSlot;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.Request;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.ResponseCache;
import dev.patienttests.local.gateway.policy.Section;
import dev.patienttests.local.gateway.policy.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * {@code cache-lookup}: answers a GET with a response that {@code cache-store} kept. Outbound then
 * goes on after that policy. A request with {@code Authorization} has no part in it, unless it is
 * said to.
 */
record CacheLookup(
    ResponseCache cache, CacheKey keys, Value allowPrivate, Value downstream, Value mustRevalidate)
    implements Policy {
  private static final Set<String> DOWNSTREAM = Set.of("none", "private", "public");

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "cache-lookup",
        Set.of(Section.INBOUND),
        Set.of(
            "vary-by-developer",
            "vary-by-developer-groups",
            "caching-type",
            "downstream-caching-type",
            "must-revalidate",
            "allow-private-response-caching"),
        Content.CHILDREN,
        List.of("vary-by-header", "vary-by-query-parameter"),
        CacheLookup::read);
  }

  private static CacheLookup read(PolicyReader reader) {
    CachingType.check(reader);
    Optional<Value> downstream = reader.optional("downstream-caching-type");
    if (downstream.flatMap(Value::literal).isPresent()) {
      reader.choice("downstream-caching-type", "none", DOWNSTREAM);
    }
    List<String> headers = texts(reader, "vary-by-header");
    for (String name : headers) {
      if (!HeaderEdit.isToken(name)) {
        throw reader.element().refusal("'" + name + "' is no header name");
      }
    }
    List<String> parameters = new ArrayList<>();
    for (String names : texts(reader, "vary-by-query-parameter")) {
      for (String name : names.split(";", -1)) {
        parameters.add(name.strip());
      }
    }
    return new CacheLookup(
        reader.services().responses(),
        new CacheKey(
            reader.condition("vary-by-developer", false),
            reader.condition("vary-by-developer-groups", false),
            headers,
            List.copyOf(parameters)),
        reader.condition("allow-private-response-caching", false),
        downstream.orElse(Value.literal("none")),
        reader.condition("must-revalidate", true));
  }

  private static List<String> texts(PolicyReader reader, String child) {
    List<String> texts = new ArrayList<>();
    for (PolicyElement element : reader.children(child)) {
      String text =
          reader
              .of(element, Set.of(), Content.TEXT)
              .text()
              .literal()
              .orElseThrow(() -> element.refusal("expressions are not allowed here"))
              .strip();
      if (text.isEmpty()) {
        throw element.refusal("is empty");
      }
      texts.add(text);
    }
    return List.copyOf(texts);
  }

  @Override
  public Flow run(Exchange exchange) {
    Request request = exchange.request();
    boolean shared = !request.headers().contains("Authorization") || allowPrivate.bool(exchange);
    if (!request.method().equals("GET") || !shared || says(request.headers(), "no-store")) {
      return Flow.CONTINUE;
    }
    String kind = downstream.text(exchange);
    if (!DOWNSTREAM.contains(kind)) {
      throw PolicyFailure.expression("The value is none of none, private and public.");
    }
    CacheSlot slot = new CacheSlot(keys.of(exchange), kind, mustRevalidate.bool(exchange));
    exchange.slot(slot);
    Optional<ResponseCache.Stored> stored =
        says(request.headers(), "no-cache") ? Optional.empty() : cache.get(slot.key());
    if (stored.isEmpty()) {
      return Flow.CONTINUE;
    }
    exchange.response(Optional.of(stored.get().response()));
    CacheStore.tellDownstream(
        stored.get().response().headers(), slot, exchange.now(), stored.get().expires());
    return Flow.ANSWERED;
  }

  private static boolean says(Headers headers, String directive) {
    for (String line : headers.all("Cache-Control")) {
      for (String part : line.toLowerCase(Locale.ROOT).split(",", -1)) {
        if (part.strip().equals(directive)) {
          return true;
        }
      }
    }
    return false;
  }
}
