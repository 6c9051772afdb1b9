package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.expression.Token.Kind;
import dev.patienttests.local.gateway.expression.Token.Part;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Reads regular, verbatim and interpolated strings. */
final class StringLexer {
  private static final String SIMPLE = "'\"\\0abfnrtv";
  private static final String SIMPLE_VALUES = "'\"\\\0\u0007\b\f\n\r\t\u000B";

  private final String code;
  private final int start;
  private final int end;
  private final List<Part> parts = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  StringLexer(String code, int start, int end) {
    this.code = code;
    this.start = start;
    this.end = end;
  }

  boolean startsHere() {
    return prefixLength() >= 0;
  }

  private int prefixLength() {
    for (String prefix : List.of("\"", "@\"", "$\"", "$@\"", "@$\"")) {
      if (code.startsWith(prefix, start)) {
        return prefix.length();
      }
    }
    return -1;
  }

  Token read() {
    String prefix = code.substring(start, start + prefixLength());
    boolean verbatim = prefix.indexOf('@') >= 0;
    boolean interpolated = prefix.indexOf('$') >= 0;
    int i = start + prefix.length();
    while (i < end) {
      char c = code.charAt(i);
      if (c == '"') {
        if (verbatim && i + 1 < end && code.charAt(i + 1) == '"') {
          text.append('"');
          i += 2;
        } else {
          return finish(interpolated, i + 1);
        }
      } else if (c == '\\' && !verbatim) {
        i = escape(code, i, end, text);
      } else if (c == '\n' && !verbatim) {
        throw new ExpressionException(i, "line break in a string");
      } else if (interpolated && (c == '{' || c == '}')) {
        i = brace(i, c);
      } else {
        text.append(c);
        i++;
      }
    }
    throw new ExpressionException(start, "the string is not closed");
  }

  private int brace(int i, char c) {
    if (i + 1 < end && code.charAt(i + 1) == c) {
      text.append(c);
      return i + 2;
    }
    if (c == '}') {
      throw new ExpressionException(i, "a single } in an interpolated string");
    }
    if (text.length() > 0) {
      parts.add(new Part(text.toString(), -1, -1));
      text.setLength(0);
    }
    int close = holeEnd(i);
    parts.add(new Part("", i + 1, close));
    return close + 1;
  }

  private int holeEnd(int open) {
    Deque<Character> expected = new ArrayDeque<>();
    int i = open;
    while (i < end) {
      char c = code.charAt(i);
      StringLexer inner = new StringLexer(code, i, end);
      if (inner.startsHere()) {
        i = inner.read().end();
        continue;
      }
      if (c == '\'') {
        int close = i + 1 < end && code.charAt(i + 1) == '\\' ? i + 3 : i + 2;
        i = Math.min(close + 1, end);
        continue;
      }
      if ("([{".indexOf(c) >= 0) {
        expected.push(c == '(' ? ')' : c == '[' ? ']' : '}');
      } else if (")]}".indexOf(c) >= 0) {
        if (expected.pop() != c) {
          break;
        }
        if (expected.isEmpty()) {
          return i;
        }
      }
      i++;
    }
    throw new ExpressionException(open, "the brace is not closed");
  }

  private Token finish(boolean interpolated, int after) {
    if (!interpolated) {
      return new Token(Kind.LITERAL, text.toString(), text.toString(), start, after);
    }
    if (text.length() > 0) {
      parts.add(new Part(text.toString(), -1, -1));
    }
    return new Token(Kind.INTERPOLATED, "$", new Token.Parts(List.copyOf(parts)), start, after);
  }

  /** Reads the escape at {@code i} and returns the index after it. */
  static int escape(String code, int i, int end, StringBuilder out) {
    if (i + 1 >= end) {
      throw new ExpressionException(i, "incomplete escape");
    }
    char c = code.charAt(i + 1);
    int simple = SIMPLE.indexOf(c);
    if (simple >= 0) {
      out.append(SIMPLE_VALUES.charAt(simple));
      return i + 2;
    }
    int minimum = c == 'u' ? 4 : c == 'U' ? 8 : c == 'x' ? 1 : 0;
    int maximum = c == 'x' ? 4 : minimum;
    int digits = 0;
    while (digits < maximum
        && i + 2 + digits < end
        && Character.digit(code.charAt(i + 2 + digits), 16) >= 0) {
      digits++;
    }
    if (minimum == 0 || digits < minimum) {
      throw new ExpressionException(i, "unknown escape '\\" + c + "'");
    }
    long point = Long.parseLong(code.substring(i + 2, i + 2 + digits), 16);
    if (point > Character.MAX_CODE_POINT) {
      throw new ExpressionException(i, "escape beyond Unicode");
    }
    out.appendCodePoint((int) point);
    return i + 2 + digits;
  }
}
