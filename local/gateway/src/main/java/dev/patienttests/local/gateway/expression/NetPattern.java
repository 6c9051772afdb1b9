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
}
