package dev.patienttests.local.gateway.policy;

import dev.patienttests.local.gateway.expression.DotNetException;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.LastError;
import java.util.Optional;
import java.util.logging.Logger;

/**
 * A policy with its place.
 *
 * @param path position in its section, as {@code context.LastError.Path} shows it
 */
record Step(
    String name, Policy policy, Scope scope, Section section, String path, Optional<String> id) {
  private static final Logger LOG = Logger.getLogger(Step.class.getName());

  Flow run(Exchange exchange) {
    try {
      return policy.run(exchange);
    } catch (PolicyFailure e) {
      throw e.error().isPresent() ? e : e.at(place(e.reason(), e.getMessage()));
    } catch (DotNetException e) {
      PolicyFailure failure = PolicyFailure.expression(e.getMessage());
      throw failure.at(place(failure.reason(), failure.getMessage()));
    } catch (RuntimeException e) {
      // Its message may hold what the request held; where it came from does not.
      LOG.severe(
          () ->
              "Policy %s at %s failed: %s at %s"
                  .formatted(name, path, e.getClass().getName(), origin(e)));
      throw PolicyFailure.fault("InternalError", "Internal error in " + name)
          .at(place("InternalError", "Internal error in " + name));
    }
  }

  private static String origin(RuntimeException e) {
    return e.getStackTrace().length == 0 ? "?" : e.getStackTrace()[0].toString();
  }

  private LastError place(String reason, String message) {
    return new LastError(
        name,
        reason,
        message,
        Optional.of(scope.text()),
        Optional.of(section.element()),
        Optional.of(path),
        id);
  }
}
