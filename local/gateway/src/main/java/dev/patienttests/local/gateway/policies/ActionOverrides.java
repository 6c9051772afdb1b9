package dev.patienttests.local.gateway.policies;

import dev.patienttests.local.gateway.document.PolicyElement;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import dev.patienttests.local.gateway.policy.PolicyReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Actions of a kind of parameters or of headers, and those of single names.
 *
 * @param named by name in small letters
 */
record ActionOverrides(
    ValidationAction.Given specified,
    ValidationAction.Given unspecified,
    Map<String, ValidationAction.Given> named) {

  /** The overrides that the children of an element name. */
  static Map<String, ValidationAction.Given> named(PolicyReader reader, String child, String key) {
    Map<String, ValidationAction.Given> named = new HashMap<>();
    for (PolicyElement element : reader.children(child)) {
      PolicyReader one = reader.of(element, Set.of(key, "action"), Content.EMPTY);
      String name = ParameterFindings.key(one.requiredLiteral(key).strip());
      if (named.put(name, ValidationAction.required(one, "action")) != null) {
        throw element.refusal(key, "'" + name + "' stands twice");
      }
    }
    return Map.copyOf(named);
  }

  /** These, or those of a child element that may override them. */
  ActionOverrides child(PolicyReader reader, String name, boolean mayOverrideUnspecified) {
    Optional<PolicyElement> element = reader.child(name);
    if (element.isEmpty()) {
      return this;
    }
    String own = "specified-parameter-action";
    String other = "unspecified-parameter-action";
    PolicyReader child =
        reader.of(
            element.get(),
            mayOverrideUnspecified ? Set.of(own, other) : Set.of(own),
            Content.CHILDREN,
            List.of("parameter"));
    return new ActionOverrides(
        ValidationAction.optional(child, own).orElse(specified),
        ValidationAction.optional(child, other).orElse(unspecified),
        named(child, "parameter", "name"));
  }

  ValidationAction.Given of(String name, boolean isSpecified) {
    return named.getOrDefault(ParameterFindings.key(name), isSpecified ? specified : unspecified);
  }
}
