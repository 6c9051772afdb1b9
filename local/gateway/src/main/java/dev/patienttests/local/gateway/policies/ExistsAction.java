package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Value;
import java.util.Set;

/** The attribute {@code exists-action}. */
final class ExistsAction {
  private static final Set<String> ACTIONS = Set.of("override", "skip", "append", "delete");

  private ExistsAction() {}

  static Value read(PolicyReader reader) {
    Value action = reader.optional("exists-action").orElse(Value.literal("override"));
    if (action.literal().isPresent() && !ACTIONS.contains(action.literal().get())) {
      throw reader.element().refusal("exists-action", "expected override, skip, append or delete");
    }
    return action;
  }

  static String of(Value action, Exchange exchange) {
    if (action.literal().isPresent()) {
      // Checked at load.
      return action.literal().get();
    }
    String word = action.text(exchange);
    if (!ACTIONS.contains(word)) {
      throw PolicyFailure.expression("The value is no exists-action.");
    }
    return word;
  }
}
