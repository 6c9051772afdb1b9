package dev.patienttests.local.gateway.liquid;

/** A part of a template that writes something, or steers what is written. */
@FunctionalInterface
interface Node {

  /** How the nodes around go on. */
  enum Next {
    NODE,
    ITEM,
    LOOP_END
  }

  /** Writes into {@code rendering}. */
  Next render(Rendering rendering);
}
