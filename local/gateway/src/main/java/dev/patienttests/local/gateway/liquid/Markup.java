package dev.patienttests.local.gateway.liquid;

import dev.patienttests.local.gateway.expression.NetPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what stands between marks. DotLiquid skips what it does not understand there; here it is
 * refused, so that what is read means the same in both.
 */
final class Markup {
  private static final int MAX_DEPTH = 100;
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
  private static final Pattern MEMBER = Pattern.compile("[A-Za-z0-9_-]+");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?(?![A-Za-z0-9_]|\\.[^.])");
  private static final Pattern OPERATOR = Pattern.compile("[=!<>]+|[A-Za-z]+");

  private final String text;
  private final int base;
  private final TemplateNames names;
  private int at;
  private int depth;

  Markup(Piece piece, TemplateNames names) {
    this.text = piece.text();
    this.base = piece.index();
    this.names = names;
  }

  int index() {
    return base + at;
  }

  LiquidSyntaxException refusal(String detail) {
    return new LiquidSyntaxException(index(), detail);
  }

  /** Goes past white space. */
  void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  boolean atEnd() {
    blanks();
    return at == text.length();
  }

  /** Refuses what is left. */
  void end() {
    if (!atEnd()) {
      throw refusal("'" + text.substring(at).strip() + "' is not expected here");
    }
  }

  /** Takes these characters, where they are next. */
  boolean take(String wanted) {
    blanks();
    if (text.startsWith(wanted, at)) {
      at += wanted.length();
      return true;
    }
    return false;
  }

  void expect(String wanted) {
    if (!take(wanted)) {
      throw refusal("expected '" + wanted + "'");
    }
  }

  /** Takes this word, where it is next. */
  boolean word(String wanted) {
    blanks();
    int before = at;
    if (match(NAME).filter(wanted::equals).isPresent()) {
      return true;
    }
    at = before;
    return false;
  }

  /** Whether this word is next. */
  boolean peek(String wanted) {
    int before = at;
    boolean next = word(wanted);
    at = before;
    return next;
  }

  Optional<String> operator() {
    blanks();
    return match(OPERATOR);
  }

  String name() {
    blanks();
    return match(NAME).orElseThrow(() -> refusal("expected a name"));
  }

  private Optional<String> match(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    matcher.useTransparentBounds(true);
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    at = matcher.end();
    return Optional.of(matcher.group());
  }

  /** A value with its filters. */
  Filtered filtered() {
    Operand operand = operand();
    List<Filtered.Step> steps = new ArrayList<>();
    while (take("|")) {
      blanks();
      int place = at;
      String name = name();
      at = place;
      Filter filter =
          Filters.named(name)
              .orElseThrow(() -> refusal("unknown filter '" + name + "'" + Filters.meant(name)));
      at = place + name.length();
      steps.add(new Filtered.Step(filter, arguments(filter, name)));
    }
    return new Filtered(operand, List.copyOf(steps));
  }

  private List<Operand> arguments(Filter filter, String name) {
    List<Operand> arguments = new ArrayList<>();
    if (take(":")) {
      do {
        arguments.add(operand());
      } while (take(","));
    }
    if (arguments.size() < filter.least() || arguments.size() > filter.most()) {
      throw refusal("filter '" + name + "' does not take " + arguments.size() + " arguments");
    }
    if (filter.hasPattern() && arguments.get(0) instanceof Operand.Literal literal) {
      pattern(literal);
    }
    return List.copyOf(arguments);
  }

  private void pattern(Operand.Literal literal) {
    try {
      if (literal.constant() instanceof String pattern) {
        new NetPattern(pattern);
      }
    } catch (IllegalArgumentException e) {
      throw refusal(e.getMessage());
    }
  }

  /** Counts a step deeper, which may not be too many. */
  void deeper() {
    if (++depth > MAX_DEPTH) {
      throw refusal("this nests deeper than " + MAX_DEPTH);
    }
  }

  /** A value without filters. */
  Operand operand() {
    deeper();
    Operand operand = value();
    depth--;
    return operand;
  }

  private Operand value() {
    blanks();
    if (at == text.length()) {
      throw refusal("a value is missing");
    }
    char c = text.charAt(at);
    if (c == '"' || c == '\'') {
      return new Operand.Literal(quoted(c));
    }
    if (c == '(') {
      at++;
      Operand from = operand();
      expect("..");
      Operand to = operand();
      expect(")");
      return new Operand.Range(from, to);
    }
    Optional<String> number = match(NUMBER);
    return number.isPresent() ? new Operand.Literal(number(number.get())) : word();
  }

  private String quoted(char quote) {
    int close = text.indexOf(quote, at + 1);
    if (close < 0) {
      throw refusal("the text is not closed");
    }
    String quoted = text.substring(at + 1, close);
    at = close + 1;
    return quoted;
  }

  private Object number(String digits) {
    try {
      if (digits.indexOf('.') >= 0) {
        return Double.valueOf(digits);
      }
      return (long) Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw refusal("'" + digits + "' is no number of 32 bits");
    }
  }

  private Operand word() {
    int place = at;
    String name = match(NAME).orElseThrow(() -> refusal("expected a value"));
    switch (name) {
      case "nil", "null" -> {
        return new Operand.Literal(null);
      }
      case "true", "false" -> {
        return new Operand.Literal(Boolean.valueOf(name));
      }
      case "empty", "blank" -> {
        return new Operand.Empty();
      }
      default -> {
        Operand.Path path = new Operand.Path(name, parts());
        names.used(path, base + place);
        return path;
      }
    }
  }

  private List<Operand.Part> parts() {
    List<Operand.Part> parts = new ArrayList<>();
    while (at < text.length()) {
      int place = base + at;
      if (text.charAt(at) == '[') {
        at++;
        parts.add(new Operand.Part(operand(), true, place));
        expect("]");
      } else if (text.charAt(at) == '.' && !text.startsWith("..", at)) {
        at++;
        String member = match(MEMBER).orElseThrow(() -> refusal("expected a name"));
        parts.add(new Operand.Part(new Operand.Literal(member), false, place + 1));
      } else {
        break;
      }
    }
    return List.copyOf(parts);
  }
}
