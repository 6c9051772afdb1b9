package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.model.TextSearch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntPredicate;
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
    Separators found = new Separators(text, separators);
    int start = 0;
    Separators.Found next = found.next(0);
    while (next.start() < text.length() && parts.size() < count - 1) {
      add(parts, text.substring(start, next.start()), removeEmpty, trim);
      start = next.end();
      next = found.next(start);
    }
    while (removeEmpty
        && parts.size() == count - 1
        && next.start() == start
        && start < text.length()) {
      start = next.end();
      next = found.next(start);
    }
    add(parts, text.substring(start), removeEmpty, trim);
    return parts;
  }

  private static void add(List<String> parts, String part, boolean removeEmpty, boolean trim) {
    String kept = trim ? trim(part, "", true, true) : part;
    if (!removeEmpty || !kept.isEmpty()) {
      parts.add(kept);
    }
  }

  static String trim(String text, String characters, boolean start, boolean end) {
    IntPredicate trimmed =
        characters.isEmpty() ? c -> isWhiteSpace((char) c) : setOf(characters)::get;
    int from = 0;
    int to = text.length();
    while (start && from < to && trimmed.test(text.charAt(from))) {
      from++;
    }
    while (end && to > from && trimmed.test(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  /** The characters of a text, of which there may be many, to ask for one of them. */
  static BitSet setOf(String characters) {
    BitSet set = new BitSet();
    characters.chars().forEach(set::set);
    return set;
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
