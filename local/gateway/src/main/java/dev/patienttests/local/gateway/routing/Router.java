package dev.patienttests.local.gateway.routing;

import dev.patienttests.local.gateway.GatewayConfig.Api;
import dev.patienttests.local.gateway.contract.OpenApiReader;
import dev.patienttests.local.gateway.model.Operation;
import dev.patienttests.local.gateway.model.RequestUrl;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds API and operation by prefix, template and method. Paths are compared without regard to
 * case. A path with dot segments, empty segments or escaped separators matches nothing, so that no
 * request leaves its API's prefix.
 */
public final class Router {

  /**
   * What a request matched.
   *
   * @param operation absent where only the API matched
   * @param pathBelow escaped path below the API's prefix, as the client sent it
   */
  public record Match(
      Api api, Optional<Operation> operation, Map<String, String> parameters, String pathBelow) {}

  private record Route(String method, RouteTemplate template, Operation operation) {}

  private record ApiRoutes(Api api, List<String> prefix, List<Route> routes) {}

  private final List<ApiRoutes> apis = new ArrayList<>();
  private final Map<String, List<Operation>> operations = new HashMap<>();

  /**
   * Reads the operations of all APIs.
   *
   * @throws IllegalArgumentException where a document cannot be used
   */
  public Router(List<Api> apis) {
    for (Api api : apis) {
      List<Operation> found =
          OpenApiReader.operations(api.openApiOrigin(), api.openApi(), api.queryInTemplates());
      operations.put(api.id(), found);
      List<Route> routes = new ArrayList<>();
      for (Operation operation : found) {
        routes.add(
            new Route(operation.method(), new RouteTemplate(operation.urlTemplate()), operation));
      }
      routes.sort(Comparator.comparing(route -> route.template().order()));
      List<String> prefix = api.path().isEmpty() ? List.of() : RouteTemplate.split(api.path());
      this.apis.add(new ApiRoutes(api, prefix, routes));
    }
    this.apis.sort(Comparator.comparing(a -> -a.prefix().size()));
  }

  /** The operations of an API. */
  public List<Operation> operations(Api api) {
    return operations.get(api.id());
  }

  /** Finds what a request means. */
  public Optional<Match> match(String method, RequestUrl url) {
    Optional<List<String>> segments = PathSegments.decoded(url.path());
    if (segments.isEmpty()) {
      return Optional.empty();
    }
    for (ApiRoutes candidate : apis) {
      if (startsWith(segments.get(), candidate.prefix())) {
        return Optional.of(match(candidate, method, url, segments.get()));
      }
    }
    return Optional.empty();
  }

  private static Match match(
      ApiRoutes candidate, String method, RequestUrl url, List<String> segments) {
    int skipped = candidate.prefix().size();
    List<String> rest = segments.subList(skipped, segments.size());
    String below = below(url.path(), skipped);
    for (Route route : candidate.routes()) {
      if (route.method().equals(method)) {
        // The root of an API is its prefix with or without a slash.
        List<String> compared = rest.isEmpty() ? List.of("") : rest;
        Optional<Map<String, String>> parameters = route.template().match(compared, url);
        if (parameters.isPresent()) {
          return new Match(
              candidate.api(), Optional.of(route.operation()), parameters.get(), below);
        }
      }
    }
    return new Match(candidate.api(), Optional.empty(), Map.of(), below);
  }

  private static String below(String path, int segments) {
    int at = 0;
    for (int i = 0; i < segments; i++) {
      int next = path.indexOf('/', at + 1);
      at = next < 0 ? path.length() : next;
    }
    return path.substring(at);
  }

  private static boolean startsWith(List<String> segments, List<String> prefix) {
    if (segments.size() < prefix.size()) {
      return false;
    }
    for (int i = 0; i < prefix.size(); i++) {
      if (!segments.get(i).equalsIgnoreCase(prefix.get(i))) {
        return false;
      }
    }
    return true;
  }
}
