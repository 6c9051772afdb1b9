package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Section;
import java.util.List;
import java.util.Set;

/** {@code set-header}: changes the request on the way in, the response on the way out. */
record SetHeader(HeaderEdit edit, boolean onRequest) implements Policy {

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "set-header",
        PolicyDefinition.EVERYWHERE,
        Set.of("name", "exists-action"),
        Content.CHILDREN,
        List.of("value"),
        reader -> new SetHeader(HeaderEdit.read(reader), onRequest(reader)));
  }

  static boolean onRequest(PolicyReader reader) {
    return reader.section() == Section.INBOUND || reader.section() == Section.BACKEND;
  }

  @Override
  public Flow run(Exchange exchange) {
    edit.apply(
        onRequest ? exchange.request().headers() : Responses.current(exchange).headers(), exchange);
    return Flow.CONTINUE;
  }
}
