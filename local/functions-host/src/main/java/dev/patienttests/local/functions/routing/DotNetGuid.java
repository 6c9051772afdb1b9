package dev.patienttests.local.functions.routing;

import java.util.regex.Pattern;

/** {@code Guid.TryParse}: the forms N, D, B, P and X, white space around them trimmed. */
final class DotNetGuid {
  private static final String D =
      String.join("-", group(8), group(4), group(4), group(4), group(4) + "[0-9a-fA-F]{8}");
  private static final Pattern N = Pattern.compile("[0-9a-fA-F]{32}");
  private static final Pattern HYPHENS = Pattern.compile("%s|\\{%s\\}|\\(%s\\)".formatted(D, D, D));
  private static final String WORD = hex(8);
  private static final String OCTET = hex(2);
  private static final Pattern X =
      Pattern.compile(
          "\\{%s,%s,%s,\\{%s(?:,%s){7}\\}\\}".formatted(WORD, WORD, WORD, OCTET, OCTET));

  private DotNetGuid() {}

  /** A group of the D form may be padded by a sign or a hex prefix at its start. */
  private static String group(int digits) {
    return "(?:[0-9a-fA-F]{%d}|\\+[0-9a-fA-F]{%d}|0[xX][0-9a-fA-F]{%d}|\\+0[xX][0-9a-fA-F]{%d})"
        .formatted(digits, digits - 1, digits - 2, digits - 3);
  }

  /** A number of the X form: any count of zeros, then at most so many digits. */
  private static String hex(int digits) {
    return "0[xX]\\+?(?:0[xX])?(?:0+|0*[0-9a-fA-F]{1,%d})".formatted(digits);
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
