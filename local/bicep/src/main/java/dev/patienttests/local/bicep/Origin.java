package dev.patienttests.local.bicep;

import java.nio.file.Path;

/**
 * A place in a source file. For text that a {@code load…} function read it is the start of the
 * loaded file, for a value that a caller supplied it is what the caller said.
 *
 * @param file the file, relative to the root of the evaluation where it is inside
 * @param line counted from 1
 * @param column counted from 1, in UTF-16 units
 */
public record Origin(Path file, int line, int column) {

  /** The place as {@code file:line:column}, with slashes on every platform. */
  @Override
  public String toString() {
    return file.toString().replace('\\', '/') + ":" + line + ":" + column;
  }
}
