package dev.patienttests.local.functions.routing;

/** The route table cannot be built: the host does not start and no function is reachable. */
public final class RouteSetupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RouteSetupException(String message) {
    super(message);
  }

  RouteSetupException(String function, String template, RouteSetupException cause) {
    super(
        "function '%s', route template '%s': %s".formatted(function, template, cause.getMessage()),
        cause);
  }
}
