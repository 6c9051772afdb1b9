package dev.patienttests.local.gateway.expression;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * {@code System.Decimal}: 96 bits and a scale of at most 28 (.NET documentation, Decimal). Equal by
 * value, its text keeps the scale.
 */
record CsDecimal(BigDecimal value) implements Comparable<CsDecimal> {
  private static final int MAX_SCALE = 28;
  private static final int MAX_BITS = 96;
  private static final MathContext WIDE = new MathContext(60, RoundingMode.HALF_EVEN);

  /** Rounds to what fits. */
  static CsDecimal of(BigDecimal exact) {
    int scale = Math.max(0, Math.min(MAX_SCALE, exact.scale()));
    BigDecimal fitted = exact.setScale(scale, RoundingMode.HALF_EVEN);
    while (fitted.unscaledValue().bitLength() > MAX_BITS && scale > 0) {
      scale--;
      fitted = exact.setScale(scale, RoundingMode.HALF_EVEN);
    }
    if (fitted.unscaledValue().bitLength() > MAX_BITS) {
      throw new DotNetException(
          "System.OverflowException", "Value was either too large or too small for a Decimal.");
    }
    return new CsDecimal(fitted);
  }

  static CsDecimal of(long value) {
    return new CsDecimal(BigDecimal.valueOf(value));
  }

  /** .NET keeps 15 significant digits of a double and 7 of a float. */
  static CsDecimal of(double value, int digits) {
    if (Double.isNaN(value) || Math.abs(value) > 7.922816251426434E28) {
      throw new DotNetException(
          "System.OverflowException", "Value was either too large or too small for a Decimal.");
    }
    BigDecimal rounded =
        new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
    BigDecimal stripped = rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
    return of(stripped.scale() < 0 ? stripped.setScale(0) : stripped);
  }

  CsDecimal plus(CsDecimal other) {
    return of(value.add(other.value));
  }

  CsDecimal minus(CsDecimal other) {
    return of(value.subtract(other.value));
  }

  CsDecimal times(CsDecimal other) {
    return of(value.multiply(other.value));
  }

  CsDecimal dividedBy(CsDecimal other) {
    nonZero(other);
    int preferred = Math.max(0, value.scale() - other.value.scale());
    BigDecimal quotient = of(value.divide(other.value, WIDE)).value;
    if (quotient.signum() != 0 && quotient.scale() > preferred) {
      BigDecimal stripped = quotient.stripTrailingZeros();
      quotient = stripped.scale() >= preferred ? stripped : stripped.setScale(preferred);
    } else if (quotient.signum() == 0) {
      quotient = BigDecimal.ZERO.setScale(Math.min(preferred, MAX_SCALE));
    }
    return new CsDecimal(quotient);
  }

  CsDecimal remainder(CsDecimal other) {
    nonZero(other);
    return of(value.remainder(other.value));
  }

  private static void nonZero(CsDecimal divisor) {
    if (divisor.value.signum() == 0) {
      throw new DotNetException("System.DivideByZeroException", "Attempted to divide by zero.");
    }
  }

  @Override
  public int compareTo(CsDecimal other) {
    return value.compareTo(other.value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CsDecimal decimal && compareTo(decimal) == 0;
  }

  @Override
  public int hashCode() {
    return value.signum() == 0 ? 0 : value.stripTrailingZeros().hashCode();
  }

  @Override
  public String toString() {
    return value.toPlainString();
  }
}
