package dev.patienttests.local.gateway.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes a .NET pattern as a Java pattern. Named groups become numbered ones, in .NET's order: the
 * unnamed first. What Java has not (balancing groups, conditions, right to left) is refused.
 */
final class RegexTranslator {
  private final String pattern;
  private final boolean explicit;
  private final boolean comments;
  private final boolean ecma;
  private final StringBuilder out = new StringBuilder();
  private final List<String> groups = new ArrayList<>();
  private int at;

  /**
   * A translator.
   *
   * @param options bits of {@code RegexOptions}
   */
  RegexTranslator(String pattern, long options) {
    this.pattern = pattern;
    this.explicit = (options & 4) != 0;
    this.comments = (options & 32) != 0;
    this.ecma = (options & 256) != 0;
  }

  /** The names of the Java groups in their order; an empty one has no name. */
  List<String> groups() {
    return groups;
  }

  static DotNetException wrong(String message) {
    return new DotNetException("System.Text.RegularExpressions.RegexParseException", message);
  }

  String translate() {
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      if (c == '\\') {
        escape(false);
      } else if (c == '[') {
        at++;
        set();
      } else if (c == '(') {
        group();
      } else if (comments && Character.isWhitespace(c)) {
        at++;
      } else if (comments && c == '#') {
        int end = pattern.indexOf('\n', at);
        at = end < 0 ? pattern.length() : end + 1;
      } else if (c == '$') {
        // The end, or before a final line feed; Java knows more ends of lines.
        out.append("$");
        at++;
      } else if (c == '{' && !pattern.substring(at).matches("(?s)\\{[0-9]+(,[0-9]*)?\\}.*")) {
        out.append("\\{");
        at++;
      } else if (c == '}' && !quantifierBefore()) {
        out.append("\\}");
        at++;
      } else if (c == ']') {
        out.append("\\]");
        at++;
      } else {
        out.append(c);
        at++;
      }
    }
    return out.toString();
  }

  private boolean quantifierBefore() {
    int open = pattern.lastIndexOf('{', at);
    return open >= 0 && pattern.substring(open, at + 1).matches("\\{[0-9]+(,[0-9]*)?\\}");
  }

  private void group() {
    if (!pattern.startsWith("(?", at)) {
      out.append(explicit ? "(?:" : "(");
      if (!explicit) {
        groups.add("");
      }
      at++;
      return;
    }
    if (pattern.startsWith("(?#", at)) {
      int end = pattern.indexOf(')', at);
      at = end < 0 ? pattern.length() : end + 1;
      return;
    }
    char kind = at + 2 < pattern.length() ? pattern.charAt(at + 2) : '\0';
    char next = at + 3 < pattern.length() ? pattern.charAt(at + 3) : '\0';
    boolean lookbehind = kind == '<' && (next == '=' || next == '!');
    if (kind == '(') {
      throw DotNetException.notSupported("Conditions in a pattern are not supported here.");
    }
    if ((kind == '<' && !lookbehind) || kind == '\'') {
      int end = pattern.indexOf(kind == '<' ? '>' : '\'', at + 3);
      String name = end < 0 ? "" : pattern.substring(at + 3, end);
      if (!name.matches("\\w+")) {
        if (name.matches("\\w*-\\w+")) {
          throw DotNetException.notSupported("Balancing groups are not supported here.");
        }
        throw wrong("Invalid group name.");
      }
      groups.add(name);
      out.append('(');
      at = end + 1;
      return;
    }
    int end = at + 2;
    while (end < pattern.length() && "imnsx-".indexOf(pattern.charAt(end)) >= 0) {
      end++;
    }
    if (end > at + 2) {
      // n has no counterpart; the others have the same letters, m without Java's line ends.
      out.append("(?").append(pattern.substring(at + 2, end).replace("n", ""));
      at = end;
      return;
    }
    out.append("(?");
    at += 2;
  }

  private void escape(boolean inSet) {
    if (at + 1 >= pattern.length()) {
      throw wrong("Illegal \\ at end of pattern.");
    }
    char c = pattern.charAt(at + 1);
    switch (c) {
      case 'd', 'D' ->
          simple(ecma ? (c == 'd' ? "[0-9]" : "[^0-9]") : c == 'd' ? "\\p{Nd}" : "\\P{Nd}");
      case 'w', 'W' -> simple(word(c == 'w'));
      case 's', 'S' ->
          simple(c == 's' ? "[\\f\\n\\r\\t\\x0B\\x85\\p{Z}]" : "[^\\f\\n\\r\\t\\x0B\\x85\\p{Z}]");
      case 'Z' -> simple("(?=\\n?\\z)");
      case 'A', 'z', 'G', 'B', 'b' -> simple(inSet && c == 'b' ? "\\x08" : "\\" + c);
      case 'p', 'P' -> property(c);
      case 'x', 'u' -> {
        int digits = c == 'x' ? 2 : 4;
        String hex = pattern.substring(at + 2, Math.min(pattern.length(), at + 2 + digits));
        if (hex.length() < digits || !hex.matches("[0-9a-fA-F]+")) {
          throw wrong("Insufficient hexadecimal digits.");
        }
        out.append("\\u").append("0".repeat(4 - digits)).append(hex);
        at += 2 + digits;
      }
      case 'k' -> backReference();
      case 'v' -> simple("\\x0B");
      case 'a', 'e', 'f', 'n', 'r', 't', 'c' -> simple("\\" + c);
      default -> other(c, inSet);
    }
  }

  private void other(char c, boolean inSet) {
    if (Character.isDigit(c) && c != '0' && !inSet) {
      number();
      return;
    }
    if (c == '0' || (Character.isDigit(c) && inSet)) {
      int end = at + 1;
      while (end < pattern.length()
          && end < at + 4
          && "01234567".indexOf(pattern.charAt(end)) >= 0) {
        end++;
      }
      out.append(
          String.format(
              Locale.ROOT, "\\u%04x", Integer.parseInt(pattern.substring(at + 1, end), 8)));
      at = end;
      return;
    }
    if (Character.isLetterOrDigit(c) || c == '_') {
      throw wrong("Unrecognized escape sequence \\" + c + ".");
    }
    simple("\\" + c);
  }

  private void simple(String text) {
    out.append(text);
    at += 2;
  }

  private String word(boolean positive) {
    if (ecma) {
      return positive ? "[a-zA-Z_0-9]" : "[^a-zA-Z_0-9]";
    }
    return (positive ? "[" : "[^") + "\\p{L}\\p{Mn}\\p{Nd}\\p{Pc}]";
  }

  private void property(char c) {
    int close = pattern.indexOf('}', at);
    if (!pattern.startsWith("{", at + 2) || close < 0) {
      throw wrong("Malformed \\p{X} character escape.");
    }
    String name = pattern.substring(at + 3, close);
    if (name.startsWith("Is") && name.length() > 2) {
      name = "In" + name.substring(2);
    }
    out.append('\\').append(c).append('{').append(name).append('}');
    at = close + 1;
  }

  private void number() {
    int end = at + 1;
    while (end < pattern.length() && Character.isDigit(pattern.charAt(end))) {
      end++;
    }
    int wanted = Integer.parseInt(pattern.substring(at + 1, end));
    out.append("(?:\\").append(position(String.valueOf(wanted))).append(")");
    at = end;
  }

  private void backReference() {
    char open = at + 2 < pattern.length() ? pattern.charAt(at + 2) : '\0';
    int close = pattern.indexOf(open == '<' ? '>' : '\'', at + 3);
    if ((open != '<' && open != '\'') || close < 0) {
      throw wrong("Malformed \\k<...> named back reference.");
    }
    out.append("(?:\\").append(position(pattern.substring(at + 3, close))).append(")");
    at = close + 1;
  }

  /** Number of the Java group that a name or .NET number stands for. */
  private int position(String name) {
    int named = groups.indexOf(name);
    if (named >= 0) {
      return named + 1;
    }
    if (name.matches("[0-9]+")) {
      int count = 0;
      for (int i = 0; i < groups.size(); i++) {
        count += groups.get(i).isEmpty() ? 1 : 0;
        if (groups.get(i).isEmpty() && count == Integer.parseInt(name)) {
          return i + 1;
        }
      }
    }
    throw wrong("Reference to an undefined group.");
  }

  /** A set; {@code -[...]} at its end subtracts. */
  private void set() {
    out.append('[');
    if (at < pattern.length() && pattern.charAt(at) == '^') {
      out.append('^');
      at++;
    }
    int insert = out.length();
    boolean first = true;
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      if (c == ']' && !first) {
        at++;
        out.append(']');
        return;
      }
      if (c == '-' && at + 1 < pattern.length() && pattern.charAt(at + 1) == '[' && !first) {
        at += 2;
        subtract(insert);
        return;
      }
      if (c == '\\') {
        escape(true);
      } else {
        out.append("[]&^ #".indexOf(c) >= 0 ? "\\" + c : String.valueOf(c));
        at++;
      }
      first = false;
    }
    throw wrong("Unterminated [] set.");
  }

  private void subtract(int insert) {
    out.insert(insert, '[').append("]&&");
    int start = out.length();
    set();
    boolean negated = out.charAt(start + 1) == '^';
    if (negated) {
      out.deleteCharAt(start + 1);
    } else {
      out.insert(start + 1, '^');
    }
    if (at >= pattern.length() || pattern.charAt(at) != ']') {
      throw wrong("A subtraction must be the last element in a character class.");
    }
    at++;
    out.append(']');
  }
}
