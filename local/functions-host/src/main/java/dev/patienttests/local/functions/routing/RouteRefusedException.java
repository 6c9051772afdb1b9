package dev.patienttests.local.functions.routing;

/** A route that the real host would take and that this host declines, with the reason. */
public final class RouteRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RouteRefusedException(String message) {
    super(message);
  }
}
