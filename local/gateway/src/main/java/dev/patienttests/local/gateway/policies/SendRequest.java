package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.OutboundCalls;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Value;
import java.util.Set;

/** {@code send-request}: a call-out whose response goes to a variable, whatever its status. */
record SendRequest(OutboundCalls calls, Value variable, boolean ignoreError, CallOut callOut)
    implements Policy {
  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "send-request",
        PolicyDefinition.EVERYWHERE,
        Set.of("mode", "response-variable-name", "timeout", "ignore-error"),
        Content.CHILDREN,
        CallOut.CHILDREN,
        SendRequest::read);
  }

  private static SendRequest read(PolicyReader reader) {
    CallOut callOut = CallOut.read(reader);
    return new SendRequest(
        reader.services().outbound(),
        reader.required("response-variable-name"),
        reader.flag("ignore-error", false),
        callOut);
  }

  @Override
  public Flow run(Exchange exchange) {
    if (exchange.parking().forThread()) {
      return Flow.PARKED;
    }
    String name = variable.text(exchange);
    try {
      OutboundCalls.Call call = callOut.of(exchange);
      exchange.variables().put(name, exchange.outside(() -> calls.send(call)));
    } catch (PolicyFailure e) {
      if (!ignoreError || !CallOut.neverAnswered(e)) {
        throw e;
      }
      exchange.variables().put(name, null);
    }
    return Flow.CONTINUE;
  }
}
