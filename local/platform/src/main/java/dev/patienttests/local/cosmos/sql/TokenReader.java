package dev.patienttests.local.cosmos.sql;

import dev.patienttests.local.cosmos.CosmosException;
import java.util.List;

/** Reads a list of tokens from left to right. */
final class TokenReader {

  private final List<Token> tokens;
  private int position;

  TokenReader(List<Token> tokens) {
    this.tokens = List.copyOf(tokens);
  }

  Token peek() {
    return tokens.get(position);
  }

  Token following() {
    return tokens.get(Math.min(position + 1, tokens.size() - 1));
  }

  Token next() {
    Token token = tokens.get(position);
    if (token.kind() != Token.Kind.END) {
      position++;
    }
    return token;
  }

  boolean skip(String symbol) {
    boolean found = peek().is(symbol);
    if (found) {
      position++;
    }
    return found;
  }

  boolean skipWord(String word) {
    boolean found = peek().isWord(word);
    if (found) {
      position++;
    }
    return found;
  }

  void expect(String symbol) {
    if (!skip(symbol)) {
      throw unexpected();
    }
  }

  void expectWord(String word) {
    if (!skipWord(word)) {
      throw unexpected();
    }
  }

  String name() {
    if (peek().kind() != Token.Kind.NAME) {
      throw unexpected();
    }
    return next().text();
  }

  CosmosException unexpected() {
    Token token = peek();
    return CosmosException.badRequest(
        "Query syntax: unexpected " + token.text() + " at " + token.position() + ".");
  }

  static CosmosException notServed(Token token) {
    return CosmosException.badRequest(
        "The query uses " + token.text() + " at " + token.position() + ", which is not served.");
  }
}
