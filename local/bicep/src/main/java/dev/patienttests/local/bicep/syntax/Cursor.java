package dev.patienttests.local.bicep.syntax;

import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.syntax.Token.Kind;
import java.util.List;

/** A place in the tokens of a file. */
final class Cursor {
  private static final int MAX_NESTING = 100;

  private final SourceFile file;
  private final List<Token> tokens;
  private int next;
  private int nesting;

  Cursor(SourceFile file, List<Token> tokens, int nesting) {
    this.file = file;
    this.tokens = tokens;
    this.nesting = nesting;
  }

  Token peek() {
    return tokens.get(next);
  }

  Token peek(int ahead) {
    return tokens.get(Math.min(next + ahead, tokens.size() - 1));
  }

  /** The token at a position, whichever is next. */
  Token token(int position) {
    return tokens.get(Math.min(position, tokens.size() - 1));
  }

  Token take() {
    Token token = peek();
    next = Math.min(next + 1, tokens.size() - 1);
    return token;
  }

  boolean at(String symbol) {
    return peek().is(symbol);
  }

  boolean atEnd() {
    return peek().kind() == Kind.END;
  }

  /** Takes the symbol if it is next. */
  boolean accept(String symbol) {
    if (at(symbol)) {
      take();
      return true;
    }
    return false;
  }

  Token expect(String symbol) {
    if (!at(symbol)) {
      throw fault("BCP018", "expected \"" + symbol + "\" here, not " + peek().shown());
    }
    return take();
  }

  /** Between two items there is a comma or a line end, but not a comma and then a line end. */
  void separator(String close) {
    if (accept(",")) {
      if (peek().kind() == Kind.NEWLINE) {
        throw fault("BCP238", "a line may not end behind a comma");
      }
    } else if (peek().kind() == Kind.NEWLINE) {
      skipNewlines();
    } else if (!at(close)) {
      throw fault("BCP236", "expected a line end or a comma here, not " + peek().shown());
    }
  }

  Token expectName(String code, String what) {
    if (peek().kind() != Kind.NAME) {
      throw fault(code, "expected " + what + " here, not " + peek().shown());
    }
    return take();
  }

  void skipNewlines() {
    while (peek().kind() == Kind.NEWLINE) {
      take();
    }
  }

  /** Skips line ends if the symbol follows them. */
  void skipNewlinesBefore(String symbol) {
    int ahead = 0;
    while (peek(ahead).kind() == Kind.NEWLINE) {
      ahead++;
    }
    if (ahead > 0 && peek(ahead).is(symbol)) {
      skipNewlines();
    }
  }

  void enter() {
    if (++nesting > MAX_NESTING) {
      throw Fault.limit(here(), "the code is nested more than " + MAX_NESTING + " levels deep");
    }
  }

  void leave() {
    nesting--;
  }

  int nesting() {
    return nesting;
  }

  void resetNesting() {
    nesting = 0;
  }

  int position() {
    return next;
  }

  Origin here() {
    return file.origin(peek().at());
  }

  SourceFile file() {
    return file;
  }

  Fault fault(String code, String message) {
    return new Fault(code, here(), message);
  }
}
