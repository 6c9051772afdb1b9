package dev.patienttests.local.gateway.expression;

import dev.patienttests.local.gateway.expression.JsonToken.JValue;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** C#'s conversions between the types of the subset. */
final class Conversions {
  private Conversions() {}

  /** The implicit conversion, where there is one. */
  static Optional<UnaryOperator<Object>> implicit(CsType from, CsType to) {
    if (from.equals(to)) {
      return Optional.of(UnaryOperator.identity());
    }
    if (from.equals(CsType.VOID)) {
      return Optional.empty();
    }
    if (from.equals(CsType.NULL)) {
      return to.canBeNull() ? Optional.of(UnaryOperator.identity()) : Optional.empty();
    }
    if (to.underlying().isPresent()) {
      CsType target = to.underlying().get();
      return implicit(from.underlying().orElse(from), target).map(Conversions::nullSafe);
    }
    if (to.equals(CsType.JTOKEN) && isJsonScalar(from)) {
      return Optional.of(
          value -> new JValue(value instanceof Integer i ? (Object) i.longValue() : value));
    }
    if (from.isNumeric() && to.isNumeric() && rank(from) < rank(to) && !to.equals(CsType.CHAR)) {
      return Optional.of(value -> number(value, to));
    }
    return from.derivesFrom(to) ? Optional.of(UnaryOperator.identity()) : Optional.empty();
  }

  /** The explicit conversion of a cast, where there is one. */
  static Optional<UnaryOperator<Object>> explicit(CsType from, CsType to) {
    Optional<UnaryOperator<Object>> implicit = implicit(from, to);
    if (implicit.isPresent()) {
      return implicit;
    }
    if (from.derivesFrom(CsType.JTOKEN) && (isJsonScalar(to) || to.underlying().isPresent())) {
      return Optional.of(value -> JsonCasts.cast((JsonToken) value, to));
    }
    if (from.isNumeric() && to.isNumeric()) {
      return Optional.of(value -> number(value, to));
    }
    if (from.underlying().isPresent()) {
      CsType inner = from.underlying().get();
      return explicit(inner, to)
          .map(
              conversion ->
                  value -> {
                    if (value == null) {
                      throw new DotNetException(
                          "System.InvalidOperationException", "Nullable object must have a value.");
                    }
                    return conversion.apply(value);
                  });
    }
    boolean down = to.derivesFrom(from) && !to.equals(CsType.VOID);
    return down ? Optional.of(value -> unbox(value, to)) : Optional.empty();
  }

  /** Whether a value is of a type, as {@code is} asks. */
  static boolean isInstance(Object value, CsType type) {
    CsType wanted = type.underlying().orElse(type);
    return value != null && RuntimeTypes.typeOf(value).derivesFrom(wanted);
  }

  static Object unbox(Object value, CsType to) {
    if (value == null) {
      if (to.canBeNull()) {
        return null;
      }
      throw DotNetException.nullReference();
    }
    if (!isInstance(value, to)) {
      throw DotNetException.invalidCast(value, to.name());
    }
    return value;
  }

  private static UnaryOperator<Object> nullSafe(UnaryOperator<Object> conversion) {
    return value -> value == null ? null : conversion.apply(value);
  }

  private static boolean isJsonScalar(CsType type) {
    return type.equals(CsType.STRING)
        || type.equals(CsType.BOOL)
        || type.equals(CsType.INT)
        || type.equals(CsType.LONG)
        || type.equals(CsType.DOUBLE);
  }

  static int rank(CsType type) {
    if (type.equals(CsType.CHAR)) {
      return 0;
    }
    return type.equals(CsType.INT) ? 1 : type.equals(CsType.LONG) ? 2 : 3;
  }

  static Object number(Object value, CsType to) {
    Number number = value instanceof Character c ? (Number) (int) c : (Number) value;
    boolean real = number instanceof Double;
    if (to.equals(CsType.DOUBLE)) {
      return number.doubleValue();
    }
    long whole = real ? truncate(number.doubleValue()) : number.longValue();
    if (to.equals(CsType.LONG)) {
      return whole;
    }
    return to.equals(CsType.INT) ? (Object) (int) whole : (Object) (char) whole;
  }

  private static long truncate(double value) {
    return (long) value;
  }

  /** A default value of a type. */
  static Object defaultOf(CsType type) {
    if (type.canBeNull()) {
      return null;
    }
    return switch (type.name()) {
      case "bool" -> false;
      case "int" -> 0;
      case "long" -> 0L;
      case "double" -> 0d;
      case "char" -> '\0';
      case "Guid" -> new UUID(0, 0);
      case "DateTime" -> Instant.parse("0001-01-01T00:00:00Z");
      case "TimeSpan" -> Duration.ZERO;
      default -> BigInteger.ZERO;
    };
  }
}
