package dev.patienttests.local.gateway.policy;

import dev.patienttests.local.gateway.model.Exchange;

/** A policy that has a say in the answer to a preflight request (WHATWG Fetch, CORS protocol). */
public interface PreflightPolicy extends Policy {
  /**
   * Answers the preflight request of the exchange.
   *
   * @return {@code CONTINUE} where it leaves that to the next such policy
   */
  Flow preflight(Exchange exchange);
}
