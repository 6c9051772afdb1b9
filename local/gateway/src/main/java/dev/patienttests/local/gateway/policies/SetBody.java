package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.MessageBody;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import java.util.List;

/** {@code set-body}: text as it stands, the value of an expression, or a template. */
record SetBody(BodyText text, boolean onRequest) implements Policy {

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "set-body",
        // on-error is not on the page, but in documents that are deployed
        PolicyDefinition.EVERYWHERE,
        BodyText.ATTRIBUTES,
        Content.TEXT,
        List.of(),
        reader -> new SetBody(BodyText.read(reader), SetHeader.onRequest(reader)));
  }

  @Override
  public Flow run(Exchange exchange) {
    MessageBody body = text.of(exchange);
    if (onRequest) {
      exchange.request().body(body);
    } else {
      Responses.current(exchange).body(body);
    }
    return Flow.CONTINUE;
  }
}
