package dev.patienttests.local.gateway.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.UUID;

/** {@code System.Convert} under the invariant culture. */
final class ConvertTo {
  private ConvertTo() {}

  /** A value as another type; null is that type's default. */
  static Object type(Object value, CsType to) {
    if (value != null && RuntimeTypes.typeOf(value).equals(to)) {
      return value;
    }
    if (to.equals(Types.STRING)) {
      return value == null ? null : RuntimeTypes.text(value);
    }
    if (value == null) {
      return Conversions.defaultOf(to);
    }
    if (to.equals(Types.BOOL)) {
      return bool(value);
    }
    if (to.equals(Types.DATE_TIME)) {
      if (value instanceof String text) {
        return DateParse.parse(text);
      }
      throw DotNetException.invalidCast(value, to.name());
    }
    if (to.equals(Types.CHAR)) {
      return character(value);
    }
    if (to.isNumeric()) {
      return number(value, to);
    }
    throw DotNetException.invalidCast(value, to.name());
  }

  private static Object bool(Object value) {
    if (value instanceof String text) {
      return Texts.parseBool(text)
          .orElseThrow(
              () -> DotNetException.format("String was not recognized as a valid Boolean."));
    }
    if (value instanceof Character || !isNumber(value)) {
      throw DotNetException.invalidCast(value, "Boolean");
    }
    boolean real = value instanceof Double || value instanceof Float;
    return real ? ((Number) value).doubleValue() != 0 : Numbers.exact(value).signum() != 0;
  }

  private static boolean isNumber(Object value) {
    return Numbers.isWhole(value)
        || value instanceof Double
        || value instanceof Float
        || value instanceof CsDecimal
        || value instanceof BigInteger
        || value instanceof EnumValue;
  }

  private static Object character(Object value) {
    if (value instanceof String text) {
      if (text.length() != 1) {
        throw DotNetException.format("String must be exactly one character long.");
      }
      return text.charAt(0);
    }
    if (!Numbers.isWhole(value)) {
      throw DotNetException.invalidCast(value, "Char");
    }
    return Numbers.fit(Numbers.wholeExact(value), Types.CHAR, true);
  }

  private static Object number(Object value, CsType to) {
    if (value instanceof String text) {
      return NumberParse.require(text, to, NumberParse.defaults(to));
    }
    if (value instanceof Boolean flag) {
      return Numbers.convert(flag ? 1 : 0, to, true);
    }
    boolean fractional = Numbers.isReal(to) || to.equals(Types.DECIMAL);
    if (!isNumber(value) || (value instanceof Character && fractional)) {
      throw DotNetException.invalidCast(value, to.name());
    }
    Object plain = value instanceof EnumValue member ? (Object) member.value() : value;
    if (plain instanceof BigInteger big) {
      return Numbers.isReal(to)
          ? Numbers.convert(big.doubleValue(), to, false)
          : to.equals(Types.DECIMAL)
              ? CsDecimal.of(new BigDecimal(big))
              : Numbers.fit(big, to, true);
    }
    boolean rounds = !Numbers.isWhole(plain) && Numbers.isIntegral(to);
    if (!rounds) {
      return Numbers.convert(plain, to, true);
    }
    if (plain instanceof Number n
        && (Double.isNaN(n.doubleValue()) || Double.isInfinite(n.doubleValue()))) {
      throw Numbers.overflow(to);
    }
    BigInteger rounded = Numbers.exact(plain).setScale(0, RoundingMode.HALF_EVEN).toBigInteger();
    return Numbers.fit(rounded, to, true);
  }

  /** An integer in base 2, 8, 10 or 16: two's complement but for 10. */
  static Object radix(String text, int base, CsType to) {
    if (base != 2 && base != 8 && base != 10 && base != 16) {
      throw DotNetException.argument("Invalid Base.");
    }
    if (text == null) {
      return Conversions.defaultOf(to);
    }
    if (base == 10) {
      return NumberParse.require(text, to, NumberParse.INTEGER);
    }
    if (text.startsWith("-")) {
      throw DotNetException.argument("String cannot contain a minus sign if the base is not 10.");
    }
    if (text.isEmpty()) {
      throw DotNetException.outOfRange("startIndex");
    }
    String digits = base == 16 ? text.replaceFirst("^0[xX]", "") : text;
    try {
      BigInteger value = NumberParse.integer(digits, base);
      if (digits.startsWith("+") || value.bitLength() > Numbers.bits(to)) {
        throw Numbers.overflow(to);
      }
      return Numbers.box(value.longValue(), to);
    } catch (NumberFormatException e) {
      throw DotNetException.format("Could not find any recognizable digits.");
    }
  }

  /** An integer's bits in base 2, 8 or 16; base 10 is signed. */
  static String radix(Object value, int base) {
    if (base != 2 && base != 8 && base != 10 && base != 16) {
      throw DotNetException.argument("Invalid Base.");
    }
    BigInteger number = Numbers.wholeExact(value);
    if (base != 10 && number.signum() < 0) {
      int bits = Numbers.bits(RuntimeTypes.typeOf(value));
      number = number.add(BigInteger.ONE.shiftLeft(bits));
    }
    return number.toString(base);
  }

  /** A Guid in one of its forms. */
  static Optional<UUID> guid(String text) {
    return text == null ? Optional.empty() : Texts.parseGuid(text);
  }
}
