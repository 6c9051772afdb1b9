package dev.patienttests.local.functions.routing;

import java.util.Locale;

/** .NET's ideas of white space, truth and file names. */
final class DotNetText {
  private DotNetText() {}

  /** {@code char.IsWhiteSpace}. */
  static boolean isWhiteSpace(char c) {
    return (c >= '\t' && c <= '\r') || c == '\u0085' || Character.isSpaceChar(c);
  }

  static String trim(String text) {
    int start = 0;
    int stop = text.length();
    while (start < stop && isWhiteSpace(text.charAt(start))) {
      start++;
    }
    while (stop > start && isWhiteSpace(text.charAt(stop - 1))) {
      stop--;
    }
    return text.substring(start, stop);
  }

  /** {@code bool.TryParse}: white space and NUL around are ignored. */
  static boolean isBoolean(String text) {
    int start = 0;
    int stop = text.length();
    while (start < stop && isBlank(text.charAt(start))) {
      start++;
    }
    while (stop > start && isBlank(text.charAt(stop - 1))) {
      stop--;
    }
    String word = text.substring(start, stop).toLowerCase(Locale.ROOT);
    return word.equals("true") || word.equals("false");
  }

  private static boolean isBlank(char c) {
    return c == 0 || isWhiteSpace(c);
  }

  /** A dot in the last segment, and something other than dots behind it. */
  static boolean isFileName(String text) {
    String last = text.substring(text.lastIndexOf('/') + 1);
    int dot = last.indexOf('.');
    return dot >= 0 && last.substring(dot).chars().anyMatch(c -> c != '.');
  }
}
