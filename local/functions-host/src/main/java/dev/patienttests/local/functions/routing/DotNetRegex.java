package dev.patienttests.local.functions.routing;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A .NET regular expression (ignore case, culture invariant) on Java's engine. The pattern is read
 * at the first use, as .NET does: a malformed one fails the requests that reach it, not the start.
 */
final class DotNetRegex {
  /** Quoted group names, balancing groups, conditionals, Unicode blocks, class subtraction. */
  private static final Pattern UNSUPPORTED =
      Pattern.compile("\\(\\?'|\\(\\?<\\w*-|\\(\\?\\(|\\\\[pP]\\{Is|\\[[^\\]]*-\\[");

  private final String source;
  private Optional<Pattern> compiled = Optional.empty();

  /**
   * With a pattern as it stands in the template.
   *
   * @throws RouteRefusedException for what has no counterpart in Java's engine
   */
  DotNetRegex(String source) {
    if (UNSUPPORTED.matcher(source).find()) {
      throw new RouteRefusedException(
          "regex constraint '" + source + "' uses a construct of .NET that Java does not have");
    }
    this.source = source;
  }

  boolean finds(String value) {
    return pattern().matcher(RegexTranslation.units(value)).find();
  }

  private synchronized Pattern pattern() {
    if (compiled.isEmpty()) {
      try {
        compiled =
            Optional.of(
                Pattern.compile(
                    RegexTranslation.toJava(source),
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNIX_LINES));
      } catch (PatternSyntaxException e) {
        throw new RouteEvaluationException("malformed regex constraint '" + source + "'", e);
      }
    }
    return compiled.get();
  }
}
