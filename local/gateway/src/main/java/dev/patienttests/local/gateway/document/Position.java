package dev.patienttests.local.gateway.document;

/**
 * A place in a policy document.
 *
 * @param file origin of the document
 * @param line counted from 1
 * @param column counted from 1
 */
public record Position(String file, int line, int column) {

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
