package dev.patienttests.local.gateway.expression;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** C#'s conversions between the types of the subset. */
final class Conversions {
  private static final List<String> TO_JSON =
      List.of(
          "string",
          "bool",
          "int",
          "long",
          "double",
          "float",
          "decimal",
          "DateTime",
          "DateTimeOffset",
          "TimeSpan",
          "Guid",
          "Uri",
          "byte",
          "sbyte",
          "short",
          "ushort",
          "uint",
          "ulong",
          "char",
          "byte[]");
  private static final UnaryOperator<Object> SAME = UnaryOperator.identity();

  private Conversions() {}

  /** The implicit conversion, where there is one. */
  static Optional<UnaryOperator<Object>> implicit(CsType from, CsType to) {
    if (from.equals(to)) {
      return Optional.of(SAME);
    }
    if (from.equals(Types.VOID) || from.equals(Types.UNTYPED) || to.equals(Types.VOID)) {
      return Optional.empty();
    }
    if (from.equals(Types.NULL)) {
      return to.canBeNull() ? Optional.of(SAME) : Optional.empty();
    }
    if (to.underlying().isPresent()) {
      CsType target = to.underlying().get();
      return implicit(from.underlying().orElse(from), target).map(Conversions::nullSafe);
    }
    if (from.derivesFrom(to)) {
      return Optional.of(SAME);
    }
    if (to.name().equals("JToken") && TO_JSON.contains(from.underlying().orElse(from).name())) {
      return Optional.of(JsonBuild::scalar);
    }
    if (Numbers.widens(from, to)) {
      return Optional.of(value -> Numbers.convert(value, to, false));
    }
    if (to.name().equals("DateTimeOffset") && from.equals(Types.DATE_TIME)) {
      return Optional.of(value -> CsOffset.of((CsDateTime) value));
    }
    if (to.name().equals("XName") && from.equals(Types.STRING)) {
      return Optional.of(value -> value == null ? null : XmlName.parse((String) value));
    }
    if (to.name().equals("XNamespace") && from.equals(Types.STRING)) {
      return Optional.of(value -> value == null ? null : new XmlName.Namespace((String) value));
    }
    boolean tuples = from.is(CsType.Kind.TUPLE) && to.is(CsType.Kind.TUPLE);
    return tuples ? tuple(from, to) : Optional.empty();
  }

  private static Optional<UnaryOperator<Object>> tuple(CsType from, CsType to) {
    boolean same = from.arguments().equals(to.arguments());
    return same
        ? Optional.of(value -> new CsRecord(to, ((CsRecord) value).values()))
        : Optional.empty();
  }

  /** The explicit conversion of a cast, where there is one. */
  static Optional<UnaryOperator<Object>> explicit(CsType from, CsType to, boolean checked) {
    Optional<UnaryOperator<Object>> implicit = implicit(from, to);
    if (implicit.isPresent()) {
      return implicit;
    }
    CsType inner = to.underlying().orElse(to);
    if (from.derivesFrom(Types.JTOKEN) && TO_JSON.contains(inner.name())) {
      return Optional.of(value -> JsonCasts.cast((JsonToken) value, to));
    }
    boolean xml = from.name().equals("XElement") || from.name().equals("XAttribute");
    if (xml && XmlCasts.TARGETS.contains(inner.name())) {
      return Optional.of(value -> XmlCasts.cast(value, to));
    }
    boolean numbers = isCode(from) && isCode(inner);
    if (numbers && !(from.is(CsType.Kind.ENUM) && from.equals(inner))) {
      UnaryOperator<Object> convert = value -> numeric(value, inner, checked);
      return Optional.of(to.underlying().isPresent() ? nullSafe(convert) : convert);
    }
    if (from.underlying().isPresent()) {
      CsType source = from.underlying().get();
      if (to.underlying().isPresent()) {
        return explicit(source, inner, checked).map(Conversions::nullSafe);
      }
      return explicit(source, to, checked).map(Conversions::unwrapped);
    }
    return down(from, to) ? Optional.of(value -> unbox(value, to)) : Optional.empty();
  }

  private static boolean isCode(CsType type) {
    return type.isNumeric() || type.is(CsType.Kind.ENUM);
  }

  private static Object numeric(Object value, CsType to, boolean checked) {
    Object number = value instanceof EnumValue e ? (Object) e.value() : value;
    return to.is(CsType.Kind.ENUM)
        ? new EnumValue(to, Numbers.whole(Numbers.convert(number, Types.LONG, false)))
        : Numbers.convert(number, to, checked);
  }

  private static UnaryOperator<Object> unwrapped(UnaryOperator<Object> conversion) {
    return value -> {
      if (value == null) {
        throw DotNetException.invalidOperation("Nullable object must have a value.");
      }
      return conversion.apply(value);
    };
  }

  /** Whether a cast may look at the value: from a base or interface to what may implement it. */
  private static boolean down(CsType from, CsType to) {
    if (to.equals(Types.VOID) || to.equals(Types.NULL)) {
      return false;
    }
    boolean boxed = from.equals(Types.OBJECT) || from.is(CsType.Kind.INTERFACE);
    if (to.isValueType()) {
      return boxed && (from.equals(Types.OBJECT) || to.derivesFrom(from));
    }
    boolean toInterface =
        to.is(CsType.Kind.INTERFACE)
            && !from.isValueType()
            && !from.is(CsType.Kind.ARRAY)
            && !from.equals(Types.STRING);
    boolean arrays = from.is(CsType.Kind.ARRAY) && to.is(CsType.Kind.ARRAY);
    boolean elements =
        arrays && !to.argument(0).isValueType() && to.argument(0).derivesFrom(from.argument(0));
    boolean fromInterface = from.is(CsType.Kind.INTERFACE) && to.derivesFrom(from);
    return from.equals(Types.OBJECT)
        || toInterface
        || elements
        || fromInterface
        || (!arrays && to.derivesFrom(from));
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
    if (isInstance(value, to)) {
      return value;
    }
    CsType inner = to.underlying().orElse(to);
    boolean fromEnum = value instanceof EnumValue && inner.equals(Types.INT);
    boolean toEnum = value instanceof Integer && inner.is(CsType.Kind.ENUM);
    if (fromEnum || toEnum) {
      return numeric(value, inner, false);
    }
    throw DotNetException.invalidCast(value, to.name());
  }

  private static UnaryOperator<Object> nullSafe(UnaryOperator<Object> conversion) {
    return value -> value == null ? null : conversion.apply(value);
  }

  /** Whether a constant of that value converts without a cast, though its type does not. */
  static boolean constantFits(Object constant, CsType from, CsType to) {
    CsType target = to.underlying().orElse(to);
    if (target.is(CsType.Kind.ENUM)) {
      return constant.equals(0);
    }
    boolean candidate =
        Numbers.isIntegral(target) && !target.equals(Types.CHAR) && constant instanceof Integer;
    boolean positive =
        from.equals(Types.LONG) && target.equals(Types.ULONG) && (Long) constant >= 0;
    return positive || (candidate && Numbers.fits(BigInteger.valueOf((Integer) constant), target));
  }

  /** A default value of a type. */
  static Object defaultOf(CsType type) {
    if (type.canBeNull()) {
      return null;
    }
    if (type.is(CsType.Kind.ENUM)) {
      return new EnumValue(type, 0);
    }
    if (type.is(CsType.Kind.TUPLE)) {
      return new CsRecord(type, type.arguments().stream().map(Conversions::defaultOf).toArray());
    }
    if (Numbers.isIntegral(type)) {
      return Numbers.box(0, type);
    }
    return switch (type.simpleName()) {
      case "bool" -> false;
      case "double" -> 0d;
      case "float" -> 0f;
      case "decimal" -> CsDecimal.of(0);
      case "Guid" -> new UUID(0, 0);
      case "DateTime" -> CsDateTime.MIN;
      case "DateTimeOffset" -> CsOffset.of(CsDateTime.MIN);
      case "TimeSpan" -> CsSpan.ZERO;
      case "KeyValuePair" ->
          new CsPair(type, defaultOf(type.argument(0)), defaultOf(type.argument(1)));
      default -> throw new IllegalStateException("no default of " + type);
    };
  }
}
