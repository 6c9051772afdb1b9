package dev.patienttests.local.gateway.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the holes of an interpolated string: value, width, format. */
final class InterpolationParser {
  private final String code;
  private final int depth;

  InterpolationParser(String code, int depth) {
    this.code = code;
    this.depth = depth;
  }

  Node read(Token token) {
    boolean verbatim = code.substring(token.start(), token.start() + 2).indexOf('@') >= 0;
    List<Object> parts = new ArrayList<>();
    for (Token.Part part : ((Token.Parts) token.value()).list()) {
      parts.add(part.isHole() ? hole(part, verbatim) : part.text());
    }
    return new Node.Interpolated(token.start(), parts);
  }

  private Node.Hole hole(Token.Part part, boolean verbatim) {
    int colon = outside(part.holeStart(), part.holeEnd(), ':');
    int comma = outside(part.holeStart(), colon, ',');
    int question = outside(part.holeStart(), comma, '?');
    if (question < comma) {
      throw new ExpressionException(
          question, "a conditional in an interpolated string needs parentheses");
    }
    Node value = parse(part.holeStart(), comma);
    Optional<Node> width = comma < colon ? Optional.of(parse(comma + 1, colon)) : Optional.empty();
    Optional<String> format =
        colon < part.holeEnd()
            ? Optional.of(format(colon + 1, part.holeEnd(), verbatim))
            : Optional.empty();
    if (format.isPresent() && format.get().isEmpty()) {
      throw new ExpressionException(colon, "an empty format");
    }
    return new Node.Hole(value, width, format);
  }

  private String format(int start, int end, boolean verbatim) {
    StringBuilder out = new StringBuilder();
    int i = start;
    while (i < end) {
      if (code.charAt(i) == '\\' && !verbatim) {
        i = StringLexer.escape(code, i, end, out);
      } else {
        out.append(code.charAt(i++));
      }
    }
    return out.toString();
  }

  private Node parse(int start, int end) {
    TokenReader reader = new TokenReader(new Lexer(code, start, end).tokens());
    Node node = new Parser(code, reader, depth + 1).expression();
    if (reader.peek().kind() != Token.Kind.END) {
      throw reader.unexpected("}");
    }
    return node;
  }

  /** The first index of a character that no bracket, string or operator holds; or the end. */
  private int outside(int start, int end, char wanted) {
    int nested = 0;
    int i = start;
    while (i < end) {
      char c = code.charAt(i);
      StringLexer inner = new StringLexer(code, i, end);
      if (inner.startsHere()) {
        i = inner.read().end();
        continue;
      }
      if (c == '\'') {
        i += i + 1 < end && code.charAt(i + 1) == '\\' ? 3 : 2;
      } else if (c == wanted && nested == 0 && !isOperator(i, c)) {
        return i;
      } else if ("([{".indexOf(c) >= 0) {
        nested++;
      } else if (")]}".indexOf(c) >= 0) {
        nested--;
      }
      i++;
    }
    return end;
  }

  /** The question marks of {@code ?.}, {@code ?[} and {@code ??}. */
  private boolean isOperator(int at, char c) {
    if (c != '?') {
      return false;
    }
    char after = at + 1 < code.length() ? code.charAt(at + 1) : ' ';
    char before = at > 0 ? code.charAt(at - 1) : ' ';
    return after == '.' || after == '[' || after == '?' || before == '?';
  }
}
