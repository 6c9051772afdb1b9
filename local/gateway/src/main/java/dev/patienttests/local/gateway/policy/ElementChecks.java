package dev.patienttests.local.gateway.policy;

import dev.patienttests.local.gateway.document.PolicyElement;
import dev.patienttests.local.gateway.policy.PolicyDefinition.Content;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What is refused of an element whatever its policy does. */
final class ElementChecks {
  private ElementChecks() {}

  /** Refuses what may not stand in a fragment. */
  static void fragment(PolicyElement fragment) {
    if (!fragment.name().equals("fragment")) {
      throw fragment.refusal("a fragment begins with <fragment>");
    }
    element(fragment, Set.of(), Content.POLICIES, List.of());
    refuseInside(fragment);
  }

  private static void refuseInside(PolicyElement parent) {
    for (PolicyElement child : parent.children()) {
      if (child.name().equals(PolicyCompiler.BASE) || child.name().equals(PolicyCompiler.INCLUDE)) {
        throw child.refusal("may not stand in a fragment");
      }
      refuseInside(child);
    }
  }

  /** Refuses unknown attributes, content that is not allowed, and children out of their order. */
  static void element(
      PolicyElement element, Set<String> attributes, Content content, List<String> children) {
    for (String attribute : element.attributes().keySet()) {
      if (!attributes.contains(attribute) && !attribute.equals("id")) {
        throw element.refusal(attribute, "unknown attribute; known: " + new TreeSet<>(attributes));
      }
    }
    boolean text = element.text().isExpression() || !element.text().text().isBlank();
    boolean either = content == Content.TEXT_OR_CHILDREN;
    if (text && content != Content.TEXT && !either) {
      throw element.refusal("text is not allowed here");
    }
    if (text && either && !element.children().isEmpty()) {
      throw element.refusal("text is not allowed beside child elements");
    }
    for (PolicyElement child : element.children()) {
      boolean allowed =
          content == Content.POLICIES
              || ((content == Content.CHILDREN || either) && children.contains(child.name()));
      if (!allowed) {
        throw child.refusal(
            "is not allowed in <" + element.name() + ">; known: " + new TreeSet<>(children));
      }
    }
    checkOrder(element, children);
  }

  private static void checkOrder(PolicyElement element, List<String> order) {
    int last = 0;
    for (PolicyElement child : element.children()) {
      int further = order.subList(last, order.size()).indexOf(child.name());
      if (further < 0 && order.contains(child.name())) {
        throw child.refusal("must stand before <" + order.get(last) + ">");
      }
      last += Math.max(0, further);
    }
  }
}
