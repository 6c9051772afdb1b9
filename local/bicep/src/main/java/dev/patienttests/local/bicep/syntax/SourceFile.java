package dev.patienttests.local.bicep.syntax;

import dev.patienttests.local.bicep.Origin;
import java.nio.file.Path;
import java.util.Arrays;

/** A file's text, and where its lines begin. */
public final class SourceFile {
  private final Path path;
  private final Path shown;
  private final String text;
  private final int[] lineStarts;

  /**
   * A file.
   *
   * @param path where it is, for paths relative to it
   * @param shown its path in messages
   * @param text its content
   */
  public SourceFile(Path path, Path shown, String text) {
    this.path = path;
    this.shown = shown;
    this.text = text;
    this.lineStarts = lineStarts(text);
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[16];
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean endsLine = c == '\n' || (c == '\r' && !text.startsWith("\n", i + 1));
      if (endsLine) {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = i + 1;
      }
    }
    return Arrays.copyOf(starts, count);
  }

  /** Where the file is. */
  public Path path() {
    return path;
  }

  /** Its path in messages. */
  public Path shown() {
    return shown;
  }

  /** Its content. */
  public String text() {
    return text;
  }

  /** The place of a character. */
  public Origin origin(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    int line = found >= 0 ? found : -found - 2;
    return new Origin(shown, line + 1, offset - lineStarts[line] + 1);
  }
}
