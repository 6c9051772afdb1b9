package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Headers;
import dev.patienttests.local.gateway.model.Response;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.PreflightPolicy;
import dev.patienttests.local.gateway.policy.Value;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * {@code cors}: says which origins a browser lets read the answers. The first such policy that
 * decides counts; a request without {@code Origin} is none of its business.
 */
record Cors(
    Value credentials,
    Value terminate,
    List<Value> origins,
    List<Value> methods,
    Optional<Value> maxAge,
    Set<String> headers,
    List<String> exposed)
    implements PreflightPolicy {
  static final String ANY = "*";
  private static final String ORIGIN = "Origin";
  private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

  /** An answer goes out with these headers, whoever makes it. */
  @Override
  public Flow run(Exchange exchange) {
    List<String> origin = exchange.request().headers().all(ORIGIN);
    if (origin.isEmpty() || exchange.later().contains(ALLOW_ORIGIN)) {
      return Flow.CONTINUE;
    }
    if (isAllowed(origin, exchange)) {
      allow(origin.get(0), exchange.later(), exchange);
      if (!exposed.isEmpty()) {
        exchange.later().set("Access-Control-Expose-Headers", String.join(",", exposed));
      }
      return Flow.CONTINUE;
    }
    return unmatched(exchange);
  }

  @Override
  public Flow preflight(Exchange exchange) {
    Headers asked = exchange.request().headers();
    List<String> origin = asked.all(ORIGIN);
    String method = asked.first("Access-Control-Request-Method").orElse("");
    List<String> wanted = names(String.join(",", asked.all("Access-Control-Request-Headers")));
    if (!isAllowed(origin, exchange) || !allowsMethod(method, exchange) || !allowsHeaders(wanted)) {
      return unmatched(exchange);
    }
    Response answer = Response.ok();
    allow(origin.get(0), answer.headers(), exchange);
    answer.headers().set("Access-Control-Allow-Methods", method);
    if (!wanted.isEmpty()) {
      answer.headers().set("Access-Control-Allow-Headers", String.join(",", wanted));
    }
    maxAge.ifPresent(
        age -> answer.headers().set("Access-Control-Max-Age", String.valueOf(age.whole(exchange))));
    exchange.response(Optional.of(answer));
    return Flow.END;
  }

  /** Browsers take an answer without these headers for a refusal. */
  private Flow unmatched(Exchange exchange) {
    if (!terminate.bool(exchange)) {
      return Flow.CONTINUE;
    }
    exchange.response(Optional.of(Response.ok()));
    return Flow.END;
  }

  private void allow(String origin, Headers answer, Exchange exchange) {
    boolean withCredentials = credentials.bool(exchange);
    // Browsers accept no asterisk for a request with credentials.
    answer.set(ALLOW_ORIGIN, isForAny() && !withCredentials ? ANY : origin);
    if (withCredentials) {
      answer.set("Access-Control-Allow-Credentials", "true");
    }
  }

  private boolean isForAny() {
    return origins.get(0).literal().map(String::strip).filter(ANY::equals).isPresent();
  }

  private boolean isAllowed(List<String> origin, Exchange exchange) {
    if (origin.size() != 1) {
      return false;
    }
    Optional<String> asking = CorsReader.origin(origin.get(0));
    for (Value value : origins) {
      String allowed = value.text(exchange).strip();
      if (allowed.equals(ANY)
          || (asking.isPresent() && CorsReader.origin(allowed).equals(asking))) {
        return true;
      }
    }
    return false;
  }

  private boolean allowsMethod(String method, Exchange exchange) {
    for (Value allowed : methods) {
      String name = allowed.text(exchange).strip();
      if (name.equals(ANY) || name.equalsIgnoreCase(method)) {
        return SetMethod.isMethod(method);
      }
    }
    return false;
  }

  private boolean allowsHeaders(List<String> wanted) {
    return wanted.stream()
        .allMatch(
            name ->
                HeaderEdit.isToken(name)
                    && (headers.contains(ANY) || headers.contains(name.toLowerCase(Locale.ROOT))));
  }

  private static List<String> names(String list) {
    return List.of(list.split(",", -1)).stream()
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
