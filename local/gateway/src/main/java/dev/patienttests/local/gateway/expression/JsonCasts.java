package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.expression.JsonToken.JProperty;
import dev.patienttests.local.gateway.expression.JsonToken.JValue;
import java.math.BigInteger;

/** JSON.NET's explicit conversions of a token to a scalar. */
final class JsonCasts {
  private JsonCasts() {}

  static Object cast(JsonToken token, CsType to) {
    CsType target = to.underlying().orElse(to);
    if (token == null) {
      if (to.canBeNull()) {
        return null;
      }
      throw DotNetException.argumentNull("value");
    }
    JsonToken inner = token instanceof JProperty property ? property.value() : token;
    if (!(inner instanceof JValue scalar)) {
      throw notConvertible(inner, target);
    }
    Object value = scalar.value();
    if (value == null) {
      if (to.canBeNull()) {
        return null;
      }
      throw notConvertible(inner, target);
    }
    try {
      return convert(value, target, inner);
    } catch (NumberFormatException e) {
      throw DotNetException.format("The input string was not in a correct format.");
    }
  }

  private static Object convert(Object value, CsType target, JsonToken token) {
    if (target.equals(CsType.STRING)) {
      return RuntimeTypes.text(value);
    }
    if (value instanceof JsonDate) {
      throw notConvertible(token, target);
    }
    if (target.equals(CsType.BOOL)) {
      return bool(value);
    }
    if (target.equals(CsType.DOUBLE)) {
      return value instanceof Boolean b
          ? (b ? 1d : 0d)
          : Double.parseDouble(RuntimeTypes.text(value).strip());
    }
    long whole = whole(value);
    if (target.equals(CsType.LONG)) {
      return whole;
    }
    if (whole != (int) whole) {
      throw overflow();
    }
    return (int) whole;
  }

  private static Object bool(Object value) {
    if (value instanceof Boolean) {
      return value;
    }
    if (value instanceof String text) {
      return Texts.parseBool(text)
          .orElseThrow(
              () -> DotNetException.format("String was not recognized as a valid Boolean."));
    }
    return ((Number) value).doubleValue() != 0;
  }

  private static long whole(Object value) {
    if (value instanceof Boolean b) {
      return b ? 1 : 0;
    }
    if (value instanceof Double d) {
      return (long) Math.rint(d);
    }
    if (value instanceof BigInteger big) {
      if (big.bitLength() > 63) {
        throw overflow();
      }
      return big.longValue();
    }
    if (value instanceof String text) {
      return Texts.parseLong(text)
          .orElseThrow(
              () -> DotNetException.format("The input string was not in a correct format."));
    }
    return ((Number) value).longValue();
  }

  private static DotNetException overflow() {
    return new DotNetException(
        "System.OverflowException", "Value was either too large or too small.");
  }

  private static DotNetException notConvertible(JsonToken token, CsType to) {
    return new DotNetException(
        "System.ArgumentException",
        "Can not convert " + RuntimeTypes.nameOf(token) + " to " + to + ".");
  }
}
