package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.PolicyReader;
import dev.patienttests.local.gateway.policy.Value;
import java.util.Locale;
import java.util.Optional;

/** What a validation policy does where a message breaks its contract. */
enum ValidationAction {
  IGNORE,
  PREVENT,
  DETECT;

  /** An action, given as a word or an expression. */
  record Given(Value value) {
    ValidationAction get(Exchange exchange) {
      return of(value.text(exchange))
          .orElseThrow(() -> PolicyFailure.expression("The value is no action of a validation."));
    }
  }

  static Given required(PolicyReader reader, String attribute) {
    reader.required(attribute);
    return optional(reader, attribute).orElseThrow();
  }

  static Optional<Given> optional(PolicyReader reader, String attribute) {
    Optional<Value> value = reader.optional(attribute);
    Optional<String> word = value.flatMap(Value::literal);
    if (word.isPresent() && of(word.get()).isEmpty()) {
      throw reader
          .element()
          .refusal(attribute, "'" + word.get() + "' is none of [detect, ignore, prevent]");
    }
    return value.map(Given::new);
  }

  private static Optional<ValidationAction> of(String word) {
    for (ValidationAction action : values()) {
      if (action.name().toLowerCase(Locale.ROOT).equals(word)) {
        return Optional.of(action);
      }
    }
    return Optional.empty();
  }
}
