package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a request carries its token.
 *
 * @param scheme what has to stand before it in header {@code Authorization}
 */
record TokenPlace(Kind kind, Value name, Optional<Value> scheme) {
  private static final String AUTHORIZATION = "Authorization";

  /** What attribute says it. */
  enum Kind {
    HEADER("header-name"),
    QUERY("query-parameter-name"),
    VALUE("token-value");

    private final String attribute;

    Kind(String attribute) {
      this.attribute = attribute;
    }
  }

  /**
   * What a request carries.
   *
   * @param token empty where there is none
   * @param several whether there are several; nobody knows which one the backend would read
   */
  record Found(String token, boolean several) {}

  /**
   * Reads the attribute that names the place.
   *
   * @param otherwise the header where none does
   */
  static TokenPlace read(PolicyReader reader, Optional<String> otherwise) {
    List<TokenPlace> places = new ArrayList<>();
    Optional<Value> scheme = reader.optional("require-scheme");
    for (Kind kind : Kind.values()) {
      reader.optional(kind.attribute).ifPresent(v -> places.add(new TokenPlace(kind, v, scheme)));
    }
    if (places.isEmpty() && otherwise.isPresent()) {
      return new TokenPlace(Kind.HEADER, Value.literal(otherwise.get()), scheme);
    }
    if (places.size() != 1) {
      throw reader
          .element()
          .refusal("needs one of header-name, query-parameter-name and token-value");
    }
    return places.get(0);
  }

  Found find(Exchange exchange) {
    String place = name.text(exchange);
    return switch (kind) {
      case HEADER -> header(place, exchange);
      case QUERY -> one(parameters(place, exchange));
      case VALUE -> new Found(place.strip(), false);
    };
  }

  private Found header(String header, Exchange exchange) {
    Found found = one(exchange.request().headers().all(header));
    int blank = found.token().indexOf(' ');
    String given = blank < 0 ? "" : found.token().substring(0, blank);
    if (header.equalsIgnoreCase(AUTHORIZATION)
        && scheme.filter(s -> !s.text(exchange).equalsIgnoreCase(given)).isPresent()) {
      return new Found("", found.several());
    }
    String token = found.token().substring(blank + 1).strip();
    // A scheme alone carries nothing.
    return new Found(token.equalsIgnoreCase("Bearer") ? "" : token, found.several());
  }

  private static List<String> parameters(String name, Exchange exchange) {
    return exchange.request().url().parameters().entrySet().stream()
        .filter(parameter -> parameter.getKey().equalsIgnoreCase(name))
        .flatMap(parameter -> parameter.getValue().stream())
        .toList();
  }

  private static Found one(List<String> values) {
    return values.size() == 1
        ? new Found(values.get(0).strip(), false)
        : new Found("", values.size() > 1);
  }
}
