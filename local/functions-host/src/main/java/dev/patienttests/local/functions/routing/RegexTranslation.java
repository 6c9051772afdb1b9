package dev.patienttests.local.functions.routing;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Rewrites what .NET and Java read differently in a regular expression. */
final class RegexTranslation {
  private static final String WORD = "\\p{L}\\p{Mn}\\p{Nd}\\p{Pc}";
  private static final Pattern CATEGORY = Pattern.compile("\\\\[pP]$");
  private static final String ONLY_IN_JAVA = "EFHIJKLMNOQRTUVXYghijlmoqy";
  private static final String SPACE = "\\f\\n\\r\\t\\x0B\\x85\\p{Z}";

  private RegexTranslation() {}

  /**
   * Replaces what the engines see differently in text: .NET sees UTF-16 units, so surrogates become
   * private-use characters; it has no case pair for the Turkish i's and the long s, so they become
   * letters without case.
   */
  static String units(String text) {
    StringBuilder result = new StringBuilder(text);
    for (int i = 0; i < result.length(); i++) {
      char c = result.charAt(i);
      int special = "İıſ".indexOf(c);
      if (special >= 0) {
        result.setCharAt(i, (char) ('\uA48A' + special));
      } else if (Character.isSurrogate(c)) {
        result.setCharAt(i, (char) (c - '\uD800' + '\uE000'));
      }
    }
    return result.toString();
  }

  static String toJava(String dotNet) {
    String pattern = units(dotNet);
    StringBuilder java = new StringBuilder();
    int classStart = -1;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\' && i + 1 < pattern.length()) {
        java.append(escape(pattern.charAt(++i), classStart >= 0));
      } else if (classStart >= 0) {
        if (c == ']' && i > classStart) {
          classStart = -1;
          java.append(c);
        } else {
          java.append(inClass(c));
        }
      } else {
        java.append(isPlainBrace(pattern, i) ? "\\{" : String.valueOf(c));
        if (c == '[') {
          boolean negated = i + 1 < pattern.length() && pattern.charAt(i + 1) == '^';
          if (negated) {
            java.append('^');
            i++;
          }
          classStart = i + 1; // a ] that comes first is a plain character
        }
      }
    }
    return java.toString();
  }

  /** A brace that no number follows, nor names a category, stands for itself. */
  private static boolean isPlainBrace(String pattern, int at) {
    boolean number = at + 1 < pattern.length() && Character.isDigit(pattern.charAt(at + 1));
    return pattern.charAt(at) == '{'
        && !number
        && !CATEGORY.matcher(pattern.substring(0, at)).find();
  }

  private static String inClass(char c) {
    return c == '[' || c == '&' || c == ']' ? "\\" + c : String.valueOf(c);
  }

  /**
   * An escape.
   *
   * @throws PatternSyntaxException for one that only Java knows
   */
  private static String escape(char c, boolean inClass) {
    if (ONLY_IN_JAVA.indexOf(c) >= 0) {
      throw new PatternSyntaxException("Unrecognized escape", "\\" + c, 0);
    }
    return switch (c) {
      case '0' -> "\\x00";
      case 'b' -> inClass ? "\\x08" : "\\b";
      case 'd' -> "\\p{Nd}";
      case 'D' -> "\\P{Nd}";
      case 'w' -> inClass ? WORD : "[" + WORD + "]";
      case 'W' -> "[^" + WORD + "]";
      case 's' -> inClass ? SPACE : "[" + SPACE + "]";
      case 'S' -> "[^" + SPACE + "]";
      case 'v' -> "\\x0B";
      default -> "\\" + c;
    };
  }
}
