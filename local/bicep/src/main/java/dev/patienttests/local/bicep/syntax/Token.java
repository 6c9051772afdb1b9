package dev.patienttests.local.bicep.syntax;

import java.util.List;

/**
 * A token.
 *
 * @param kind its kind
 * @param text the text of a name, number, operator or punctuation mark; empty otherwise
 * @param at offset of its first character
 * @param end offset behind its last character
 * @param parts the parts of a string
 */
record Token(Kind kind, String text, int at, int end, List<Part> parts) {

  /** Kinds of tokens. */
  enum Kind {
    NAME,
    NUMBER,
    STRING,
    SYMBOL,
    NEWLINE,
    END
  }

  /** A part of a string. */
  sealed interface Part {
    /** Text with its escapes resolved. */
    record Text(String value) implements Part {}

    /** The tokens between <code>${</code> and <code>}</code>, ended by {@link Kind#END}. */
    record Hole(List<Token> tokens) implements Part {}
  }

  static Token of(Kind kind, String text, int at, int end) {
    return new Token(kind, text, at, end, List.of());
  }

  boolean is(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  boolean isName(String word) {
    return kind == Kind.NAME && text.equals(word);
  }

  /** The token as a message names it. */
  String shown() {
    return switch (kind) {
      case NAME, NUMBER, SYMBOL -> "\"" + text + "\"";
      case STRING -> "a string";
      case NEWLINE -> "the end of the line";
      case END -> "the end of the file";
    };
  }
}
