package dev.patienttests.local.functions.routing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** .NET's number parsing with the invariant culture and the default number styles. */
final class DotNetNumbers {
  /** White space of a number: narrower than that of a text. */
  private static final String SPACE = "[\\x09-\\x0D ]*";

  private static final String END = SPACE + "\\x00*";
  private static final String DIGITS = "(?:[0-9][0-9,]*(?:\\.[0-9]*)?|\\.[0-9]+)";
  private static final Pattern INTEGER = Pattern.compile(SPACE + "([+-]?[0-9]+)" + END);
  private static final Pattern FLOAT =
      Pattern.compile(SPACE + "[+-]?" + DIGITS + "(?:[eE][+-]?[0-9]+)?" + END);
  private static final Pattern DECIMAL =
      Pattern.compile(
          SPACE
              + "(?:[+-]("
              + DIGITS
              + ")"
              + SPACE
              + "|("
              + DIGITS
              + ")"
              + SPACE
              + "[+-]?"
              + SPACE
              + ")\\x00*");
  private static final BigInteger DECIMAL_MAX =
      BigInteger.ONE.shiftLeft(96).subtract(BigInteger.ONE);

  private DotNetNumbers() {}

  static Optional<Long> parseInt64(String text) {
    Matcher matcher = INTEGER.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    BigInteger value = new BigInteger(matcher.group(1));
    return value.bitLength() < 64 ? Optional.of(value.longValue()) : Optional.empty();
  }

  static boolean isInt32(String text) {
    return parseInt64(text).filter(value -> value == value.intValue()).isPresent();
  }

  static boolean isDecimal(String text) {
    Matcher matcher = DECIMAL.matcher(text);
    if (!matcher.matches()) {
      return false;
    }
    String digits = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    BigDecimal value = new BigDecimal("0" + digits.replace(",", "") + "0");
    if (!digits.contains(".")) {
      value = new BigDecimal(digits.replace(",", ""));
    }
    return value.setScale(0, RoundingMode.HALF_EVEN).toBigInteger().compareTo(DECIMAL_MAX) <= 0;
  }

  static boolean isFloat(String text) {
    return FLOAT.matcher(text).matches() || isSymbol(DotNetText.trim(text));
  }

  private static boolean isSymbol(String text) {
    String symbol = text.toLowerCase(Locale.ROOT);
    String unsigned =
        symbol.startsWith("+") || symbol.startsWith("-") ? symbol.substring(1) : symbol;
    return unsigned.equals("infinity") || unsigned.equals("nan");
  }
}
