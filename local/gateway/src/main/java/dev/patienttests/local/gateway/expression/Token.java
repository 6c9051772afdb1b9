package dev.patienttests.local.gateway.expression;

import java.util.List;

/**
 * A token of C#.
 *
 * @param text as written; for a string its value
 * @param value value of a literal, {@code text} for the others
 * @param start index in the code
 */
record Token(Kind kind, String text, Object value, int start, int end) {

  enum Kind {
    IDENTIFIER,
    LITERAL,
    INTERPOLATED,
    OPERATOR,
    END
  }

  /** A part of an interpolated string: text, or code between two indexes. */
  record Part(String text, int holeStart, int holeEnd) {
    boolean isHole() {
      return holeStart >= 0;
    }
  }

  /** The parts of an interpolated string. */
  record Parts(List<Part> list) {}

  boolean is(String operatorOrKeyword) {
    return (kind == Kind.OPERATOR || kind == Kind.IDENTIFIER) && text.equals(operatorOrKeyword);
  }
}
