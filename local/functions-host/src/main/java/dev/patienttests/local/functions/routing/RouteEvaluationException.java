package dev.patienttests.local.functions.routing;

/** A route threw while it was matched: the request ends with 500. */
public final class RouteEvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RouteEvaluationException(String message, Throwable cause) {
    super(message, cause);
  }
}
