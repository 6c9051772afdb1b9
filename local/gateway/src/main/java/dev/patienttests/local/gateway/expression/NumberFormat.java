package dev.patienttests.local.gateway.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as text under the invariant culture (.NET documentation, standard numeric formats). */
final class NumberFormat {
  private static final int MAX_PRECISION = 1_000;

  private NumberFormat() {}

  /** The number without a format. */
  static String general(Object value) {
    if (!(value instanceof Double) && !(value instanceof Float)) {
      return value.toString();
    }
    double number = ((Number) value).doubleValue();
    if (Double.isNaN(number)) {
      return "NaN";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "Infinity" : "-Infinity";
    }
    if (number == 0) {
      return 1 / number < 0 ? "-0" : "0";
    }
    return scientific(shortest(value), 15, true);
  }

  /** The shortest decimal that reads back as the same number. */
  static BigDecimal shortest(Object value) {
    boolean single = value instanceof Float;
    double number = ((Number) value).doubleValue();
    BigDecimal exact = new BigDecimal(number);
    for (int digits = single ? 6 : 15; digits < 17; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      boolean same =
          single ? rounded.floatValue() == (Float) value : rounded.doubleValue() == number;
      if (same) {
        return rounded.stripTrailingZeros();
      }
    }
    return exact.round(new MathContext(17, RoundingMode.HALF_EVEN)).stripTrailingZeros();
  }

  /** Plain up to an exponent, with an exponent from there on and below -5. */
  private static String scientific(BigDecimal value, int limit, boolean past) {
    BigDecimal decimal = value.stripTrailingZeros();
    int exponent = decimal.precision() - decimal.scale() - 1;
    // 1.5E+16 has a digit beyond the limit, which is written; 1E+16 has none.
    boolean plain =
        exponent > -5
            && (exponent <= limit || (past && exponent == limit + 1 && decimal.precision() > 1));
    if (plain) {
      return decimal.toPlainString();
    }
    String digits = decimal.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    return (decimal.signum() < 0 ? "-" : "") + mantissa + "E" + exponent(exponent, 2);
  }

  private static String exponent(int exponent, int digits) {
    return (exponent < 0 ? "-" : "+")
        + String.format(Locale.ROOT, "%0" + digits + "d", Math.abs(exponent));
  }

  /** By a standard or custom format; null is none. */
  static String format(Object value, String format) {
    if (format == null || format.isEmpty()) {
      return general(value);
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      if (Double.isNaN(number) || Double.isInfinite(number)) {
        return general(value);
      }
    }
    boolean standard = format.matches("[A-Za-z][0-9]{0,9}");
    if (!standard) {
      return new CustomNumber(Formats.custom(format)).apply(value);
    }
    int precision = format.length() > 1 ? Integer.parseInt(format.substring(1)) : -1;
    if (precision > MAX_PRECISION) {
      throw DotNetException.format("A precision beyond " + MAX_PRECISION + " is not supported.");
    }
    return standard(value, format.charAt(0), precision);
  }

  private static String standard(Object value, char letter, int precision) {
    boolean integer = Numbers.isWhole(value) || value instanceof BigInteger;
    switch (Character.toUpperCase(letter)) {
      case 'G' -> {
        return generalTo(value, letter, precision);
      }
      case 'R' -> {
        if (value instanceof CsDecimal) {
          throw DotNetException.format();
        }
        return general(value);
      }
      case 'F' -> {
        return fixed(value, precision < 0 ? 2 : precision, false);
      }
      case 'N' -> {
        return fixed(value, precision < 0 ? 2 : precision, true);
      }
      case 'C' -> {
        String text = fixed(value, precision < 0 ? 2 : precision, true);
        return text.startsWith("-") ? "(\u00a4" + text.substring(1) + ")" : "\u00a4" + text;
      }
      case 'P' -> {
        BigDecimal hundred = Numbers.exact(value).movePointRight(2);
        BigDecimal rounded = hundred.setScale(precision < 0 ? 2 : precision, rounding(value));
        return signed(value, rounded, true) + " %";
      }
      case 'E' -> {
        return exponential(value, letter, precision < 0 ? 6 : precision);
      }
      default -> {
        if (!integer) {
          throw DotNetException.format("Format specifier was invalid.");
        }
        return wholeNumber(value, letter, precision);
      }
    }
  }

  private static String wholeNumber(Object value, char letter, int precision) {
    String digits;
    switch (letter) {
      case 'D', 'd' -> {
        BigInteger number = Numbers.wholeExact(value);
        digits =
            "0".repeat(Math.max(0, precision - number.abs().toString().length())) + number.abs();
        return (number.signum() < 0 ? "-" : "") + digits;
      }
      case 'X', 'x' -> digits = bits(value).toString(16);
      case 'B', 'b' -> digits = bits(value).toString(2);
      default -> throw DotNetException.format("Format specifier was invalid.");
    }
    String padded = "0".repeat(Math.max(0, precision - digits.length())) + digits;
    return letter == 'X' ? padded.toUpperCase(Locale.ROOT) : padded;
  }

  /** The bits in the width of the type, as a positive number. */
  private static BigInteger bits(Object value) {
    CsType type = RuntimeTypes.typeOf(value);
    BigInteger number = Numbers.wholeExact(value);
    return number.signum() < 0 ? number.add(BigInteger.ONE.shiftLeft(Numbers.bits(type))) : number;
  }

  private static RoundingMode rounding(Object value) {
    return value instanceof CsDecimal ? RoundingMode.HALF_UP : RoundingMode.HALF_EVEN;
  }

  private static String fixed(Object value, int digits, boolean groups) {
    return signed(value, Numbers.exact(value).setScale(digits, rounding(value)), groups);
  }

  /** Keeps the minus of a number that rounds to zero, which a double shows and a decimal not. */
  private static String signed(Object value, BigDecimal rounded, boolean groups) {
    String text = rounded.abs().toPlainString();
    boolean real = value instanceof Double || value instanceof Float;
    boolean minus = real ? isNegative(((Number) value).doubleValue()) : rounded.signum() < 0;
    return (minus ? "-" : "") + (groups ? grouped(text) : text);
  }

  private static boolean isNegative(double value) {
    return value < 0 || (value == 0 && 1 / value < 0);
  }

  static String grouped(String text) {
    int point = text.indexOf('.');
    String whole = point < 0 ? text : text.substring(0, point);
    StringBuilder out = new StringBuilder(whole);
    for (int i = whole.length() - 3; i > 0; i -= 3) {
      out.insert(i, ',');
    }
    return out + (point < 0 ? "" : text.substring(point));
  }

  private static String generalTo(Object value, char letter, int precision) {
    if (precision <= 0) {
      return general(value);
    }
    BigDecimal rounded = Numbers.exact(value).round(new MathContext(precision, rounding(value)));
    if (rounded.signum() == 0) {
      return "0";
    }
    String text = scientific(rounded, precision - 1, false);
    return letter == 'g' ? text.replace('E', 'e') : text;
  }

  private static String exponential(Object value, char letter, int digits) {
    BigDecimal exact = Numbers.exact(value);
    BigDecimal rounded = exact.round(new MathContext(digits + 1, rounding(value)));
    int exponent = rounded.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
    BigDecimal mantissa = rounded.movePointLeft(exponent).setScale(digits, RoundingMode.HALF_EVEN);
    return mantissa.toPlainString() + letter + exponent(exponent, 3);
  }
}
