package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.expression.JsonToken.JArray;
import dev.patienttests.local.gateway.expression.JsonToken.JObject;
import dev.patienttests.local.gateway.expression.JsonToken.JProperty;
import dev.patienttests.local.gateway.expression.JsonToken.JValue;
import dev.patienttests.local.gateway.model.Response;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

/** What a value is called in .NET and how it becomes text there. */
public final class RuntimeTypes {
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("MM/dd/yyyy HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private RuntimeTypes() {}

  /** {@code Convert.ToString(value, InvariantCulture)}: null is empty, true is {@code True}. */
  public static String text(Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Boolean bool) {
      return bool ? "True" : "False";
    }
    if (value instanceof Double number) {
      return number(number);
    }
    if (value instanceof Instant instant) {
      return DATE_TIME.format(instant);
    }
    if (value instanceof Duration duration) {
      return timeSpan(duration);
    }
    if (value instanceof Object[] || value instanceof byte[] || value instanceof char[]) {
      return nameOf(value);
    }
    return value.toString();
  }

  /** Full name of the value's .NET type. */
  public static String nameOf(Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof JsonToken) {
      return "Newtonsoft.Json.Linq." + jsonName(value);
    }
    if (value instanceof Integer) {
      return "System.Int32";
    }
    if (value instanceof Long) {
      return "System.Int64";
    }
    if (value instanceof Character) {
      return "System.Char";
    }
    if (value instanceof UUID) {
      return "System.Guid";
    }
    if (value instanceof Instant) {
      return "System.DateTime";
    }
    if (value instanceof Duration) {
      return "System.TimeSpan";
    }
    if (value instanceof String[]) {
      return "System.String[]";
    }
    if (value instanceof byte[]) {
      return "System.Byte[]";
    }
    if (value instanceof char[]) {
      return "System.Char[]";
    }
    return value instanceof Response ? "IResponse" : "System." + value.getClass().getSimpleName();
  }

  private static String jsonName(Object value) {
    return value instanceof JObject
        ? "JObject"
        : value instanceof JArray ? "JArray" : value instanceof JProperty ? "JProperty" : "JValue";
  }

  /** The static type that describes a value. */
  static CsType typeOf(Object value) {
    if (value instanceof String) {
      return CsType.STRING;
    }
    if (value instanceof Boolean) {
      return CsType.BOOL;
    }
    if (value instanceof Integer) {
      return CsType.INT;
    }
    if (value instanceof Long) {
      return CsType.LONG;
    }
    if (value instanceof Double) {
      return CsType.DOUBLE;
    }
    if (value instanceof Character) {
      return CsType.CHAR;
    }
    if (value instanceof UUID) {
      return CsType.GUID;
    }
    if (value instanceof Instant) {
      return CsType.DATE_TIME;
    }
    if (value instanceof Duration) {
      return CsType.TIME_SPAN;
    }
    if (value instanceof Response) {
      return CsType.RESPONSE;
    }
    if (value instanceof String[]) {
      return CsType.STRINGS;
    }
    if (value instanceof char[]) {
      return CsType.CHARS;
    }
    return jsonType(value);
  }

  private static CsType jsonType(Object value) {
    if (value instanceof JObject) {
      return CsType.JOBJECT;
    }
    if (value instanceof JArray) {
      return CsType.JARRAY;
    }
    if (value instanceof JProperty) {
      return CsType.JPROPERTY;
    }
    return value instanceof JValue ? CsType.JVALUE : CsType.OBJECT;
  }

  /** Shortest text that reads back as the same number; exponents from 1E+16 and below 1E-04. */
  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = decimal.precision() - decimal.scale() - 1;
    if (exponent >= -5 && exponent <= 16) {
      boolean plain = exponent >= -4 && (exponent < 16 || decimal.precision() > 1);
      if (plain) {
        return decimal.toPlainString();
      }
    }
    String digits = decimal.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    String sign = exponent < 0 ? "-" : "+";
    return (value < 0 ? "-" : "")
        + mantissa
        + "E"
        + sign
        + String.format(Locale.ROOT, "%02d", Math.abs(exponent));
  }

  private static String timeSpan(Duration duration) {
    Duration size = duration.abs();
    StringBuilder out = new StringBuilder(duration.isNegative() ? "-" : "");
    if (size.toDays() > 0) {
      out.append(size.toDays()).append('.');
    }
    out.append(
        String.format(
            Locale.ROOT,
            "%02d:%02d:%02d",
            size.toHoursPart(),
            size.toMinutesPart(),
            size.toSecondsPart()));
    long ticks = size.toNanosPart() / 100;
    return ticks == 0 ? out.toString() : out + String.format(Locale.ROOT, ".%07d", ticks);
  }
}
