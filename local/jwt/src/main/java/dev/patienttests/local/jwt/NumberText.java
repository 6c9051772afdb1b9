package dev.patienttests.local.jwt;

import java.math.BigDecimal;

/**
 * Numbers as the claims of Microsoft's library show them: whole ones of 64 bits as they are, others
 * as the nearest double in its shortest form.
 */
final class NumberText {
  private NumberText() {}

  static String of(String json) {
    try {
      return Long.toString(Long.parseLong(json));
    } catch (NumberFormatException e) {
      return shortest(Double.parseDouble(json));
    }
  }

  private static String shortest(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = decimal.precision() - decimal.scale() - 1;
    if (exponent >= -5 && exponent < 15) {
      return decimal.toPlainString();
    }
    String digits = decimal.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    return (value < 0 ? "-" : "")
        + mantissa
        + (exponent < 0 ? "E-" : "E+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }
}
