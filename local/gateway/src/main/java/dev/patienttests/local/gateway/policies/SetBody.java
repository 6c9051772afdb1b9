package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.expression.RuntimeTypes;
import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.MessageBody;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Value;
import java.util.List;
import java.util.Set;

/** {@code set-body}: text as it stands, or the value of an expression. */
record SetBody(Value value, boolean onRequest) implements Policy {

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "set-body",
        PolicyDefinition
            .EVERYWHERE, // on-error is not on the page, but in documents that are deployed
        Set.of("template"),
        Content.TEXT,
        List.of(),
        reader -> new SetBody(read(reader), SetHeader.onRequest(reader)));
  }

  static Value read(PolicyReader reader) {
    if (reader.literal("template").filter(t -> !t.equals("none")).isPresent()) {
      throw reader.element().refusal("template", "liquid templates are not supported");
    }
    return reader.text();
  }

  static MessageBody body(Value value, Exchange exchange) {
    Object result = value.get(exchange);
    return RuntimeTypes.bytes(result)
        .map(MessageBody::new)
        .orElseGet(() -> MessageBody.of(RuntimeTypes.text(result)));
  }

  @Override
  public Flow run(Exchange exchange) {
    MessageBody body = body(value, exchange);
    if (onRequest) {
      exchange.request().body(body);
    } else {
      Responses.current(exchange).body(body);
    }
    return Flow.CONTINUE;
  }
}
