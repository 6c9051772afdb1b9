package dev.patienttests.local.gateway.policy;

import java.util.Optional;

/** A section of a policy document. */
public enum Section {
  /** Before the backend is called. */
  INBOUND("inbound"),
  /** Calls the backend. */
  BACKEND("backend"),
  /** After the backend has answered. */
  OUTBOUND("outbound"),
  /** Instead of what is left, once something failed. */
  ON_ERROR("on-error");

  private final String element;

  Section(String element) {
    this.element = element;
  }

  /** Name of its element. */
  public String element() {
    return element;
  }

  /** The section with that element. */
  public static Optional<Section> of(String element) {
    for (Section section : values()) {
      if (section.element.equals(element)) {
        return Optional.of(section);
      }
    }
    return Optional.empty();
  }
}
