package dev.patienttests.local.gateway.liquid;

import java.util.List;

/**
 * An element of an XML body. Attributes and namespaces are out of a template's reach.
 *
 * @param name without its prefix
 * @param nil whether it says that it has no value
 */
record Element(String name, List<Element> children, String text, boolean nil) {

  /** The child of that name, in any case; null where there is none. */
  Object child(String wanted) {
    List<Element> found =
        children.stream().filter(child -> child.name().equalsIgnoreCase(wanted)).toList();
    if (found.size() > 1) {
      throw new LiquidException(
          "Several elements have the name; only a loop over what they are in reaches them.");
    }
    return found.isEmpty() ? null : found.get(0);
  }
}
