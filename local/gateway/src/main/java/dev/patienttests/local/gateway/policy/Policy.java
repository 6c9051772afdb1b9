package dev.patienttests.local.gateway.policy;

import dev.patienttests.local.gateway.model.Exchange;

/** One compiled policy. Runs for many requests at a time; keeps no state of a request. */
@FunctionalInterface
public interface Policy {
  /**
   * Acts on the exchange.
   *
   * @throws PolicyFailure to go to on-error
   */
  Flow run(Exchange exchange);
}
