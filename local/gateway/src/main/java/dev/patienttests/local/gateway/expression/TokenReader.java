package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.expression.Token.Kind;
import java.util.List;

/** Tokens with a place in them. */
final class TokenReader {
  private final List<Token> tokens;
  private int at;

  TokenReader(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token peek() {
    return peek(0);
  }

  Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }

  Token next() {
    Token token = peek();
    at++;
    return token;
  }

  int mark() {
    return at;
  }

  void reset(int mark) {
    at = mark;
  }

  boolean accept(String text) {
    if (peek().is(text)) {
      at++;
      return true;
    }
    return false;
  }

  void expect(String text) {
    if (!accept(text)) {
      throw unexpected("'" + text + "'");
    }
  }

  Token identifier() {
    if (peek().kind() != Kind.IDENTIFIER || Keywords.isReserved(peek().text())) {
      throw unexpected("a name");
    }
    return next();
  }

  /** A name, without the at sign that lets a keyword be one. */
  String name() {
    return (String) identifier().value();
  }

  ExpressionException unexpected(String expected) {
    return new ExpressionException(
        peek().start(), "expected " + expected + ", found '" + peek().text() + "'");
  }
}
