package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.model.Response;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Reasons;
import dev.patienttests.local.gateway.policy.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code set-status}. */
record SetStatus(Value code, Optional<Value> reason) implements Policy {

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "set-status",
        PolicyDefinition.EVERYWHERE,
        Set.of("code", "reason"),
        Content.EMPTY,
        List.of(),
        SetStatus::read);
  }

  static SetStatus read(PolicyReader reader) {
    Value code = reader.required("code");
    if (code.literal().isPresent()) {
      reader.number("code", 100, 999);
    }
    return new SetStatus(code, reader.optional("reason"));
  }

  void apply(Response response, Exchange exchange) {
    long status = code.whole(exchange);
    if (status < 100 || status > 999) {
      throw PolicyFailure.expression("The value is no status code.");
    }
    String phrase = reason.map(r -> r.text(exchange)).orElse(Reasons.of((int) status));
    response.status((int) status, phrase);
  }

  @Override
  public Flow run(Exchange exchange) {
    apply(Responses.current(exchange), exchange);
    return Flow.CONTINUE;
  }
}
