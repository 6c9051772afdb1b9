package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.expression.JsonToken.JProperty;
import dev.patienttests.local.gateway.expression.JsonToken.JValue;
import java.util.UUID;

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
    return convert(value, target, inner);
  }

  private static Object convert(Object value, CsType target, JsonToken token) {
    boolean date = value instanceof CsDateTime || value instanceof CsOffset;
    boolean toDate = target.equals(Types.DATE_TIME) || target.equals(Types.DATE_TIME_OFFSET);
    if (date && !toDate && !target.equals(Types.STRING)) {
      throw notConvertible(token, target);
    }
    if (target.equals(Types.DATE_TIME)) {
      return value instanceof CsOffset it ? it.utc() : ConvertTo.type(value, target);
    }
    if (target.equals(Types.DATE_TIME_OFFSET)) {
      return date
          ? CsOffset.lift(value)
          : DateParse.offset(RuntimeTypes.text(value)).orElseThrow(DateParse::wrong);
    }
    if (target.equals(Types.GUID)) {
      return value instanceof UUID
          ? value
          : Texts.parseGuid(RuntimeTypes.text(value)).orElseThrow(DotNetException::format);
    }
    if (target.equals(Types.TIME_SPAN)) {
      return value instanceof CsSpan
          ? value
          : SpanFormat.parse(RuntimeTypes.text(value)).orElseThrow(DotNetException::format);
    }
    if (target.name().equals("Uri")) {
      return value instanceof CsUri
          ? value
          : CsUri.parse(RuntimeTypes.text(value), "RelativeOrAbsolute");
    }
    if (target.equals(Types.BYTES)) {
      return value instanceof CsArray ? value : Encodings.fromBase64(RuntimeTypes.text(value));
    }
    return ConvertTo.type(value, target);
  }

  private static DotNetException notConvertible(JsonToken token, CsType to) {
    return new DotNetException(
        "System.ArgumentException",
        "Can not convert " + RuntimeTypes.nameOf(token) + " to " + to + ".");
  }
}
