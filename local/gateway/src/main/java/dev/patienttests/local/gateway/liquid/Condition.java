package dev.patienttests.local.gateway.liquid;

import dev.patienttests.local.gateway.model.TextSearch;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/** What {@code if} asks. */
@FunctionalInterface
interface Condition {
  Map<String, BiPredicate<Object, Object>> OPERATORS =
      Map.ofEntries(
          Map.entry("==", Values::equal),
          Map.entry("!=", (a, b) -> !Values.equal(a, b)),
          Map.entry("<>", (a, b) -> !Values.equal(a, b)),
          Map.entry("<", (a, b) -> a != null && b != null && Values.compare(a, b) < 0),
          Map.entry(">", (a, b) -> a != null && b != null && Values.compare(a, b) > 0),
          Map.entry("<=", (a, b) -> a != null && b != null && Values.compare(a, b) <= 0),
          Map.entry(">=", (a, b) -> a != null && b != null && Values.compare(a, b) >= 0),
          Map.entry("contains", Condition::contains),
          Map.entry("startswith", Condition::startsWith),
          Map.entry("endswith", Condition::endsWith),
          Map.entry("haskey", (a, b) -> a instanceof Map<?, ?> map && map.containsKey(b)));

  /** Whether it holds. */
  boolean holds(Rendering rendering);

  /** Reads one up to the end; {@code and} and {@code or} bind alike, from the right. */
  static Condition read(Markup markup) {
    markup.deeper();
    Condition first = comparison(markup);
    if (markup.word("and")) {
      Condition rest = read(markup);
      return rendering -> first.holds(rendering) && rest.holds(rendering);
    }
    if (markup.word("or")) {
      Condition rest = read(markup);
      return rendering -> first.holds(rendering) || rest.holds(rendering);
    }
    markup.end();
    return first;
  }

  private static Condition comparison(Markup markup) {
    Operand left = markup.operand();
    for (String joint : List.of("and", "or")) {
      if (markup.peek(joint)) {
        return rendering -> Values.truthy(left.value(rendering));
      }
    }
    if (markup.atEnd()) {
      return rendering -> Values.truthy(left.value(rendering));
    }
    String name = markup.operator().orElseThrow(() -> markup.refusal("expected an operator"));
    BiPredicate<Object, Object> operator = OPERATORS.get(spelled(name));
    if (operator == null) {
      throw markup.refusal("unknown operator '" + name + "'");
    }
    Operand right = markup.operand();
    return rendering -> {
      Object whole = left.value(rendering);
      rendering.read(Values.plain(whole));
      return operator.test(whole, right.value(rendering));
    };
  }

  /** In C# mode a name may begin with a capital, and startsWith may be written in small letters. */
  private static String spelled(String name) {
    return switch (name) {
      case "contains", "Contains" -> "contains";
      case "startsWith", "StartsWith", "startswith" -> "startswith";
      case "endsWith", "EndsWith", "endswith" -> "endswith";
      case "hasKey", "HasKey", "haskey" -> "haskey";
      default -> OPERATORS.containsKey(name) && !name.matches("[a-z]+") ? name : "";
    };
  }

  private static boolean contains(Object given, Object part) {
    Object whole = Values.plain(given);
    if (whole instanceof List<?> list) {
      return list.stream().anyMatch(item -> Values.equal(item, part));
    }
    return whole instanceof String text && TextSearch.contains(text, needle(part));
  }

  private static boolean startsWith(Object given, Object part) {
    Object whole = Values.plain(given);
    if (whole instanceof List<?> list) {
      return Values.equal(list.isEmpty() ? null : list.get(0), part);
    }
    return whole instanceof String text && text.startsWith(needle(part));
  }

  private static boolean endsWith(Object given, Object part) {
    Object whole = Values.plain(given);
    if (whole instanceof List<?> list) {
      return Values.equal(list.isEmpty() ? null : list.get(list.size() - 1), part);
    }
    return whole instanceof String text && text.endsWith(needle(part));
  }

  private static String needle(Object part) {
    if (Values.plain(part) instanceof String text) {
      return text;
    }
    throw new LiquidException("What is looked for in a text is no text.");
  }
}
