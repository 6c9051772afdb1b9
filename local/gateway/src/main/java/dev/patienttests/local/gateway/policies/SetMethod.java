package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.model.Exchange;
import dev.patienttests.local.gateway.policy.Flow;
import dev.patienttests.local.gateway.policy.Policy;
import dev.patienttests.local.gateway.policy.PolicyDefinition;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyFailure;
import dev.patienttests.local.gateway.policy.Section;
import dev.patienttests.local.gateway.policy.Value;
import java.util.List;
import java.util.Set;

/** {@code set-method}. */
record SetMethod(Value method) implements Policy {

  static PolicyDefinition definition() {
    return new PolicyDefinition(
        "set-method",
        Set.of(Section.INBOUND, Section.ON_ERROR),
        Set.of(),
        Content.TEXT,
        List.of(),
        reader -> new SetMethod(reader.text()));
  }

  @Override
  public Flow run(Exchange exchange) {
    String name = method.text(exchange).strip();
    if (!isMethod(name)) {
      throw PolicyFailure.expression("The value is no method.");
    }
    exchange.request().method(name);
    return Flow.CONTINUE;
  }

  /**
   * Letters alone; the methods of the IANA registry have no more than 20. After CONNECT a
   * connection would be a tunnel, and of no more use to other calls.
   */
  static boolean isMethod(String name) {
    return !name.isEmpty()
        && name.length() <= 20
        && !name.equalsIgnoreCase("CONNECT")
        && name.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
  }
}
