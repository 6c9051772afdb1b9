package dev.patienttests.local.gateway.policy;

import dev.patienttests.local.gateway.expression.DotNetException;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.LastError;
import dev.patienttests.local.gateway.model.Observer;
import dev.patienttests.local.gateway.model.PolicyPlace;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.logging.Logger;

/**
 * A policy with its place.
 *
 * @param keeps whether it, or one inside of it, keeps the response for {@code cache-lookup}
 */
record Step(Policy policy, PolicyPlace place, boolean keeps) {
  private static final Logger LOG = Logger.getLogger(Step.class.getName());

  /** The step of a preflight request, where the policy has a say in it. */
  Optional<Step> onPreflight() {
    return policy instanceof PreflightPolicy preflight
        ? Optional.of(new Step(preflight::preflight, place, false))
        : Optional.empty();
  }

  Flow run(Exchange exchange) {
    Optional<Observer> observer = exchange.observer();
    return observer.isPresent() ? followed(exchange, observer.get()) : unfollowed(exchange);
  }

  private Flow followed(Exchange exchange, Observer observer) {
    observer.entering(place, exchange);
    try {
      Flow flow = unfollowed(exchange);
      observer.left(place, exchange, flow == Flow.END);
      return flow;
    } catch (PolicyFailure e) {
      observer.failed(place, exchange, e.getMessage());
      throw e;
    } catch (CancellationException e) {
      observer.abandoned(place);
      throw e;
    }
  }

  private Flow unfollowed(Exchange exchange) {
    try {
      return policy.run(exchange);
    } catch (PolicyFailure e) {
      throw e.error().isPresent() ? e : e.at(error(e.reason(), e.getMessage()));
    } catch (DotNetException e) {
      PolicyFailure failure = PolicyFailure.expression(e.getMessage());
      throw failure.at(error(failure.reason(), failure.getMessage()));
    } catch (CancellationException e) {
      // A branch that is not wanted any more ends here, without a trace.
      throw e;
    } catch (RuntimeException e) {
      LOG.severe(
          () ->
              "Policy %s at %s failed: %s"
                  .formatted(place.policy(), place.path(), FailurePlace.of(e)));
      String message = "Internal error in " + place.policy();
      throw PolicyFailure.fault("InternalError", message).at(error("InternalError", message));
    }
  }

  private LastError error(String reason, String message) {
    return new LastError(
        place.policy(),
        reason,
        message,
        Optional.of(place.scope()),
        Optional.of(place.section()),
        Optional.of(place.path()),
        place.id());
  }
}
