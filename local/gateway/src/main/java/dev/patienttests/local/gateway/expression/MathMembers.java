package dev.patienttests.local.gateway.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;

/** Members of Math, decimal and Random. */
final class MathMembers {
  private static final List<String> ALL =
      List.of(
          "int", "long", "double", "decimal", "float", "uint", "ulong", "byte", "sbyte", "short",
          "ushort");

  private MathMembers() {}

  static void register(MemberQuery m) {
    m.property("static double Math.PI", a -> Math.PI);
    m.property("static double Math.E", a -> Math.E);
    if (m.wants("Max", "Min", "Clamp", "Abs", "Sign")) {
      comparisons(m);
    }
    if (m.wants("Round", "Floor", "Ceiling", "Truncate")) {
      rounding(m);
    }
    if (m.wants(
        "Pow",
        "Sqrt",
        "Exp",
        "Log",
        "Log10",
        "Sin",
        "Cos",
        "Tan",
        "Atan2",
        "IEEERemainder",
        "BigMul")) {
      functions(m);
    }
  }

  private static void comparisons(MemberQuery m) {
    for (String name : ALL) {
      CsType type = TypeTable.named(name);
      m.add("static " + name + " Math.Max(" + name + " a, " + name + " b)", a -> pick(a, 1));
      m.add("static " + name + " Math.Min(" + name + " a, " + name + " b)", a -> pick(a, -1));
      m.add(
          "static " + name + " Math.Clamp(" + name + " v, " + name + " min, " + name + " max)",
          MathMembers::clamp);
      boolean signed = !Numbers.isIntegral(type) || Numbers.isSigned(type);
      if (signed) {
        m.add("static " + name + " Math.Abs(" + name + " v)", a -> abs(a.at(0), type));
        m.add("static int Math.Sign(" + name + " v)", a -> Numbers.exact(a.at(0)).signum());
      }
    }
  }

  private static Object pick(Args a, int direction) {
    boolean nan = a.at(0) instanceof Double d && Double.isNaN(d);
    boolean secondNan = a.at(1) instanceof Double d && Double.isNaN(d);
    if (nan || secondNan) {
      return Double.NaN;
    }
    return CsComparer.DEFAULT.compare(a.at(0), a.at(1)) * direction >= 0 ? a.at(0) : a.at(1);
  }

  private static Object clamp(Args a) {
    if (CsComparer.DEFAULT.compare(a.at(1), a.at(2)) > 0) {
      throw DotNetException.argument("'min' cannot be greater than 'max'.");
    }
    Object low = CsComparer.DEFAULT.compare(a.at(0), a.at(1)) < 0 ? a.at(1) : a.at(0);
    return CsComparer.DEFAULT.compare(low, a.at(2)) > 0 ? a.at(2) : low;
  }

  private static Object abs(Object value, CsType type) {
    if (value instanceof Double d) {
      return Math.abs(d);
    }
    if (value instanceof Float f) {
      return Math.abs(f);
    }
    if (value instanceof CsDecimal d) {
      return new CsDecimal(d.value().abs());
    }
    return Numbers.fit(Numbers.wholeExact(value).abs(), type, true);
  }

  private static void rounding(MemberQuery m) {
    for (String name : List.of("double", "decimal")) {
      m.add("static " + name + " Math.Round(" + name + " v)", a -> round(a.at(0), 0, null));
      m.add(
          "static " + name + " Math.Round(" + name + " v, int digits)",
          a -> round(a.at(0), a.number(1), null));
      m.add(
          "static " + name + " Math.Round(" + name + " v, MidpointRounding mode)",
          a -> round(a.at(0), 0, a.at(1)));
      m.add(
          "static " + name + " Math.Round(" + name + " v, int digits, MidpointRounding mode)",
          a -> round(a.at(0), a.number(1), a.at(2)));
      m.add(
          "static " + name + " Math.Floor(" + name + " v)",
          a -> whole(a.at(0), RoundingMode.FLOOR));
      m.add(
          "static " + name + " Math.Ceiling(" + name + " v)",
          a -> whole(a.at(0), RoundingMode.CEILING));
      m.add(
          "static " + name + " Math.Truncate(" + name + " v)",
          a -> whole(a.at(0), RoundingMode.DOWN));
    }
  }

  private static Object round(Object value, int digits, Object mode) {
    RoundingMode rounding =
        mode instanceof EnumValue e && e.is("AwayFromZero")
            ? RoundingMode.HALF_UP
            : RoundingMode.HALF_EVEN;
    if (value instanceof CsDecimal decimal) {
      if (digits < 0 || digits > 28) {
        throw DotNetException.outOfRange("decimals");
      }
      boolean shorter = decimal.value().scale() > digits;
      return shorter ? new CsDecimal(decimal.value().setScale(digits, rounding)) : decimal;
    }
    if (digits < 0 || digits > 15) {
      throw DotNetException.outOfRange("digits");
    }
    double number = (Double) value;
    if (Double.isNaN(number) || Math.abs(number) >= 1e16) {
      return number;
    }
    // .NET scales, rounds and scales back, all as doubles.
    double power = Math.pow(10, digits);
    double scaled = new BigDecimal(number * power).setScale(0, rounding).doubleValue();
    return (scaled == 0 && number < 0 ? -0.0 : scaled) / power;
  }

  private static Object whole(Object value, RoundingMode mode) {
    if (value instanceof CsDecimal decimal) {
      return new CsDecimal(decimal.value().setScale(0, mode));
    }
    double number = (Double) value;
    return switch (mode) {
      case FLOOR -> Math.floor(number);
      case CEILING -> Math.ceil(number);
      default -> number < 0 ? Math.ceil(number) : Math.floor(number);
    };
  }

  private static void functions(MemberQuery m) {
    m.add(
        "static double Math.Pow(double a, double b)",
        a -> Math.pow((Double) a.at(0), (Double) a.at(1)));
    m.add("static double Math.Sqrt(double v)", a -> Math.sqrt((Double) a.at(0)));
    m.add("static double Math.Exp(double v)", a -> Math.exp((Double) a.at(0)));
    m.add("static double Math.Log(double v)", a -> Math.log((Double) a.at(0)));
    m.add(
        "static double Math.Log(double v, double b)",
        a -> Math.log((Double) a.at(0)) / Math.log((Double) a.at(1)));
    m.add("static double Math.Log10(double v)", a -> Math.log10((Double) a.at(0)));
    m.add("static double Math.Sin(double v)", a -> Math.sin((Double) a.at(0)));
    m.add("static double Math.Cos(double v)", a -> Math.cos((Double) a.at(0)));
    m.add("static double Math.Tan(double v)", a -> Math.tan((Double) a.at(0)));
    m.add(
        "static double Math.Atan2(double a, double b)",
        a -> Math.atan2((Double) a.at(0), (Double) a.at(1)));
    m.add(
        "static double Math.IEEERemainder(double a, double b)",
        a -> Math.IEEEremainder((Double) a.at(0), (Double) a.at(1)));
    m.add("static long Math.BigMul(int a, int b)", a -> (long) a.number(0) * a.number(1));
  }

  static void decimals(MemberQuery m) {
    m.add("static decimal decimal.Round(decimal v)", a -> round(a.at(0), 0, null));
    m.add(
        "static decimal decimal.Round(decimal v, int digits)",
        a -> round(a.at(0), a.number(1), null));
    m.add(
        "static decimal decimal.Round(decimal v, int digits, MidpointRounding mode)",
        a -> round(a.at(0), a.number(1), a.at(2)));
    m.add("static decimal decimal.Floor(decimal v)", a -> whole(a.at(0), RoundingMode.FLOOR));
    m.add("static decimal decimal.Ceiling(decimal v)", a -> whole(a.at(0), RoundingMode.CEILING));
    m.add("static decimal decimal.Truncate(decimal v)", a -> whole(a.at(0), RoundingMode.DOWN));
    for (String operation :
        List.of("Add +", "Subtract -", "Multiply *", "Divide /", "Remainder %")) {
      String[] parts = operation.split(" ", -1);
      m.add(
          "static decimal decimal." + parts[0] + "(decimal a, decimal b)",
          a -> Arithmetic.compute(parts[1], Types.DECIMAL, a.at(0), a.at(1), false));
    }
    m.add(
        "static decimal decimal.Negate(decimal v)",
        a -> new CsDecimal(((CsDecimal) a.at(0)).value().negate()));
    m.add(
        "static int decimal.Compare(decimal a, decimal b)",
        a -> ((CsDecimal) a.at(0)).compareTo((CsDecimal) a.at(1)));
    m.add("static int decimal.ToInt32(decimal v)", a -> Numbers.convert(a.at(0), Types.INT, true));
    m.add(
        "static long decimal.ToInt64(decimal v)", a -> Numbers.convert(a.at(0), Types.LONG, true));
    m.add(
        "static double decimal.ToDouble(decimal v)",
        a -> Numbers.convert(a.at(0), Types.DOUBLE, true));
    m.add("new decimal(int v)", a -> Numbers.convert(a.at(0), Types.DECIMAL, true));
    m.add("new decimal(double v)", a -> Numbers.convert(a.at(0), Types.DECIMAL, true));
  }

  /** A generator of random numbers; its sequence is not .NET's. */
  private record Generator(Random random) implements Typed {
    @Override
    public CsType type() {
      return TypeTable.named("Random");
    }
  }

  static void random(MemberQuery m) {
    m.add("new Random()", a -> new Generator(new Random()));
    m.add("new Random(int seed)", a -> new Generator(new Random(a.number(0))));
    m.add("int Random.Next()", a -> next(a, 0, Integer.MAX_VALUE));
    m.add("int Random.Next(int max)", a -> next(a, 0, a.number(0)));
    m.add("int Random.Next(int min, int max)", a -> next(a, a.number(0), a.number(1)));
    m.add("double Random.NextDouble()", a -> a.me(Generator.class).random().nextDouble());
    m.add(
        "void Random.NextBytes(byte[] buffer)",
        a -> {
          CsArray buffer = a.at(0, CsArray.class);
          byte[] octets = new byte[buffer.length()];
          a.me(Generator.class).random().nextBytes(octets);
          System.arraycopy(CsArray.bytes(octets).items(), 0, buffer.items(), 0, octets.length);
          return null;
        });
  }

  private static Object next(Args a, int min, int max) {
    if (min > max) {
      throw DotNetException.outOfRange("minValue");
    }
    return min == max
        ? min
        : (int) a.me(Generator.class).random().longs(1, min, max).findFirst().orElseThrow();
  }
}
