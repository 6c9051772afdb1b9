package dev.patienttests.local.gateway.check;

import dev.patienttests.local.gateway.document.Position;
import java.util.Comparator;

/** Something that is wrong with a document. */
public record Finding(Level level, Position position, String message)
    implements Comparable<Finding> {

  /** How bad it is. */
  public enum Level {
    /** The gateway refuses the document. */
    ERROR,
    /** The document loads, but breaks a convention of this project. */
    WARNING
  }

  private static final Comparator<Finding> BY_PLACE =
      Comparator.comparing((Finding f) -> f.position().file())
          .thenComparing(f -> f.position().line())
          .thenComparing(f -> f.position().column())
          .thenComparing(Finding::level)
          .thenComparing(Finding::message);

  @Override
  public int compareTo(Finding other) {
    return BY_PLACE.compare(this, other);
  }

  @Override
  public String toString() {
    return position + ": " + (level == Level.ERROR ? "error: " : "warning: ") + message;
  }
}
