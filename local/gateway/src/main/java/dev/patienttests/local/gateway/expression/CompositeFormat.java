package dev.patienttests.local.gateway.expression;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Composite formats as {@code string.Format} takes them: {@code {index,width}}. Format strings
 * behind a colon are not supported.
 */
final class CompositeFormat {
  private static final Pattern HOLE =
      Pattern.compile("([0-9]{1,6}) *(?:, *(-?[0-9]{1,6}) *)?(:.*)?", Pattern.DOTALL);
  private static final int MAX_WIDTH = 10_000;

  private CompositeFormat() {}

  /** The first hole that is well-formed but needs what is not supported. */
  static Optional<String> unsupported(String format) {
    int i = 0;
    while (i < format.length()) {
      char c = format.charAt(i);
      if (isDoubled(format, i, c)) {
        i += 2;
        continue;
      }
      int close = c == '{' ? format.indexOf('}', i) : -1;
      if (close > 0) {
        String hole = format.substring(i, close + 1);
        Matcher matcher = HOLE.matcher(format.substring(i + 1, close));
        if (matcher.matches() && (matcher.group(3) != null || width(matcher) > MAX_WIDTH)) {
          return Optional.of(hole);
        }
      }
      i++;
    }
    return Optional.empty();
  }

  /**
   * Fills the holes.
   *
   * @throws DotNetException where the format or an index is wrong
   */
  static String apply(String format, Object[] arguments) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < format.length()) {
      char c = format.charAt(i);
      if (isDoubled(format, i, c)) {
        out.append(c);
        i += 2;
      } else if (c == '{') {
        int close = format.indexOf('}', i);
        out.append(hole(close < 0 ? "" : format.substring(i + 1, close), arguments));
        i = close + 1;
      } else if (c == '}') {
        throw wrong();
      } else {
        out.append(c);
        i++;
      }
    }
    return out.toString();
  }

  private static boolean isDoubled(String format, int i, char c) {
    return (c == '{' || c == '}') && i + 1 < format.length() && format.charAt(i + 1) == c;
  }

  private static String hole(String text, Object[] arguments) {
    Matcher matcher = HOLE.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) >= arguments.length) {
      throw wrong();
    }
    String value = RuntimeTypes.text(arguments[Integer.parseInt(matcher.group(1))]);
    String blanks = " ".repeat(Math.max(0, width(matcher) - value.length()));
    boolean left = matcher.group(2) != null && matcher.group(2).startsWith("-");
    return left ? value + blanks : blanks + value;
  }

  private static int width(Matcher matcher) {
    return matcher.group(2) == null ? 0 : Math.abs(Integer.parseInt(matcher.group(2)));
  }

  private static DotNetException wrong() {
    return DotNetException.format("Input string was not in a correct format.");
  }
}
