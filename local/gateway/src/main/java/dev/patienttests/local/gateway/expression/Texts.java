package dev.patienttests.local.gateway.expression;

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
  private static final Pattern INTEGER = Pattern.compile("[ \\t-\\r]*[+-]?[0-9]+[ \\t-\\r]*\0*");
  private static final Pattern GUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  private Texts() {}

  static Optional<Boolean> parseBool(String text) {
    String trimmed = text.strip();
    if (trimmed.equalsIgnoreCase("true")) {
      return Optional.of(true);
    }
    return trimmed.equalsIgnoreCase("false") ? Optional.of(false) : Optional.empty();
  }

  static Optional<Long> parseLong(String text) {
    if (text == null || !INTEGER.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.parseLong(text.strip().replace("\0", "")));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  static Optional<UUID> parseGuid(String text) {
    String trimmed = text == null ? "" : text.strip();
    if (trimmed.startsWith("{") && trimmed.endsWith("}")) {
      trimmed = trimmed.substring(1, trimmed.length() - 1);
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
      throw DotNetException.outOfRange("Index and length");
    }
    return text.substring(start, start + length);
  }

  static String[] split(String text, List<String> separators, boolean removeEmpty) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    int i = 0;
    while (i < text.length()) {
      int length = separatorAt(text, i, separators);
      if (length == 0) {
        i++;
        continue;
      }
      parts.add(text.substring(start, i));
      i += length;
      start = i;
    }
    parts.add(text.substring(start));
    if (removeEmpty) {
      parts.removeIf(String::isEmpty);
    }
    return parts.toArray(new String[0]);
  }

  private static int separatorAt(String text, int i, List<String> separators) {
    if (separators.isEmpty()) {
      return Character.isWhitespace(text.charAt(i)) ? 1 : 0;
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
    return characters.isEmpty()
        ? Character.isWhitespace(c) || Character.isSpaceChar(c)
        : characters.indexOf(c) >= 0;
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
    return ignoreCase ? upper(text).indexOf(upper(part)) : text.indexOf(part);
  }

  static boolean equal(String left, String right, boolean ignoreCase) {
    if (left == null || right == null) {
      return left == null && right == null;
    }
    return ignoreCase ? upper(left).equals(upper(right)) : left.equals(right);
  }
}
