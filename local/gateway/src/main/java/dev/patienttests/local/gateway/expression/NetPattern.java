package dev.patienttests.local.gateway.expression;

/** A regular expression as .NET reads it, with a limit of steps. */
public final class NetPattern {
  private final CsRegex regex;

  /**
   * Compiles a pattern.
   *
   * @throws IllegalArgumentException where it is none
   */
  public NetPattern(String pattern) {
    try {
      this.regex = new CsRegex(pattern, 0);
    } catch (DotNetException e) {
      throw new IllegalArgumentException("'" + pattern + "' is no pattern: " + e.getMessage(), e);
    }
  }

  /**
   * Whether it matches anywhere in the text.
   *
   * @throws DotNetException where that takes too many steps
   */
  public boolean find(String text) {
    return regex.isMatch(text);
  }

  /**
   * {@code Regex.Replace}.
   *
   * @param with a replacement in .NET's form, such as {@code $1}
   * @throws DotNetException where that takes too many steps or too much memory
   */
  public String replace(String text, String with) {
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (CsMatch match : regex.matches(text)) {
      out.append(text, from, match.index()).append(match.expand(with));
      Budget.bound(out.length());
      from = match.end();
    }
    return out.append(text.substring(from)).toString();
  }

  /** The same for the first match only, and with a text that stands for itself. */
  public String replaceFirst(String text, String with) {
    CsMatch match = regex.match(text, 0);
    return match.success()
        ? text.substring(0, match.index()) + with + text.substring(match.end())
        : text;
  }
}
