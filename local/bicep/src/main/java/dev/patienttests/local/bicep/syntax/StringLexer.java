package dev.patienttests.local.bicep.syntax;

import dev.patienttests.local.bicep.syntax.Token.Kind;
import dev.patienttests.local.bicep.syntax.Token.Part;
import java.util.ArrayList;
import java.util.List;

/** Reads the two kinds of strings. */
final class StringLexer {
  private final Lexer lexer;
  private final String text;

  StringLexer(Lexer lexer, String text) {
    this.lexer = lexer;
    this.text = text;
  }

  /** A string in single quotes, on one line, with escapes and holes. */
  Token singleLine(int start) {
    List<Part> parts = new ArrayList<>();
    StringBuilder run = new StringBuilder();
    int at = start + 1;
    while (true) {
      if (at >= text.length() || Lexer.isLineEnd(text.charAt(at))) {
        lexer.report("BCP004", start, "the string is not closed on its line");
        break;
      }
      char c = text.charAt(at);
      if (c == '\'') {
        at++;
        break;
      }
      if (c == '\\') {
        at = escape(at, run);
      } else if (text.startsWith("${", at)) {
        at = hole(at + 2, run, parts);
      } else {
        run.append(c);
        at++;
      }
    }
    return finish(start, at, run, parts);
  }

  private int hole(int inside, StringBuilder run, List<Part> parts) {
    parts.add(new Part.Text(run.toString()));
    run.setLength(0);
    parts.add(lexer.hole(inside));
    return lexer.position();
  }

  private Token finish(int start, int end, StringBuilder run, List<Part> parts) {
    parts.add(new Part.Text(run.toString()));
    lexer.moveTo(end);
    return new Token(Kind.STRING, "", start, end, List.copyOf(parts));
  }

  private int escape(int at, StringBuilder run) {
    char c = at + 1 < text.length() ? text.charAt(at + 1) : '\n';
    switch (c) {
      case 'n' -> run.append('\n');
      case 'r' -> run.append('\r');
      case 't' -> run.append('\t');
      case '\\', '\'', '$' -> run.append(c);
      case 'u' -> {
        return unicode(at, run);
      }
      default -> {
        lexer.report("BCP006", at, "unknown escape; there are \\n \\r \\t \\\\ \\' \\$ and \\u{…}");
        return at + 1;
      }
    }
    return at + 2;
  }

  private int unicode(int at, StringBuilder run) {
    int close = text.indexOf('}', at);
    if (text.startsWith("{", at + 2) && close > 0) {
      String digits = text.substring(at + 3, close);
      if (digits.matches("[0-9A-Fa-f]{1,6}") && Integer.parseInt(digits, 16) <= 0x10FFFF) {
        run.appendCodePoint(Integer.parseInt(digits, 16));
        return close + 1;
      }
    }
    lexer.report("BCP133", at, "a character is written as \\u{…} with one to six hex digits");
    return at + 2;
  }

  /** A string in three single quotes, which has holes only behind dollars. */
  Token multiLine(int start, int dollars) {
    String opening = "$".repeat(Math.max(dollars, 1)) + "{";
    List<Part> parts = new ArrayList<>();
    StringBuilder run = new StringBuilder();
    int at = start + dollars + 3;
    at += text.startsWith("\r\n", at) ? 2 : text.startsWith("\n", at) ? 1 : 0;
    while (!text.startsWith("'''", at)) {
      if (at >= text.length()) {
        lexer.report("BCP140", start, "the string is not closed by three single quotes");
        return finish(start, at, run, parts);
      }
      // Of more dollars than needed, the first ones are text.
      if (dollars > 0 && text.startsWith(opening, at)) {
        at = hole(at + opening.length(), run, parts);
      } else {
        run.append(text.charAt(at));
        at++;
      }
    }
    at += 3;
    while (text.startsWith("'", at)) {
      run.append('\'');
      at++;
    }
    return finish(start, at, run, parts);
  }
}
