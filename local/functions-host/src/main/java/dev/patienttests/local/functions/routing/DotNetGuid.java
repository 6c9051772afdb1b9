package dev.patienttests.local.functions.routing;

import java.util.regex.Pattern;

/** {@code Guid.TryParse}: the forms N, D, B, P and X, white space around them trimmed. */
final class DotNetGuid {
  private static final String D =
      group(8) + "-" + group(4) + "-" + group(4) + "-" + group(4) + "-[0-9a-fA-F]{12}";
  private static final Pattern N = Pattern.compile("[0-9a-fA-F]{32}");
  private static final Pattern HYPHENS =
      Pattern.compile("%s|\\{%s\\}|\\(%s\\)".formatted(D, D, D));
  private static final Pattern X =
      Pattern.compile(
          "\\{0[xX]0*[0-9a-fA-F]{1,8}(?:,0[xX]0*[0-9a-fA-F]{1,4}){2},"
              + "\\{0[xX]0*[0-9a-fA-F]{1,2}(?:,0[xX]0*[0-9a-fA-F]{1,2}){7}\\}\\}");

  private DotNetGuid() {}

  /** A group of the D form may be padded by a sign or a hex prefix at its start. */
  private static String group(int digits) {
    return "(?:[0-9a-fA-F]{%d}|\\+[0-9a-fA-F]{%d}|0[xX][0-9a-fA-F]{%d}|\\+0[xX][0-9a-fA-F]{%d})"
        .formatted(digits, digits - 1, digits - 2, digits - 3);
  }

  static boolean isGuid(String text) {
    String trimmed = DotNetText.trim(text);
    return N.matcher(trimmed).matches()
        || HYPHENS.matcher(trimmed).matches()
        || X.matcher(withoutWhiteSpace(trimmed)).matches();
  }

  private static String withoutWhiteSpace(String text) {
    StringBuilder result = new StringBuilder();
    text.chars()
        .filter(c -> !DotNetText.isWhiteSpace((char) c))
        .forEach(c -> result.append((char) c));
    return result.toString();
  }
}
