package dev.patienttests.local.functions.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What stands between the braces of a parameter: name, constraints, default value. Where
 * parentheses do not balance, the same odd cuts are made as by the real router.
 */
final class ParameterText {
  private final String text;
  private final int end;
  private final List<String> constraints = new ArrayList<>();

  private ParameterText(String text, int end) {
    this.text = text;
    this.end = end;
  }

  static Part.Parameter parse(String text) {
    if (text.isEmpty()) {
      return new Part.Parameter("", Part.Kind.STANDARD, Optional.empty(), List.of());
    }
    Part.Kind kind = text.startsWith("*") ? Part.Kind.CATCH_ALL : Part.Kind.STANDARD;
    int start = text.startsWith("**") ? 2 : text.startsWith("*") ? 1 : 0;
    int end = text.length() - 1;
    if (text.charAt(end) == '?') {
      kind = Part.Kind.OPTIONAL;
      end--;
    }
    int at = start;
    // The first character may be a delimiter: then it belongs to the name.
    while (at <= end && (at == start || (text.charAt(at) != ':' && text.charAt(at) != '='))) {
      at++;
    }
    String name = at > start ? text.substring(start, at) : "";
    ParameterText rest = new ParameterText(text, end);
    int after = rest.constraints(at);
    Optional<String> defaultValue =
        after <= end && text.charAt(after) == '='
            ? Optional.of(text.substring(after + 1, end + 1))
            : Optional.empty();
    return new Part.Parameter(name, kind, defaultValue, List.copyOf(rest.constraints));
  }

  /** Reads constraints from {@code at}; returns where the default value may start. */
  private int constraints(int at) {
    int start = at;
    boolean inName = false;
    while (at <= end) {
      char c = text.charAt(at);
      if (c == '=') {
        addNonEmpty(start, at, inName);
        return at;
      }
      if (c == ':') {
        addNonEmpty(start, at, inName);
        inName = true;
        start = at + 1;
      } else if (c == '(') {
        int close = closing(start, at + 1);
        if (close > end) {
          constraints.add(text.substring(start, Math.min(close, end + 1)));
          return end + 1;
        }
        constraints.add(text.substring(start, close));
        if (text.charAt(close) == '=') {
          return close;
        }
        at = close;
        inName = text.charAt(close) == ':';
        start = inName ? close + 1 : close;
        if (!inName) {
          continue;
        }
      }
      at++;
    }
    addNonEmpty(start, at, inName);
    return at;
  }

  /** Where the constraint ends whose argument list was opened just before {@code at}. */
  private int closing(int start, int at) {
    while (at <= end) {
      char c = text.charAt(at);
      if (c == ')') {
        if (at == end || text.charAt(at + 1) == ':' || text.charAt(at + 1) == '=') {
          return at + 1;
        }
      } else if (c == ':' || c == '=') {
        int close = text.indexOf(')', at + 1);
        if (close < 0) {
          return at;
        }
        at = close;
      }
      at++;
    }
    return Math.max(at, start);
  }

  private void addNonEmpty(int start, int stop, boolean inName) {
    if (inName && stop > start) {
      constraints.add(text.substring(start, stop));
    }
  }
}
