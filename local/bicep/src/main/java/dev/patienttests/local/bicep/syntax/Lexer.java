package dev.patienttests.local.bicep.syntax;

import dev.patienttests.local.bicep.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Cuts a file into tokens. What it cannot read it reports and skips. */
final class Lexer {
  private static final int MAX_NAME = 255;
  private static final int MAX_STRING_NESTING = 20;
  private static final List<String> SYMBOLS =
      List.of(
          "...", "::", "=>", "==", "=~", "!=", "!~", "<=", ">=", "&&", "||", "??", "(", ")", "{",
          "}", "[", "]", ",", ".", ":", "=", "?", "!", "<", ">", "+", "-", "*", "/", "%", "|", "@",
          "^");

  private final SourceFile file;
  private final String text;
  private final Findings findings;
  private final StringLexer strings;
  private int at;
  private int stringNesting;
  private final Map<String, Integer> silentSince = new HashMap<>();

  Lexer(SourceFile file, Findings findings) {
    this.file = file;
    this.text = file.text();
    this.findings = findings;
    this.strings = new StringLexer(this, text);
  }

  /** All tokens of the file. */
  List<Token> tokens() {
    at = text.startsWith("\uFEFF") ? 1 : 0;
    List<Token> tokens = new ArrayList<>();
    while (at < text.length()) {
      next(tokens);
    }
    silentSince.forEach(
        (code, line) -> findings.silence(file.shown(), Set.of(code), line, Integer.MAX_VALUE));
    tokens.add(Token.of(Kind.END, "", at, at));
    return tokens;
  }

  /** Reads one token or one stretch of blanks. */
  private void next(List<Token> tokens) {
    char c = text.charAt(at);
    int start = at;
    if (c == ' ' || c == '\t') {
      at++;
    } else if (c == '\n' || c == '\r') {
      while (at < text.length() && isLineEnd(text.charAt(at))) {
        at++;
      }
      tokens.add(Token.of(Kind.NEWLINE, "", start, at));
    } else if (text.startsWith("//", at)) {
      at = endOfLine(at);
    } else if (text.startsWith("/*", at)) {
      blockComment();
    } else if (c == '#') {
      directive(tokens);
    } else if (isNameStart(c)) {
      name(tokens);
    } else if (isDigit(c)) {
      while (at < text.length() && isDigit(text.charAt(at))) {
        at++;
      }
      tokens.add(Token.of(Kind.NUMBER, text.substring(start, at), start, at));
    } else if (c == '\'' || c == '$') {
      string(tokens);
    } else {
      symbol(tokens);
    }
  }

  private void string(List<Token> tokens) {
    int dollars = 0;
    while (text.startsWith("$", at + dollars)) {
      dollars++;
    }
    if (text.startsWith("'''", at + dollars)) {
      tokens.add(strings.multiLine(at, dollars));
    } else if (dollars == 0) {
      tokens.add(strings.singleLine(at));
    } else {
      symbol(tokens);
    }
  }

  /**
   * The tokens of an interpolation hole.
   *
   * @param start offset behind the opening brace
   */
  Token.Part.Hole hole(int start) {
    if (++stringNesting > MAX_STRING_NESTING) {
      throw Fault.limit(file.origin(start), "strings are nested too deeply");
    }
    at = start;
    List<Token> tokens = new ArrayList<>();
    int braces = 0;
    while (true) {
      if (at >= text.length() || isLineEnd(text.charAt(at))) {
        report("BCP004", start, "the string is not closed: a line ends inside of \"${\"");
        break;
      }
      if (text.charAt(at) == '}' && braces == 0) {
        break;
      }
      braces += text.charAt(at) == '{' ? 1 : text.charAt(at) == '}' ? -1 : 0;
      next(tokens);
    }
    tokens.add(Token.of(Kind.END, "", at, at));
    at += text.startsWith("}", at) ? 1 : 0;
    stringNesting--;
    return new Token.Part.Hole(tokens);
  }

  private void blockComment() {
    int close = text.indexOf("*/", at + 2);
    if (close < 0) {
      report("BCP002", at, "the comment is not closed by \"*/\"");
    }
    at = close < 0 ? text.length() : close + 2;
  }

  private void directive(List<Token> tokens) {
    int end = endOfLine(at);
    String line = text.substring(at, end);
    boolean first = tokens.isEmpty() || tokens.get(tokens.size() - 1).kind() == Kind.NEWLINE;
    String[] words = line.split("//", 2)[0].trim().split("[ \t]+", -1);
    boolean known =
        words[0].equals("#disable-next-line")
            || words[0].equals("#disable-diagnostics")
            || words[0].equals("#restore-diagnostics");
    if (!first || !known) {
      report("BCP001", at, "\"#\" begins no directive here");
      at++;
      return;
    }
    if (words.length == 1) {
      report("BCP226", at, "the directive names no diagnostic code");
    }
    silence(words, file.origin(at).line());
    at = end;
  }

  /** Until the end of the file, or until it is said again; a restored code is no longer silent. */
  private void silence(String[] words, int line) {
    for (int i = 1; i < words.length; i++) {
      if (words[0].equals("#disable-next-line")) {
        findings.silence(file.shown(), Set.of(words[i]), line + 1, line + 1);
      } else if (words[0].equals("#disable-diagnostics")) {
        silentSince.putIfAbsent(words[i], line);
      } else if (silentSince.containsKey(words[i])) {
        findings.silence(file.shown(), Set.of(words[i]), silentSince.remove(words[i]), line);
      }
    }
  }

  private void name(List<Token> tokens) {
    int start = at;
    while (at < text.length() && (isNameStart(text.charAt(at)) || isDigit(text.charAt(at)))) {
      at++;
    }
    if (at - start > MAX_NAME) {
      report("BCP024", start, "a name has at most " + MAX_NAME + " characters");
    }
    tokens.add(Token.of(Kind.NAME, text.substring(start, at), start, at));
  }

  private void symbol(List<Token> tokens) {
    for (String symbol : SYMBOLS) {
      if (text.startsWith(symbol, at)) {
        tokens.add(Token.of(Kind.SYMBOL, symbol, at, at + symbol.length()));
        at += symbol.length();
        return;
      }
    }
    if (text.charAt(at) == '"') {
      report("BCP103", at, "strings are written in single quotes");
      at = endOfLine(at);
    } else {
      String shown = new String(Character.toChars(text.codePointAt(at)));
      report("BCP001", at, "the character \"" + shown + "\" does not belong to the language");
      at += shown.length();
    }
  }

  void report(String code, int offset, String message) {
    findings.error(code, file.origin(offset), message);
  }

  void moveTo(int offset) {
    at = offset;
  }

  int position() {
    return at;
  }

  int endOfLine(int from) {
    int end = from;
    while (end < text.length() && !isLineEnd(text.charAt(end))) {
      end++;
    }
    return end;
  }

  static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNameStart(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
