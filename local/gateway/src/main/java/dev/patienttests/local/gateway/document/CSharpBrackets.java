package dev.patienttests.local.gateway.document;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Finds where a bracket of C# code closes. Knows regular, verbatim and interpolated strings,
 * character literals and comments, and nothing else of the language.
 */
final class CSharpBrackets {
  private static final int MAX_NESTING = 64;
  private final String text;

  CSharpBrackets(String text) {
    this.text = text;
  }

  /** The index after the bracket that closes the one at {@code open}, or -1. */
  int closing(int open) {
    return code(open, 0);
  }

  private int code(int open, int nesting) {
    if (nesting > MAX_NESTING) {
      return -1;
    }
    Deque<Character> expected = new ArrayDeque<>();
    int i = open;
    while (i >= 0 && i < text.length()) {
      char c = text.charAt(i);
      switch (c) {
        case '(' -> expected.push(')');
        case '[' -> expected.push(']');
        case '{' -> expected.push('}');
        case ')', ']', '}' -> {
          if (expected.pop() != c) {
            return -1;
          }
          if (expected.isEmpty()) {
            return i + 1;
          }
        }
        default -> {
          // Literals and comments are looked at below.
        }
      }
      i = next(i, c, nesting);
    }
    return -1;
  }

  private int next(int i, char c, int nesting) {
    return switch (c) {
      case '"' -> string(i + 1, false, false, nesting);
      case '\'' -> character(i + 1);
      case '@', '$' -> marked(i, nesting);
      case '/' ->
          text.startsWith("//", i)
              ? after(i, "\n")
              : text.startsWith("/*", i) ? after(i + 2, "*/") : i + 1;
      default -> i + 1;
    };
  }

  private int marked(int i, int nesting) {
    if (text.startsWith("@\"", i)) {
      return string(i + 2, true, false, nesting);
    }
    if (text.startsWith("$\"", i)) {
      return string(i + 2, false, true, nesting);
    }
    boolean both = text.startsWith("$@\"", i) || text.startsWith("@$\"", i);
    return both ? string(i + 3, true, true, nesting) : i + 1;
  }

  private int string(int start, boolean verbatim, boolean interpolated, int nesting) {
    int i = start;
    while (i >= 0 && i < text.length()) {
      char c = text.charAt(i);
      if (c == '"') {
        if (!verbatim || !text.startsWith("\"\"", i)) {
          return i + 1;
        }
        i += 2;
      } else if (c == '\\' && !verbatim) {
        i += 2;
      } else if (c == '\n' && !verbatim) {
        return -1;
      } else if (interpolated && (text.startsWith("{{", i) || text.startsWith("}}", i))) {
        i += 2;
      } else if (interpolated && c == '{') {
        i = code(i, nesting + 1);
      } else {
        i++;
      }
    }
    return -1;
  }

  private int character(int start) {
    int i = start;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\'') {
        return i + 1;
      }
      if (c == '\n') {
        return -1;
      }
      i += c == '\\' ? 2 : 1;
    }
    return -1;
  }

  private int after(int from, String end) {
    int found = text.indexOf(end, from);
    return found < 0 ? -1 : found + end.length();
  }
}
