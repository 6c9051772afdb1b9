package dev.patienttests.local.gateway.liquid;

import dev.patienttests.local.gateway.expression.NetValues;
import dev.patienttests.local.gateway.expression.RuntimeTypes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What values mean in a template. A variable holds null, a map, list, element, or .NET's value. */
final class Values {
  private Values() {}

  /** An element without children is its text, one that is nil is nil. */
  static Object plain(Object value) {
    if (value instanceof Element element) {
      return element.nil() ? null : element.children().isEmpty() ? element.text() : element;
    }
    return value;
  }

  /** As text in the result. */
  static String shown(Object given) {
    Object value = plain(given);
    if (value instanceof Boolean bool) {
      return bool ? "true" : "false";
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Values::text).map(Values::orEmpty).collect(Collectors.joining());
    }
    return orEmpty(text(value));
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  /** As .NET converts it to text; null stays null. */
  static String text(Object given) {
    Object value = plain(given);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    if (value instanceof Members members) {
      return members.text();
    }
    if (value instanceof Map || value instanceof List || value instanceof Element) {
      throw new LiquidException("An object or list has no text.");
    }
    if (value instanceof Operand.Empty) {
      throw new LiquidException("empty and blank are no text.");
    }
    if (!RuntimeTypes.mayBeVariable(value)) {
      throw new LiquidException("A value of that type has no text.");
    }
    return RuntimeTypes.text(value);
  }

  /** Only nil and false are not true. */
  static boolean truthy(Object given) {
    Object value = plain(given);
    return value != null && !Boolean.FALSE.equals(value);
  }

  /** Equality; the right side takes the left one's type where it can. */
  static boolean equal(Object givenLeft, Object givenRight) {
    Object left = plain(givenLeft);
    Object right = plain(givenRight);
    if (left instanceof Operand.Empty) {
      return isEmpty(right);
    }
    if (right instanceof Operand.Empty) {
      return isEmpty(left);
    }
    if (left == null || right == null) {
      return left == right;
    }
    if (NetValues.isNumber(left) && NetValues.isNumber(right)) {
      return NetValues.compareNumbers(left, right) == 0;
    }
    if (left instanceof String text && isScalar(right)) {
      return text.equals(text(right));
    }
    if (right instanceof String text && NetValues.isNumber(left)) {
      return NetValues.number(text).filter(n -> NetValues.compareNumbers(left, n) == 0).isPresent();
    }
    if (right instanceof String text && left instanceof Boolean bool) {
      return text.strip().equalsIgnoreCase(bool.toString());
    }
    return Objects.equals(left, right);
  }

  private static boolean isScalar(Object value) {
    return value instanceof String
        || value instanceof Boolean
        || NetValues.isNumber(value)
        || NetValues.isDate(value);
  }

  private static boolean isEmpty(Object value) {
    return (value instanceof String text && text.isEmpty())
        || (value instanceof List<?> list && list.isEmpty())
        || (value instanceof Map<?, ?> map && map.isEmpty());
  }

  /** Order of two values that are not nil; the right one takes the left one's type. */
  static int compare(Object givenLeft, Object givenRight) {
    Object left = plain(givenLeft);
    Object right = plain(givenRight);
    if (NetValues.isNumber(left)) {
      return NetValues.compareNumbers(left, number(right));
    }
    if (left instanceof String text && isScalar(right)) {
      return NetValues.compare(text, text(right));
    }
    if (NetValues.isDate(left)) {
      Object other =
          right instanceof String text
              ? NetValues.date(text).orElseThrow(Values::incomparable)
              : right;
      if (NetValues.isDate(other)) {
        return NetValues.compareDates(left, other);
      }
    }
    throw incomparable();
  }

  private static LiquidException incomparable() {
    return new LiquidException("The values have no order.");
  }

  /** A number, or a text that is one. */
  static Object number(Object given) {
    Object value = plain(given);
    if (NetValues.isNumber(value)) {
      return value;
    }
    if (value instanceof String text) {
      return NetValues.number(text).orElseThrow(() -> new LiquidException("A text is no number."));
    }
    throw new LiquidException("A value is no number.");
  }

  /** A whole number of 32 bits; nil is 0. */
  static long whole(Object given) {
    Object value = plain(given);
    if (value == null) {
      return 0;
    }
    Object number = number(value);
    double rounded = Math.rint(Double.parseDouble(RuntimeTypes.text(number)));
    if (Math.abs(rounded) > Integer.MAX_VALUE) {
      throw new LiquidException("A number is too large.");
    }
    return (long) rounded;
  }

  /** What a loop goes over; nothing where it is nil or a number. */
  static List<?> items(Object value) {
    if (value instanceof Element element) {
      return element.nil() ? List.of() : element.children();
    }
    if (value instanceof List<?> list) {
      return list;
    }
    if (value instanceof Map || value instanceof Members || value instanceof String) {
      throw new LiquidException("A loop goes over a list or an element, this is neither.");
    }
    return List.of();
  }

  /** What is inside of a value; null where there is no such thing. */
  static Object member(Object value, Object givenKey, boolean bracketed) {
    Object key = plain(givenKey);
    if (value instanceof Element element && key instanceof String name) {
      Object child = element.child(name);
      return child == null && !bracketed ? command(element.children(), name) : child;
    }
    if (value instanceof Members members && key instanceof String name) {
      return members.values().get(name);
    }
    if (value instanceof Map<?, ?> map) {
      return key instanceof String ? map.get(key) : null;
    }
    if (value instanceof List<?> list) {
      return key instanceof Long index ? item(list, index) : bracketed ? null : command(list, key);
    }
    if (!isScalar(value)) {
      throw new LiquidException("A template cannot look into a value of that type.");
    }
    boolean size = value instanceof String && !bracketed && "size".equals(key);
    return size ? (Object) (long) ((String) value).length() : null;
  }

  private static Object item(List<?> list, long index) {
    if (index < 0 || index >= list.size()) {
      throw new LiquidException("An index is out of the list's range.");
    }
    return list.get((int) index);
  }

  private static Object command(List<?> list, Object name) {
    return switch (String.valueOf(name)) {
      case "size" -> (long) list.size();
      case "first" -> list.isEmpty() ? null : list.get(0);
      case "last" -> list.isEmpty() ? null : list.get(list.size() - 1);
      default -> null;
    };
  }
}
