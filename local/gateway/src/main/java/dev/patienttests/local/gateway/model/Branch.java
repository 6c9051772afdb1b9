package dev.patienttests.local.gateway.model;

import dev.patienttests.local.gateway.document.Position;

/**
 * One of the ways that a policy may go.
 *
 * @param position place of the element that decides, in its file
 * @param label which way, such as {@code when[2]}
 */
public record Branch(Position position, String label) {

  @Override
  public String toString() {
    return position + ": " + label;
  }
}
