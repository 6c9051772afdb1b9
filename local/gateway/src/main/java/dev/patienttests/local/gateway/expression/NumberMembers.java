package dev.patienttests.local.gateway.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Members of object, of numbers and bool, of {@code T?}, of enumerations, of types. */
final class NumberMembers {
  private NumberMembers() {}

  static void objects(MemberQuery m) {
    if (!m.wants(
        "ToString", "Equals", "GetType", "GetHashCode", "ReferenceEquals", "Name", "FullName")) {
      return;
    }
    m.add("string object.ToString()", a -> RuntimeTypes.text(a.self()));
    m.add("bool object.Equals(object other)", a -> RuntimeTypes.same(a.self(), a.at(0)));
    m.add("Type object.GetType()", a -> new CsTypeValue(RuntimeTypes.typeOf(a.self())));
    m.add("int object.GetHashCode()", a -> a.self().hashCode());
    m.add(
        "static bool object.Equals(object a, object b)", a -> RuntimeTypes.same(a.at(0), a.at(1)));
    m.add(
        "static bool object.ReferenceEquals(object a, object b)",
        a ->
            a.at(0) == a.at(1) && (a.at(0) == null || !RuntimeTypes.typeOf(a.at(0)).isValueType()));
    m.property("string Type.Name", a -> name(a.me(CsTypeValue.class).described()));
    m.property(
        "string Type.FullName",
        a -> RuntimeTypes.reflectionName(a.me(CsTypeValue.class).described()));
  }

  private static String name(CsType type) {
    String full = RuntimeTypes.reflectionName(type);
    int bracket = full.indexOf('[');
    boolean generic = full.indexOf('`') > 0;
    String head = generic ? full.substring(0, bracket) : full;
    return head.substring(head.lastIndexOf('.') + 1);
  }

  static void nullables(MemberQuery m) {
    m.add(
        "ext T NULLABLE<T>.GetValueOrDefault()",
        a -> a.self() == null ? Conversions.defaultOf(a.type("T")) : a.self());
    m.add(
        "ext T NULLABLE<T>.GetValueOrDefault(T other)", a -> a.self() == null ? a.at(0) : a.self());
    m.add("ext string NULLABLE<T>.ToString()", a -> RuntimeTypes.text(a.self()));
    m.add("ext bool NULLABLE<T>.Equals(object other)", a -> RuntimeTypes.same(a.self(), a.at(0)));
  }

  static void integers(MemberQuery m, String name) {
    CsType type = TypeTable.named(name);
    common(m, type);
    if (!m.wants("MaxValue", "MinValue", "GetHashCode")) {
      return;
    }
    int bits = Numbers.bits(type);
    boolean signed = Numbers.isSigned(type);
    BigInteger limit = BigInteger.ONE.shiftLeft(signed ? bits - 1 : bits);
    Object max = Numbers.box(limit.subtract(BigInteger.ONE).longValue(), type);
    Object min = Numbers.box(signed ? limit.negate().longValue() : 0, type);
    m.property("static " + name + " " + name + ".MaxValue", a -> max);
    m.property("static " + name + " " + name + ".MinValue", a -> min);
    m.add("int " + name + ".GetHashCode()", a -> hash(a.self()));
  }

  private static int hash(Object value) {
    long bits = Numbers.whole(value);
    return (int) bits ^ (int) (bits >> 32) * (value instanceof Long ? 1 : 0);
  }

  private static void common(MemberQuery m, CsType type) {
    if (m.wants("Parse", "TryParse")) {
      parsing(m, type);
    }
    if (m.wants("ToString", "Equals", "CompareTo")) {
      texts(m, type);
    }
  }

  private static void parsing(MemberQuery m, CsType type) {
    String name = type.name();
    EnumValue styles = NumberParse.defaults(type);
    m.add(
        "static " + name + " " + name + ".Parse(string s)",
        a -> NumberParse.require(a.maybe(0), type, styles));
    m.add(
        "static " + name + " " + name + ".Parse(string s, IFormatProvider provider)",
        a -> NumberParse.require(a.maybe(0), type, styles));
    for (String rest : List.of("", ", IFormatProvider provider")) {
      m.add(
          "static " + name + " " + name + ".Parse(string s, NumberStyles style" + rest + ")",
          a -> NumberParse.require(a.maybe(0), type, (EnumValue) a.at(1)));
    }
    m.add(
        "static bool " + name + ".TryParse(string s, out " + name + " result)",
        a -> attempt(a, type, styles, 1));
    m.add(
        "static bool "
            + name
            + ".TryParse(string s, NumberStyles style, IFormatProvider provider, out "
            + name
            + " result)",
        a -> attempt(a, type, (EnumValue) a.at(1), 3));
  }

  private static void texts(MemberQuery m, CsType type) {
    String name = type.name();
    m.add(
        "string " + name + ".ToString(string format)",
        a -> NumberFormat.format(a.self(), a.maybe(0)));
    m.add(
        "string " + name + ".ToString(IFormatProvider provider)", a -> RuntimeTypes.text(a.self()));
    m.add(
        "string " + name + ".ToString(string format, IFormatProvider provider)",
        a -> NumberFormat.format(a.self(), a.maybe(0)));
    m.add(
        "bool " + name + ".Equals(" + name + " other)", a -> RuntimeTypes.same(a.self(), a.at(0)));
    m.add(
        "int " + name + ".CompareTo(" + name + " other)",
        a -> Integer.signum(CsComparer.DEFAULT.compare(a.self(), a.at(0))));
    m.add("int " + name + ".CompareTo(object other)", a -> compare(a.self(), a.at(0)));
  }

  static Object compare(Object self, Object other) {
    if (other == null) {
      return 1;
    }
    if (!RuntimeTypes.typeOf(other).equals(RuntimeTypes.typeOf(self))) {
      throw DotNetException.argument("Object must be of type " + RuntimeTypes.nameOf(self) + ".");
    }
    return Integer.signum(CsComparer.DEFAULT.compare(self, other));
  }

  private static Object attempt(Args a, CsType type, EnumValue styles, int out) {
    Optional<Object> value = NumberParse.attempt(a.maybe(0), type, styles);
    a.values()[out] = value.orElse(Conversions.defaultOf(type));
    return value.isPresent();
  }

  static void reals(MemberQuery m, String name) {
    common(m, TypeTable.named(name));
    m.property("static double double.MaxValue", a -> Double.MAX_VALUE);
    m.property("static double double.MinValue", a -> -Double.MAX_VALUE);
    m.property("static double double.Epsilon", a -> Double.MIN_VALUE);
    m.property("static double double.NaN", a -> Double.NaN);
    m.property("static double double.PositiveInfinity", a -> Double.POSITIVE_INFINITY);
    m.property("static double double.NegativeInfinity", a -> Double.NEGATIVE_INFINITY);
    m.property("static float float.MaxValue", a -> Float.MAX_VALUE);
    m.property("static float float.MinValue", a -> -Float.MAX_VALUE);
    m.property("static float float.NaN", a -> Float.NaN);
    m.add("static bool double.IsNaN(double d)", a -> Double.isNaN((Double) a.at(0)));
    m.add("static bool double.IsInfinity(double d)", a -> Double.isInfinite((Double) a.at(0)));
    m.add(
        "static bool double.IsPositiveInfinity(double d)",
        a -> (Double) a.at(0) == Double.POSITIVE_INFINITY);
    m.add(
        "static bool double.IsNegativeInfinity(double d)",
        a -> (Double) a.at(0) == Double.NEGATIVE_INFINITY);
    m.add("static bool float.IsNaN(float d)", a -> Float.isNaN((Float) a.at(0)));
    BigDecimal max = new BigDecimal("79228162514264337593543950335");
    m.property("static decimal decimal.MaxValue", a -> new CsDecimal(max));
    m.property("static decimal decimal.MinValue", a -> new CsDecimal(max.negate()));
    m.property("static decimal decimal.Zero", a -> CsDecimal.of(0));
    m.property("static decimal decimal.One", a -> CsDecimal.of(1));
    m.property("static decimal decimal.MinusOne", a -> CsDecimal.of(-1));
  }

  static void bools(MemberQuery m) {
    m.property("static string bool.TrueString", a -> "True");
    m.property("static string bool.FalseString", a -> "False");
    m.add(
        "static bool bool.Parse(string s)",
        a ->
            Texts.parseBool(a.text(0))
                .orElseThrow(
                    () -> DotNetException.format("String was not recognized as a valid Boolean.")));
    m.add(
        "static bool bool.TryParse(string s, out bool result)",
        a -> {
          Optional<Boolean> value =
              a.at(0) == null ? Optional.empty() : Texts.parseBool(a.maybe(0));
          a.values()[1] = value.orElse(false);
          return value.isPresent();
        });
    m.add("int bool.CompareTo(bool other)", a -> Boolean.compare((Boolean) a.self(), a.flag(0)));
    m.add("int bool.GetHashCode()", a -> (Boolean) a.self() ? 1 : 0);
  }

  static void enums(MemberQuery m) {
    m.add("string Enum.ToString(string format)", a -> Formats.format(a.self(), a.maybe(0)));
    m.add(
        "bool Enum.HasFlag(object flag)",
        a -> (Numbers.whole(a.self()) & Numbers.whole(a.at(0))) == Numbers.whole(a.at(0)));
    m.add("int Enum.CompareTo(object other)", a -> compare(a.self(), a.at(0)));
    m.add(
        "static string[] Enum.GetNames(Type type)",
        a -> CsArray.strings(described(a, 0).values().keySet()));
    m.add("static bool Enum.IsDefined(Type type, object value)", NumberMembers::isDefined);
    m.add(
        "static object Enum.Parse(Type type, string value)",
        a ->
            parse(described(a, 0), a.text(1), false)
                .orElseThrow(() -> DotNetException.argument("Requested value was not found.")));
    m.add(
        "static object Enum.Parse(Type type, string value, bool ignoreCase)",
        a ->
            parse(described(a, 0), a.text(1), a.flag(2))
                .orElseThrow(() -> DotNetException.argument("Requested value was not found.")));
    m.add(
        "static T Enum.Parse<T>(string value)",
        a ->
            parse(a.type("T"), a.text(0), false)
                .orElseThrow(() -> DotNetException.argument("Requested value was not found.")));
    m.add("static bool Enum.TryParse<T>(string value, out T result)", a -> tryParse(a, false, 1));
    m.add(
        "static bool Enum.TryParse<T>(string value, bool ignoreCase, out T result)",
        a -> tryParse(a, a.flag(1), 2));
  }

  private static CsType described(Args a, int index) {
    return a.at(index, CsTypeValue.class).described();
  }

  private static Object isDefined(Args a) {
    CsType type = described(a, 0);
    Object value = a.at(1);
    return value instanceof String name
        ? type.values().containsKey(name)
        : type.values().containsValue(Numbers.whole(value));
  }

  private static Object tryParse(Args a, boolean ignoreCase, int out) {
    Optional<EnumValue> value =
        a.at(0) == null ? Optional.empty() : parse(a.type("T"), a.maybe(0), ignoreCase);
    a.values()[out] = value.orElse(new EnumValue(a.type("T"), 0));
    return value.isPresent();
  }

  private static Optional<EnumValue> parse(CsType type, String text, boolean ignoreCase) {
    if (text.strip().matches("-?[0-9]{1,9}")) {
      return Optional.of(new EnumValue(type, Long.parseLong(text.strip())));
    }
    long bits = 0;
    for (String part : text.split(",", -1)) {
      Optional<Long> value =
          type.values().entrySet().stream()
              .filter(
                  e ->
                      ignoreCase
                          ? e.getKey().equalsIgnoreCase(part.strip())
                          : e.getKey().equals(part.strip()))
              .map(java.util.Map.Entry::getValue)
              .findFirst();
      if (value.isEmpty()) {
        return Optional.empty();
      }
      bits |= value.get();
    }
    return Optional.of(new EnumValue(type, bits));
  }
}
