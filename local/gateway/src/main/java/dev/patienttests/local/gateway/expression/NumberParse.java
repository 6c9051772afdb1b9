package dev.patienttests.local.gateway.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers out of text under the invariant culture, by {@code NumberStyles}. */
final class NumberParse {
  private static final CsType STYLES = TypeTable.named("NumberStyles");

  /** What {@code int.Parse} takes without styles. */
  static final EnumValue INTEGER = EnumValue.of(STYLES, "Integer");

  /** What {@code double.Parse} takes without styles. */
  static final EnumValue REAL = new EnumValue(STYLES, 167 | 64);

  /** What {@code decimal.Parse} takes without styles. */
  static final EnumValue NUMBER = EnumValue.of(STYLES, "Number");

  private static final int LONG_DIGITS = 18;

  /**
   * Digits that are read: to read a number takes the square of their number. No type holds as many
   * before its point, and of those behind them it only matters whether all are zeros.
   */
  private static final int MAX_DIGITS = 1_200;

  private static final int MAX_POWER = 2_000;
  private static final String BLANKS = "[ \\t-\\r]*+";
  private static final Pattern SHAPE =
      Pattern.compile(
          "("
              + BLANKS
              + ")(\\()?([+-])?(\u00a4)?([0-9][0-9,]*)?(\\.[0-9]*)?([eE][+-]?[0-9]+)?"
              + "([+-])?(\\))?("
              + BLANKS
              + ")\0*");

  private NumberParse() {}

  /** The number; empty where the text has not the shape. */
  static Optional<BigDecimal> parse(String text, EnumValue styles) {
    if (text == null) {
      return Optional.empty();
    }
    if (styles.has("AllowHexSpecifier")) {
      String digits = text.strip();
      return digits.matches("[0-9a-fA-F]+")
          ? Optional.of(new BigDecimal(integer(digits, 16)))
          : Optional.empty();
    }
    Matcher m = SHAPE.matcher(text);
    if (!m.matches() || !allowed(m, styles)) {
      return Optional.empty();
    }
    String whole = m.group(5) == null ? "" : m.group(5).replace(",", "");
    String fraction = m.group(6) == null ? "" : m.group(6).substring(1);
    if (whole.isEmpty() && fraction.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal value = scaled(decimal(whole, fraction), m.group(7));
    boolean minus = "-".equals(m.group(3)) || "-".equals(m.group(8)) || m.group(2) != null;
    return Optional.of(minus ? value.negate() : value);
  }

  /** An integer; of one that is too long for all types, another that is. */
  static BigInteger integer(String digits, int radix) {
    String significant = withoutZeros(digits);
    int length = Math.min(significant.length(), MAX_DIGITS);
    return new BigInteger(significant.isEmpty() ? "0" : significant.substring(0, length), radix);
  }

  private static BigDecimal decimal(String whole, String fraction) {
    String digits = withoutZeros(whole) + fraction;
    int left = digits.length() - MAX_DIGITS;
    if (left <= 0) {
      return new BigDecimal(new BigInteger("0" + digits), fraction.length());
    }
    boolean more = digits.chars().skip(MAX_DIGITS).anyMatch(digit -> digit != '0');
    BigInteger read = new BigInteger(digits.substring(0, MAX_DIGITS) + (more ? "1" : "0"));
    return new BigDecimal(read, Math.max(-MAX_POWER, fraction.length() - left + 1));
  }

  private static String withoutZeros(String digits) {
    int zeros = 0;
    while (zeros < digits.length() && digits.charAt(zeros) == '0') {
      zeros++;
    }
    return digits.substring(zeros);
  }

  private static BigDecimal scaled(BigDecimal value, String exponent) {
    if (exponent == null) {
      return value;
    }
    long power =
        Long.parseLong(exponent.substring(1).replaceFirst("^([+-]?)([0-9]{10})[0-9]+$", "$1$2"));
    int bounded = (int) Math.max(-MAX_POWER, Math.min(MAX_POWER, power));
    BigDecimal scaled = value.scaleByPowerOfTen(bounded);
    return scaled.scale() < 0 && scaled.precision() - scaled.scale() < 400
        ? scaled.setScale(0)
        : scaled;
  }

  private static boolean allowed(Matcher m, EnumValue styles) {
    boolean signs =
        (m.group(3) == null ? 0 : 1) + (m.group(8) == null ? 0 : 1) + (m.group(2) == null ? 0 : 1)
            <= 1;
    return signs
        && (m.group(1).isEmpty() || styles.has("AllowLeadingWhite"))
        && (m.group(10).isEmpty() || styles.has("AllowTrailingWhite"))
        && (m.group(2) == null) == (m.group(9) == null)
        && (m.group(2) == null || styles.has("AllowParentheses"))
        && (m.group(3) == null || styles.has("AllowLeadingSign"))
        && (m.group(8) == null || styles.has("AllowTrailingSign"))
        && (m.group(4) == null || styles.has("AllowCurrencySymbol"))
        && (m.group(5) == null || m.group(5).indexOf(',') < 0 || styles.has("AllowThousands"))
        && (m.group(6) == null || styles.has("AllowDecimalPoint"))
        && (m.group(7) == null || styles.has("AllowExponent"));
  }

  /** A number of a type; empty where the text is none, an exception where it does not fit. */
  static Optional<Object> parse(String text, CsType type, EnumValue styles) {
    if (Numbers.isReal(type) && text != null) {
      Optional<Double> special = special(text.strip());
      if (special.isPresent()) {
        return special.map(d -> Numbers.convert(d, type, false));
      }
    }
    if (Numbers.isIntegral(type) && isDigits(text) && !styles.has("AllowHexSpecifier")) {
      return Optional.of(Numbers.fit(BigInteger.valueOf(Long.parseLong(text)), type, true));
    }
    Optional<BigDecimal> number = parse(text, styles);
    if (number.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal value = number.get();
    if (Numbers.isReal(type)) {
      double d = value.doubleValue();
      boolean minus = value.signum() == 0 && text.strip().startsWith("-");
      return Optional.of(Numbers.convert(minus ? -0.0 : d, type, false));
    }
    if (type.equals(Types.DECIMAL)) {
      return Optional.of(CsDecimal.of(value));
    }
    boolean whole = value.signum() == 0 || value.stripTrailingZeros().scale() <= 0;
    if (!whole) {
      throw Numbers.overflow(type);
    }
    BigInteger big = value.toBigInteger();
    if (styles.has("AllowHexSpecifier")) {
      if (big.bitLength() > Numbers.bits(type)) {
        throw Numbers.overflow(type);
      }
      return Optional.of(Numbers.box(big.longValue(), type));
    }
    return Optional.of(Numbers.fit(big, type, true));
  }

  /** Whether it is what most numbers are: every style allows it, and a long holds it. */
  private static boolean isDigits(String text) {
    if (text == null || text.isEmpty() || text.length() > LONG_DIGITS) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static Optional<Double> special(String text) {
    return switch (text.toLowerCase(java.util.Locale.ROOT)) {
      case "nan", "-nan", "+nan" -> Optional.of(Double.NaN);
      case "infinity", "+infinity" -> Optional.of(Double.POSITIVE_INFINITY);
      case "-infinity" -> Optional.of(Double.NEGATIVE_INFINITY);
      default -> Optional.empty();
    };
  }

  static EnumValue defaults(CsType type) {
    return Numbers.isReal(type) ? REAL : type.equals(Types.DECIMAL) ? NUMBER : INTEGER;
  }

  /** {@code Parse}. */
  static Object require(String text, CsType type, EnumValue styles) {
    if (text == null) {
      throw DotNetException.argumentNull("s");
    }
    return parse(text, type, styles).orElseThrow(DotNetException::format);
  }

  /** {@code TryParse}: the default of the type where it fails. */
  static Optional<Object> attempt(String text, CsType type, EnumValue styles) {
    try {
      return parse(text, type, styles);
    } catch (DotNetException e) {
      return Optional.empty();
    }
  }
}
