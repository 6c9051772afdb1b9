package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.expression.JsonToken.JValue;
import java.util.List;

/** Filters of JSON paths: {@code @.price > 10 && @.name != 'x'}. */
final class JsonFilter {
  private static final List<String> OPERATORS =
      List.of("===", "!==", "==", "!=", "<=", ">=", "=~", "<>", "<", ">");
  private final String path;
  private final JsonToken root;
  private final Budget budget;
  private int at;

  /** Whether a token is selected. */
  @FunctionalInterface
  interface Test {
    boolean passes(JsonToken token);
  }

  /** What is compared: a path from the token or the root, or a constant. */
  @FunctionalInterface
  private interface Operand {
    List<JsonToken> values(JsonToken token);
  }

  JsonFilter(String path, int at, JsonToken root, Budget budget) {
    this.path = path;
    this.at = at;
    this.root = root;
    this.budget = budget;
  }

  int end() {
    return at;
  }

  Test read() {
    Test left = and();
    while (accept("||")) {
      Test first = left;
      Test second = and();
      left = token -> first.passes(token) || second.passes(token);
    }
    return left;
  }

  private Test and() {
    Test left = term();
    while (accept("&&")) {
      Test first = left;
      Test second = term();
      left = token -> first.passes(token) && second.passes(token);
    }
    return left;
  }

  private boolean accept(String text) {
    while (at < path.length() && path.charAt(at) == ' ') {
      at++;
    }
    boolean there = path.startsWith(text, at);
    at += there ? text.length() : 0;
    return there;
  }

  private Test term() {
    if (accept("(")) {
      Test inner = read();
      accept(")");
      return inner;
    }
    Operand left = operand();
    for (String operator : OPERATORS) {
      if (accept(operator)) {
        Operand right = operand();
        return token -> compare(operator, left.values(token), right.values(token));
      }
    }
    return token -> !left.values(token).isEmpty();
  }

  private Operand operand() {
    accept("");
    char c = at < path.length() ? path.charAt(at) : '\0';
    if (c == '@' || c == '$') {
      int start = ++at;
      int nested = 0;
      while (at < path.length() && (nested > 0 || " )=<>!&|".indexOf(path.charAt(at)) < 0)) {
        nested += path.charAt(at) == '[' ? 1 : path.charAt(at) == ']' ? -1 : 0;
        at++;
      }
      String inner = path.substring(start, at);
      return token ->
          inner.isEmpty()
              ? List.of(token)
              : JsonPath.select(c == '@' ? token : root, "$" + inner, budget);
    }
    JsonToken constant = constant(c);
    return token -> List.of(constant);
  }

  private JsonToken constant(char c) {
    int start = at;
    if (c == '\'' || c == '"') {
      at = path.indexOf(c, at + 1) + 1;
      if (at == 0) {
        throw JsonPath.error("Path ended with an open string.");
      }
      return new JValue(path.substring(start + 1, at - 1));
    }
    while (at < path.length() && " )=<>!&|".indexOf(path.charAt(at)) < 0) {
      at++;
    }
    String text = path.substring(start, at);
    boolean known = text.matches("-?[0-9.eE+]+|true|false|null");
    if (!known) {
      throw JsonPath.error("Unexpected character while parsing path query.");
    }
    return JsonText.parse(text);
  }

  private static boolean compare(String operator, List<JsonToken> left, List<JsonToken> right) {
    for (JsonToken a : left) {
      for (JsonToken b : right) {
        if (a instanceof JValue x && b instanceof JValue y && matches(operator, x, y)) {
          return true;
        }
        boolean containers = !(a instanceof JValue) || !(b instanceof JValue);
        if (containers && (operator.equals("!=") || operator.equals("<>"))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean matches(String operator, JValue a, JValue b) {
    if (operator.equals("=~")) {
      String pattern = b.toString();
      int last = pattern.lastIndexOf('/');
      return new CsRegex(pattern.substring(1, last), pattern.endsWith("i") ? 1 : 0)
          .isMatch(a.toString());
    }
    boolean equal = JsonCompare.same(a, b) || loosely(a, b);
    switch (operator) {
      case "==", "===" -> {
        return equal;
      }
      case "!=", "!==", "<>" -> {
        return !equal;
      }
      default -> {
        boolean comparable = a.value() != null && b.value() != null;
        return comparable && Arithmetic.compared(operator, JsonCompare.compare(a, b));
      }
    }
  }

  /** 1 and 1.0, which are an integer and a float. */
  private static boolean loosely(JValue a, JValue b) {
    return a.value() instanceof Number
        && b.value() instanceof Number
        && JsonCompare.compare(a, b) == 0;
  }
}
