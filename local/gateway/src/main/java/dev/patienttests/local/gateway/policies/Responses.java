package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Response;
import java.util.Optional;

/** The response that policies change. */
final class Responses {
  private Responses() {}

  /** The response; an empty 200 is made where there is none yet. */
  static Response current(Exchange exchange) {
    if (exchange.response().isEmpty()) {
      exchange.response(Optional.of(Response.ok()));
    }
    return exchange.response().orElseThrow();
  }
}
