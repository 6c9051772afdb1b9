package dev.patienttests.local.gateway.document;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Finds where a bracket of C# code closes. Knows regular, verbatim and interpolated strings,
 * character literals and comments, and nothing else of the language.
 */
final class CSharpBrackets {
  private static final int MAX_NESTING = 64;
  private final CharSequence text;

  CSharpBrackets(CharSequence text) {
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
    if (c == '"') {
      return string(i + 1, false, false, nesting);
    }
    if (c == '\'') {
      return character(i + 1);
    }
    if (starts(i, "@\"")) {
      return string(i + 2, true, false, nesting);
    }
    if (starts(i, "$\"")) {
      return string(i + 2, false, true, nesting);
    }
    if (starts(i, "$@\"") || starts(i, "@$\"")) {
      return string(i + 3, true, true, nesting);
    }
    if (starts(i, "//")) {
      return after(i, "\n");
    }
    if (starts(i, "/*")) {
      return after(i + 2, "*/");
    }
    return i + 1;
  }

  private int string(int start, boolean verbatim, boolean interpolated, int nesting) {
    int i = start;
    while (i >= 0 && i < text.length()) {
      char c = text.charAt(i);
      if (c == '"') {
        if (!verbatim || !starts(i, "\"\"")) {
          return i + 1;
        }
        i += 2;
      } else if (c == '\\' && !verbatim) {
        i += 2;
      } else if (c == '\n' && !verbatim) {
        return -1;
      } else if (interpolated && (starts(i, "{{") || starts(i, "}}"))) {
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
    for (int i = from; i < text.length(); i++) {
      if (starts(i, end)) {
        return i + end.length();
      }
    }
    return -1;
  }

  private boolean starts(int i, String prefix) {
    if (i + prefix.length() > text.length()) {
      return false;
    }
    for (int k = 0; k < prefix.length(); k++) {
      if (text.charAt(i + k) != prefix.charAt(k)) {
        return false;
      }
    }
    return true;
  }
}
