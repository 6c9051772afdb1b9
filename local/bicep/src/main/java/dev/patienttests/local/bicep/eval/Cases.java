package dev.patienttests.local.bicep.eval;

import java.util.function.IntUnaryOperator;

/** Case and white space as in .NET's invariant culture: one character becomes one other. */
final class Cases {
  // The two letters i of Turkish have no counterpart there.
  private static final int DOTTED = 0x130;
  private static final int DOTLESS = 0x131;

  private Cases() {}

  static String lower(String text) {
    return each(text, c -> c == DOTTED ? c : Character.toLowerCase(c));
  }

  static String upper(String text) {
    return each(text, c -> c == DOTLESS ? c : Character.toUpperCase(c));
  }

  private static String each(String text, IntUnaryOperator change) {
    StringBuilder changed = new StringBuilder(text.length());
    text.codePoints().map(change).forEach(changed::appendCodePoint);
    return changed.toString();
  }

  /** The text without white space at its ends. */
  static String trim(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isWhiteSpace(text.charAt(from))) {
      from++;
    }
    while (to > from && isWhiteSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isWhiteSpace(char c) {
    boolean control = (c >= '\t' && c <= '\r') || c == 0x85;
    return control || Character.isSpaceChar(c);
  }

  /** Whether a text is of a pattern in which a star stands for any number of characters. */
  static boolean matches(String text, String pattern) {
    int at = 0;
    int in = 0;
    int star = -1;
    int resume = 0;
    while (at < text.length()) {
      if (in < pattern.length() && pattern.charAt(in) == '*') {
        star = in++;
        resume = at;
      } else if (in < pattern.length() && pattern.charAt(in) == text.charAt(at)) {
        in++;
        at++;
      } else if (star >= 0) {
        in = star + 1;
        at = ++resume;
      } else {
        return false;
      }
    }
    while (in < pattern.length() && pattern.charAt(in) == '*') {
      in++;
    }
    return in == pattern.length();
  }
}
