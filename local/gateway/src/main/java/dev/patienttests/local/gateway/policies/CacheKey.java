package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.RequestUrl;
import dev.patienttests.local.gateway.policy.Value;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What tells requests apart for {@code cache-lookup}: product, API, operation and path always; the
 * query as a whole, or only the parameters that are named; never the subscription key.
 */
record CacheKey(
    Value byDeveloper, Value byGroups, List<String> headers, List<String> queryParameters) {
  private static final String BETWEEN = "\n";

  /** None of the parts can hold a line break, so that two requests never make one key. */
  String of(Exchange exchange) {
    RequestUrl url = exchange.request().originalUrl();
    StringBuilder key = new StringBuilder();
    key.append(exchange.product().map(p -> p.id()).orElse("")).append(BETWEEN);
    key.append(exchange.api().map(a -> a.id()).orElse("")).append(BETWEEN);
    key.append(exchange.operation().map(o -> o.id()).orElse("")).append(BETWEEN);
    key.append(url.path()).append(BETWEEN);
    // The service tells developers apart, who own subscriptions: this is finer.
    if (byDeveloper.bool(exchange) || byGroups.bool(exchange)) {
      key.append(exchange.subscription().map(s -> s.id()).orElse(""));
    }
    for (String header : headers) {
      key.append(BETWEEN).append(lines(exchange.request().headers().all(header)));
    }
    key.append(BETWEEN).append(query(exchange, url));
    return key.toString();
  }

  private String query(Exchange exchange, RequestUrl url) {
    String keyName = exchange.api().map(a -> a.keyQueryParameter()).orElse("");
    return url.parameters().entrySet().stream()
        .filter(parameter -> !parameter.getKey().equalsIgnoreCase(keyName))
        .filter(parameter -> queryParameters.isEmpty() || isNamed(parameter))
        .map(parameter -> lines(List.of(parameter.getKey())) + "=" + lines(parameter.getValue()))
        .collect(Collectors.joining("&"));
  }

  private boolean isNamed(Map.Entry<String, List<String>> parameter) {
    return queryParameters.stream().anyMatch(name -> name.equalsIgnoreCase(parameter.getKey()));
  }

  /** Decoded values may hold anything; so written, their borders stay where they are. */
  private static String lines(List<String> values) {
    return values.stream()
        .map(value -> value.length() + ":" + value)
        .collect(Collectors.joining(","));
  }
}
