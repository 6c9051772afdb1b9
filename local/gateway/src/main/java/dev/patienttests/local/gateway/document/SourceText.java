package dev.patienttests.local.gateway.document;

import java.util.Arrays;

/** The text of one document with its origin; turns offsets into positions. */
public final class SourceText {
  private final String origin;
  private final String text;
  private final int[] lineStarts;

  /** Keeps {@code text}, which came from the file {@code origin}. */
  public SourceText(String origin, String text) {
    this.origin = origin;
    this.text = text;
    int[] starts = new int[1];
    int lines = 1;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
      if (lines == starts.length) {
        starts = Arrays.copyOf(starts, 2 * lines);
      }
      starts[lines++] = end + 1;
    }
    this.lineStarts = Arrays.copyOf(starts, lines);
  }

  /** The document as it was given. */
  public String text() {
    return text;
  }

  /** The file it came from. */
  public String origin() {
    return origin;
  }

  /** The offset of a line and column, of the last character where there is no such place. */
  int offsetAt(int line, int column) {
    int start = lineStarts[Math.min(line, lineStarts.length) - 1];
    return Math.min(text.length(), start + column - 1);
  }

  /** Line and column of an offset. */
  public Position positionAt(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    int line = found >= 0 ? found : -found - 2;
    return new Position(origin, line + 1, offset - lineStarts[line] + 1);
  }
}
