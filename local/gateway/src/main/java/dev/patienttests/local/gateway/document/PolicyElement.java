package dev.patienttests.local.gateway.document;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An element of a policy document.
 *
 * @param name element name
 * @param position where its start tag begins
 * @param attributes in document order
 * @param children child elements
 * @param text the character data, blank where there is none
 */
public record PolicyElement(
    String name,
    Position position,
    Map<String, PolicyValue> attributes,
    List<PolicyElement> children,
    PolicyValue text) {

  /** The attribute's value, where the attribute is there. */
  public Optional<PolicyValue> attribute(String attribute) {
    return Optional.ofNullable(attributes.get(attribute));
  }

  /** The same with nothing inside. */
  public PolicyElement withoutChildren() {
    return new PolicyElement(name, position, attributes, List.of(), text);
  }

  /** A refusal of this element. */
  public PolicyLoadException refusal(String detail) {
    return PolicyLoadException.in(position, name, Optional.empty(), detail);
  }

  /** A refusal of one of its attributes. */
  public PolicyLoadException refusal(String attribute, String detail) {
    Position at = attribute(attribute).map(PolicyValue::position).orElse(position);
    return PolicyLoadException.in(at, name, Optional.of(attribute), detail);
  }
}
