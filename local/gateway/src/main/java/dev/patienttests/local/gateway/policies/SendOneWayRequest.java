package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.OutboundCalls;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.Workers;
import java.util.Set;
import java.util.logging.Logger;

/**
 * {@code send-one-way-request}: a call-out that nobody waits for. What goes wrong with it is a line
 * of the log.
 */
record SendOneWayRequest(OutboundCalls calls, Workers workers, CallOut callOut) implements Policy {
  private static final Logger LOG = Logger.getLogger(SendOneWayRequest.class.getName());

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "send-one-way-request",
        PolicyDefinition.EVERYWHERE,
        Set.of("mode", "timeout"),
        Content.CHILDREN,
        CallOut.CHILDREN,
        reader ->
            new SendOneWayRequest(
                reader.services().outbound(), reader.services().workers(), CallOut.read(reader)));
  }

  @Override
  public Flow run(Exchange exchange) {
    if (exchange.parking().forThread()) {
      return Flow.PARKED;
    }
    String id = exchange.requestId().toString();
    try {
      OutboundCalls.Call call = callOut.of(exchange);
      if (!workers.start(() -> send(call, id))) {
        LOG.warning(() -> "Request " + id + ": one-way request dropped, too many are under way");
      }
    } catch (PolicyFailure e) {
      if (!CallOut.neverAnswered(e)) {
        throw e;
      }
      note(id, e);
    }
    return Flow.CONTINUE;
  }

  private void send(OutboundCalls.Call call, String id) {
    try {
      calls.send(call);
    } catch (PolicyFailure e) {
      note(id, e);
    }
  }

  private static void note(String id, PolicyFailure e) {
    LOG.warning(() -> "Request " + id + ": one-way request failed: " + e.getMessage());
  }
}
