package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts C# code into tokens. */
final class Lexer {
  private static final List<String> OPERATORS =
      List.of(
          "<<=", ">>=", "<<", "?.", "??", "=>", "==", "!=", "<=", ">=", "&&", "||", "+=", "-=",
          "*=", "/=", "%=", "&=", "|=", "^=", "++", "--", "::", "->");
  private static final String SINGLE = "+-*/%<>=!?:.,;()[]{}&|^~";

  private final String code;
  private final int end;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  Lexer(String code, int start, int end) {
    this.code = code;
    this.at = start;
    this.end = end;
  }

  List<Token> tokens() {
    skipBlanks();
    while (at < end) {
      tokens.add(next());
      skipBlanks();
    }
    tokens.add(new Token(Kind.END, "end of the expression", "", end, end));
    return tokens;
  }

  private Token next() {
    char c = code.charAt(at);
    int start = at;
    boolean escaped = c == '@' && at + 1 < end && Character.isLetter(code.charAt(at + 1));
    if (Character.isLetter(c) || c == '_' || escaped) {
      at += escaped ? 1 : 0;
      while (at < end && (Character.isLetterOrDigit(code.charAt(at)) || code.charAt(at) == '_')) {
        at++;
      }
      String word = code.substring(start, at);
      return new Token(Kind.IDENTIFIER, word, word.substring(escaped ? 1 : 0), start, at);
    }
    if (Character.isDigit(c) || (c == '.' && at + 1 < end && isDigit(code.charAt(at + 1)))) {
      return number();
    }
    if (c == '\'') {
      return character();
    }
    StringLexer strings = new StringLexer(code, at, end);
    if (strings.startsHere()) {
      Token token = strings.read();
      at = token.end();
      return token;
    }
    for (String operator : OPERATORS) {
      if (code.startsWith(operator, at)) {
        // A conditional with a number that begins by a dot: a ?.5 : 1
        boolean number = operator.equals("?.") && at + 2 < end && isDigit(code.charAt(at + 2));
        if (!number) {
          at += operator.length();
          return new Token(Kind.OPERATOR, operator, operator, start, at);
        }
      }
    }
    if (SINGLE.indexOf(c) < 0) {
      throw new ExpressionException(at, "unexpected character '" + c + "'");
    }
    at++;
    return new Token(Kind.OPERATOR, String.valueOf(c), c, start, at);
  }

  private Token character() {
    int start = at++;
    int[] chars = new int[1];
    if (at < end && code.charAt(at) == '\\') {
      StringBuilder out = new StringBuilder();
      at = StringLexer.escape(code, at, end, out);
      chars[0] = out.length() == 1 ? out.charAt(0) : -1;
    } else {
      chars[0] = at < end && code.charAt(at) != '\'' ? code.charAt(at++) : -1;
    }
    if (chars[0] < 0 || at >= end || code.charAt(at) != '\'') {
      throw new ExpressionException(start, "a character literal holds exactly one character");
    }
    at++;
    return new Token(Kind.LITERAL, code.substring(start, at), (char) chars[0], start, at);
  }

  private Token number() {
    NumberLexer numbers = new NumberLexer(code, at, end);
    Token token = numbers.read();
    at = token.end();
    return token;
  }

  private void skipBlanks() {
    boolean again = true;
    while (again) {
      while (at < end && Character.isWhitespace(code.charAt(at))) {
        at++;
      }
      again = false;
      if (code.startsWith("//", at) && at < end) {
        int line = code.indexOf('\n', at);
        at = line < 0 || line > end ? end : line;
        again = true;
      } else if (code.startsWith("/*", at) && at < end) {
        int close = code.indexOf("*/", at + 2);
        if (close < 0 || close + 2 > end) {
          throw new ExpressionException(at, "the comment is not closed");
        }
        at = close + 2;
        again = true;
      }
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
