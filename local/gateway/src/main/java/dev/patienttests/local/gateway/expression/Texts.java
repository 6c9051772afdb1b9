package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.model.TextSearch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** .NET's operations on text where they differ from Java's. */
final class Texts {
  private static final Pattern GUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  private Texts() {}

  static Optional<Boolean> parseBool(String text) {
    String trimmed = trim(text, "", true, true).replace("\0", "");
    if (trimmed.equalsIgnoreCase("true")) {
      return Optional.of(true);
    }
    return trimmed.equalsIgnoreCase("false") ? Optional.of(false) : Optional.empty();
  }

  static Optional<UUID> parseGuid(String text) {
    String trimmed = text == null ? "" : trim(text, "", true, true);
    boolean braces = trimmed.startsWith("{") && trimmed.endsWith("}");
    boolean parentheses = trimmed.startsWith("(") && trimmed.endsWith(")");
    if (braces || parentheses) {
      trimmed = trimmed.substring(1, trimmed.length() - 1);
    } else if (trimmed.matches("[0-9a-fA-F]{32}")) {
      trimmed = trimmed.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }
    return GUID.matcher(trimmed).matches()
        ? Optional.of(UUID.fromString(trimmed))
        : Optional.empty();
  }

  /** {@code Uri.EscapeDataString}: all but unreserved characters (RFC 3986) as UTF-8 in escapes. */
  static String escapeData(String text) {
    StringBuilder out = new StringBuilder();
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      if (octet >= 0 && UNRESERVED.indexOf(octet) >= 0) {
        out.append((char) octet);
      } else {
        out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
      }
    }
    return out.toString();
  }

  static String substring(String text, int start, int length) {
    if (start < 0 || length < 0 || start > text.length() - length) {
      throw DotNetException.outOfRange(
          start < 0 || start > text.length() ? "startIndex" : "length");
    }
    return text.substring(start, start + length);
  }

  static List<String> split(
      String text, List<String> separators, int count, boolean removeEmpty, boolean trim) {
    List<String> parts = new ArrayList<>();
    if (count == 0) {
      return parts;
    }
    int start = 0;
    int end = nextSeparator(text, start, separators);
    while (end < text.length() && parts.size() < count - 1) {
      add(parts, text.substring(start, end), removeEmpty, trim);
      start = end + separatorAt(text, end, separators);
      end = nextSeparator(text, start, separators);
    }
    String rest = text.substring(start);
    while (removeEmpty && parts.size() == count - 1 && !rest.isEmpty()) {
      int length = separatorAt(rest, 0, separators);
      if (length == 0) {
        break;
      }
      rest = rest.substring(length);
    }
    add(parts, rest, removeEmpty, trim);
    return parts;
  }

  private static void add(List<String> parts, String part, boolean removeEmpty, boolean trim) {
    String kept = trim ? trim(part, "", true, true) : part;
    if (!removeEmpty || !kept.isEmpty()) {
      parts.add(kept);
    }
  }

  /** Where the next separator begins; the end of the text where there is none. */
  private static int nextSeparator(String text, int start, List<String> separators) {
    if (separators.size() == 1 && !separators.get(0).isEmpty()) {
      int found = TextSearch.indexOf(text, separators.get(0), start);
      return found < 0 ? text.length() : found;
    }
    int at = start;
    while (at < text.length() && separatorAt(text, at, separators) == 0) {
      at++;
    }
    return at;
  }

  private static int separatorAt(String text, int i, List<String> separators) {
    if (separators.isEmpty()) {
      return isWhiteSpace(text.charAt(i)) ? 1 : 0;
    }
    for (String separator : separators) {
      if (!separator.isEmpty() && text.startsWith(separator, i)) {
        return separator.length();
      }
    }
    return 0;
  }

  static String trim(String text, String characters, boolean start, boolean end) {
    int from = 0;
    int to = text.length();
    while (start && from < to && trims(text.charAt(from), characters)) {
      from++;
    }
    while (end && to > from && trims(text.charAt(to - 1), characters)) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean trims(char c, String characters) {
    return characters.isEmpty() ? isWhiteSpace(c) : characters.indexOf(c) >= 0;
  }

  /** {@code char.IsWhiteSpace}: Unicode's blanks, not Java's separators U+001C to U+001F. */
  static boolean isWhiteSpace(char c) {
    return Character.isSpaceChar(c) || (c >= '\t' && c <= '\r') || c == '\u0085';
  }

  /** Folds one character to one character, as invariant casing does. */
  static String upper(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.chars()
        .forEach(
            c ->
                out.append(
                    c == '\u0131' || c == '\u017F' ? (char) c : Character.toUpperCase((char) c)));
    return out.toString();
  }

  static String lower(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.chars()
        .forEach(c -> out.append(c == '\u0130' ? (char) c : Character.toLowerCase((char) c)));
    return out.toString();
  }

  /** Compares by a {@code StringComparison}; only the ordinal ones are supported. */
  static boolean ignoresCase(Object comparison) {
    return comparison.toString().toLowerCase(Locale.ROOT).endsWith("ignorecase");
  }

  static int indexOf(String text, String part, boolean ignoreCase) {
    return ignoreCase
        ? TextSearch.indexOf(upper(text), upper(part), 0)
        : TextSearch.indexOf(text, part, 0);
  }

  static boolean equal(String left, String right, boolean ignoreCase) {
    if (left == null || right == null) {
      return left == null && right == null;
    }
    return ignoreCase ? upper(left).equals(upper(right)) : left.equals(right);
  }
}
