package dev.patienttests.local.gateway.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;

/** C#'s numeric types: what converts to what, and how. */
final class Numbers {

  /** A width of an integer type; 64 bits are the most. */
  private record Width(int bits, boolean signed) {}

  private static final Map<String, Width> INTEGRAL =
      Map.of(
          "sbyte", new Width(8, true),
          "byte", new Width(8, false),
          "short", new Width(16, true),
          "ushort", new Width(16, false),
          "char", new Width(16, false),
          "int", new Width(32, true),
          "uint", new Width(32, false),
          "long", new Width(64, true),
          "ulong", new Width(64, false));

  private Numbers() {}

  static boolean isIntegral(CsType type) {
    return INTEGRAL.containsKey(type.name());
  }

  static boolean isNumeric(CsType type) {
    return isIntegral(type) || isReal(type) || type.name().equals("decimal");
  }

  static boolean isReal(CsType type) {
    return type.name().equals("double") || type.name().equals("float");
  }

  static boolean isSigned(CsType type) {
    return INTEGRAL.containsKey(type.name()) && INTEGRAL.get(type.name()).signed();
  }

  /** Bits of an integer type. */
  static int bits(CsType type) {
    return INTEGRAL.get(type.name()).bits();
  }

  /** Whether the conversion needs no cast (C# specification 10.2.3). */
  static boolean widens(CsType from, CsType to) {
    if (!isNumeric(from) || to.name().equals("char")) {
      return false;
    }
    if (isReal(from) || from.name().equals("decimal")) {
      return from.name().equals("float") && to.name().equals("double");
    }
    if (isReal(to) || to.name().equals("decimal")) {
      return true;
    }
    Width source = INTEGRAL.get(from.name());
    Width target = INTEGRAL.get(to.name());
    if (target == null) {
      return false;
    }
    if (source.signed()) {
      return target.signed() && target.bits() > source.bits();
    }
    boolean sameWidth = target.bits() == source.bits() && !target.signed();
    return target.bits() > source.bits() || (sameWidth && from.name().equals("char"));
  }

  /** The type in which two numbers meet (C# specification 12.4.7.3). */
  static Optional<CsType> meet(CsType left, CsType right) {
    String l = left.name();
    String r = right.name();
    if (!isNumeric(left) || !isNumeric(right)) {
      return Optional.empty();
    }
    if (l.equals("decimal") || r.equals("decimal")) {
      return isReal(left) || isReal(right) ? Optional.empty() : Optional.of(Types.DECIMAL);
    }
    for (CsType type : new CsType[] {Types.DOUBLE, Types.FLOAT}) {
      if (left.equals(type) || right.equals(type)) {
        return Optional.of(type);
      }
    }
    if (l.equals("ulong") || r.equals("ulong")) {
      CsType other = l.equals("ulong") ? right : left;
      return isSigned(other) ? Optional.empty() : Optional.of(Types.ULONG);
    }
    if (l.equals("long") || r.equals("long")) {
      return Optional.of(Types.LONG);
    }
    if (l.equals("uint") || r.equals("uint")) {
      CsType other = l.equals("uint") ? right : left;
      return Optional.of(isSigned(other) ? Types.LONG : Types.UINT);
    }
    return Optional.of(Types.INT);
  }

  /** The bits of an integer or a character. */
  static long whole(Object value) {
    if (value instanceof Integer i) {
      return i;
    }
    if (value instanceof Small small) {
      return small.value();
    }
    if (value instanceof Character c) {
      return c;
    }
    return value instanceof EnumValue e ? e.value() : (Long) value;
  }

  static boolean isWhole(Object value) {
    return value instanceof Integer
        || value instanceof Long
        || value instanceof Small
        || value instanceof Character;
  }

  static BigDecimal exact(Object value) {
    if (value instanceof CsDecimal decimal) {
      return decimal.value();
    }
    if (value instanceof Double || value instanceof Float) {
      return new BigDecimal(((Number) value).doubleValue());
    }
    return new BigDecimal(wholeExact(value));
  }

  /** An integer without its width. */
  static BigInteger wholeExact(Object value) {
    if (value instanceof BigInteger big) {
      return big;
    }
    boolean unsigned = value instanceof Small small && small.type().equals(Types.ULONG);
    long bits = whole(value);
    return unsigned ? new BigInteger(Long.toUnsignedString(bits)) : BigInteger.valueOf(bits);
  }

  /**
   * Converts a number.
   *
   * @param checked whether what does not fit is an OverflowException; decimals always are
   */
  static Object convert(Object value, CsType to, boolean checked) {
    switch (to.name()) {
      case "double" -> {
        return real(value);
      }
      case "float" -> {
        return (float) real(value);
      }
      case "decimal" -> {
        if (value instanceof CsDecimal) {
          return value;
        }
        if (value instanceof Double d) {
          return CsDecimal.of(d, 15);
        }
        return value instanceof Float f
            ? CsDecimal.of(f, 7)
            : CsDecimal.of(new BigDecimal(wholeExact(value)));
      }
      default -> {
        return integral(value, to, checked);
      }
    }
  }

  private static double real(Object value) {
    if (value instanceof Double d) {
      return d;
    }
    if (value instanceof Float f) {
      return f;
    }
    if (value instanceof CsDecimal decimal) {
      return decimal.value().doubleValue();
    }
    return value instanceof Small ? wholeExact(value).doubleValue() : (double) whole(value);
  }

  private static Object integral(Object value, CsType to, boolean checked) {
    if (value instanceof CsDecimal decimal) {
      return fit(decimal.value().setScale(0, RoundingMode.DOWN).toBigInteger(), to, true);
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      boolean finite = !Double.isNaN(number) && !Double.isInfinite(number);
      if (checked) {
        return fit(finite ? truncated(number) : BigInteger.TWO.pow(100), to, true);
      }
      // .NET saturates (since 9); what a smaller type gets are the low bits of that.
      boolean wide = to.name().equals("ulong");
      return wide && finite && number > 0
          ? box(truncated(number).min(new BigInteger("18446744073709551615")).longValue(), to)
          : box(bits(to) <= 32 && isSigned(to) ? (int) number : (long) number, to);
    }
    if (!checked) {
      return box(whole(value), to);
    }
    return fit(wholeExact(value), to, true);
  }

  private static BigInteger truncated(double number) {
    return new BigDecimal(number).setScale(0, RoundingMode.DOWN).toBigInteger();
  }

  static boolean fits(BigInteger value, CsType to) {
    Width width = INTEGRAL.get(to.name());
    BigInteger limit = BigInteger.ONE.shiftLeft(width.signed() ? width.bits() - 1 : width.bits());
    BigInteger minimum = width.signed() ? limit.negate() : BigInteger.ZERO;
    return value.compareTo(minimum) >= 0 && value.compareTo(limit) < 0;
  }

  static Object fit(BigInteger value, CsType to, boolean checked) {
    if (checked && !fits(value, to)) {
      throw overflow(to);
    }
    return box(value.longValue(), to);
  }

  static DotNetException overflow(CsType to) {
    return new DotNetException(
        "System.OverflowException", "Value was either too large or too small for " + to + ".");
  }

  /** Boxes the low bits. */
  static Object box(long bits, CsType to) {
    return switch (to.name()) {
      case "int" -> (Object) (int) bits;
      case "long" -> (Object) bits;
      case "char" -> (Object) (char) bits;
      case "sbyte" -> new Small(to, (byte) bits);
      case "byte" -> new Small(to, bits & 0xFF);
      case "short" -> new Small(to, (short) bits);
      case "ushort" -> new Small(to, bits & 0xFFFF);
      case "uint" -> new Small(to, bits & 0xFFFFFFFFL);
      default -> new Small(to, bits);
    };
  }
}
