package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.expression.JsonToken.JArray;
import dev.patienttests.local.gateway.expression.JsonToken.JObject;
import dev.patienttests.local.gateway.expression.JsonToken.JProperty;
import dev.patienttests.local.gateway.expression.JsonToken.JValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.UUID;

/** Compares tokens, and tells their kinds. */
final class JsonCompare {
  private JsonCompare() {}

  /** Name of the token's {@code JTokenType}. */
  static String kind(JsonToken token) {
    if (token instanceof JObject) {
      return "Object";
    }
    if (token instanceof JArray) {
      return "Array";
    }
    if (token instanceof JProperty) {
      return "Property";
    }
    JValue scalar = (JValue) token;
    Object value = scalar.value();
    if (scalar.isRaw()) {
      return "Raw";
    }
    if (value == null) {
      return scalar.isUndefined() ? "Undefined" : "Null";
    }
    if (value instanceof String) {
      return "String";
    }
    if (value instanceof Boolean) {
      return "Boolean";
    }
    if (value instanceof Double || value instanceof Float || value instanceof CsDecimal) {
      return "Float";
    }
    if (value instanceof CsDateTime || value instanceof CsOffset) {
      return "Date";
    }
    if (value instanceof UUID) {
      return "Guid";
    }
    if (value instanceof CsSpan) {
      return "TimeSpan";
    }
    return value instanceof CsArray ? "Bytes" : value instanceof CsUri ? "Uri" : "Integer";
  }

  private static boolean isNumber(Object value) {
    return value instanceof Number || value instanceof CsDecimal;
  }

  private static BigDecimal number(Object value) {
    if (value instanceof BigInteger big) {
      return new BigDecimal(big);
    }
    if (value instanceof CsDecimal decimal) {
      return decimal.value();
    }
    return value instanceof Double || value instanceof Float
        ? BigDecimal.valueOf(((Number) value).doubleValue())
        : BigDecimal.valueOf(((Number) value).longValue());
  }

  static boolean same(JValue left, JValue right) {
    String kind = kind(left);
    if (!kind.equals(kind(right))) {
      return false;
    }
    if (kind.equals("Integer") || kind.equals("Float")) {
      boolean finite = isFinite(left.value()) && isFinite(right.value());
      return finite
          ? number(left.value()).compareTo(number(right.value())) == 0
          : left.value().equals(right.value());
    }
    return RuntimeTypes.same(left.value(), right.value());
  }

  private static boolean isFinite(Object value) {
    return !(value instanceof Number n)
        || !(Double.isNaN(n.doubleValue()) || Double.isInfinite(n.doubleValue()));
  }

  /** The order of {@code JValue.CompareTo}. */
  static int compare(JValue left, JValue right) {
    if (left.value() == null || right.value() == null) {
      return Boolean.compare(left.value() != null, right.value() != null);
    }
    if (isNumber(left.value()) && isNumber(right.value())) {
      return number(left.value()).compareTo(number(right.value()));
    }
    if (left.value() instanceof String a) {
      return Integer.signum(a.compareTo(right.toString()));
    }
    return CsComparer.DEFAULT.compare(left.value(), right.value());
  }

  /** {@code JToken.DeepEquals}: the order of members does not count. */
  static boolean deepEquals(JsonToken left, JsonToken right) {
    if (left == null || right == null) {
      return left == right;
    }
    if (left instanceof JValue a && right instanceof JValue b) {
      return same(a, b);
    }
    if (left instanceof JProperty a && right instanceof JProperty b) {
      return a.name().equals(b.name()) && deepEquals(a.value(), b.value());
    }
    if (left instanceof JObject a && right instanceof JObject b) {
      return a.properties().size() == b.properties().size()
          && a.properties().stream()
              .allMatch(p -> b.get(p.name()) != null && deepEquals(p.value(), b.get(p.name())));
    }
    if (left instanceof JArray a && right instanceof JArray b) {
      List<JsonToken> x = a.items();
      List<JsonToken> y = b.items();
      boolean equal = x.size() == y.size();
      for (int i = 0; equal && i < x.size(); i++) {
        equal = deepEquals(x.get(i), y.get(i));
      }
      return equal;
    }
    return false;
  }

  /** Where the token stands, such as {@code a[0].b}. */
  static String path(JsonToken token) {
    if (token.parent().isEmpty()) {
      return "";
    }
    JsonToken parent = token.parent().get();
    String before = path(parent);
    if (token instanceof JProperty property) {
      boolean special =
          property.name().chars().anyMatch(c -> " '/\"[](){}\t\n\r\f\b.".indexOf(c) >= 0);
      String step = special ? "['" + property.name().replace("'", "\\'") + "']" : property.name();
      return before + (before.isEmpty() || special ? "" : ".") + step;
    }
    return parent instanceof JArray array ? before + "[" + array.place(token) + "]" : before;
  }
}
