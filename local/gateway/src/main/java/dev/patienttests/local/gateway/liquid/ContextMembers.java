package dev.patienttests.local.gateway.liquid;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Request;
import dev.patienttests.local.gateway.model.RequestUrl;
import dev.patienttests.local.gateway.model.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What templates see of {@code context} (Azure documentation, set-body). */
final class ContextMembers {
  private static final Set<String> URL =
      Set.of("Scheme", "Host", "Port", "Path", "Query", "QueryString", "ToUri", "ToString");
  private static final Map<String, Set<String>> MEMBERS =
      Map.of(
          "context",
          Set.of("Request", "Response", "Variables"),
          "Request",
          Set.of(
              "Url",
              "Method",
              "OriginalMethod",
              "OriginalUrl",
              "IpAddress",
              "MatchedParameters",
              "HasBody",
              "Headers"),
          "Response",
          Set.of("StatusCode", "Headers"),
          "Url",
          URL,
          "OriginalUrl",
          URL);

  private ContextMembers() {}

  /** Refuses members that there are not. */
  static void check(Operand.Path path, int index) {
    String owner = "context";
    for (Operand.Part part : path.parts()) {
      Set<String> known = MEMBERS.get(owner);
      if (known == null) {
        return;
      }
      boolean named = part.key() instanceof Operand.Literal l && known.contains(l.constant());
      if (!named || part.bracketed()) {
        throw new LiquidSyntaxException(
            part.index(), owner + " has no such member here; known: " + new TreeSet<>(known));
      }
      owner = (String) ((Operand.Literal) part.key()).constant();
    }
    if (MEMBERS.containsKey(owner) && !owner.endsWith("Url")) {
      throw new LiquidSyntaxException(index, owner + " has no text of its own");
    }
  }

  /** The members with their values. */
  static Map<String, Object> of(Exchange exchange) {
    Map<String, Object> context = new HashMap<>();
    context.put("Request", request(exchange.request()));
    exchange.response().ifPresent(response -> context.put("Response", response(response)));
    context.put("Variables", exchange.variables());
    return context;
  }

  private static Map<String, Object> request(Request request) {
    return Map.of(
        "Url",
        url(request.url()),
        "Method",
        request.method(),
        "OriginalMethod",
        request.originalMethod(),
        "OriginalUrl",
        url(request.originalUrl()),
        "IpAddress",
        request.ipAddress(),
        "MatchedParameters",
        ignoringCase(request.matchedParameters()),
        "HasBody",
        request.body().isPresent(),
        "Headers",
        ignoringCase(request.headers().asMap()));
  }

  private static Map<String, Object> response(Response response) {
    return Map.of(
        "StatusCode",
        (long) response.status(),
        "Headers",
        ignoringCase(response.headers().asMap()));
  }

  private static Members url(RequestUrl url) {
    Map<String, Object> members = new HashMap<>();
    members.put("Scheme", url.scheme());
    members.put("Host", url.host());
    members.put("Port", (long) url.port());
    members.put("Path", url.path());
    members.put("Query", ignoringCase(url.parameters()));
    members.put("QueryString", url.queryString());
    members.put("ToUri", url.toString());
    members.put("ToString", url.toString());
    return new Members(members, url.toString());
  }

  private static Map<String, Object> ignoringCase(Map<String, ?> values) {
    Map<String, Object> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    values.forEach((name, value) -> map.put(name, value instanceof List<?> all ? one(all) : value));
    return map;
  }

  /** Several lines are one value, as expressions see them. */
  private static String one(List<?> lines) {
    return String.join(",", lines.stream().map(String::valueOf).toList());
  }
}
