package dev.patienttests.local.gateway.expression;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/** Members of Convert and BitConverter. */
final class ConvertMembers {
  private static final Map<String, String> TARGETS =
      Map.ofEntries(
          Map.entry("ToInt32", "int"),
          Map.entry("ToInt64", "long"),
          Map.entry("ToInt16", "short"),
          Map.entry("ToByte", "byte"),
          Map.entry("ToSByte", "sbyte"),
          Map.entry("ToUInt16", "ushort"),
          Map.entry("ToUInt32", "uint"),
          Map.entry("ToUInt64", "ulong"),
          Map.entry("ToDouble", "double"),
          Map.entry("ToSingle", "float"),
          Map.entry("ToDecimal", "decimal"),
          Map.entry("ToBoolean", "bool"),
          Map.entry("ToChar", "char"),
          Map.entry("ToDateTime", "DateTime"));

  private ConvertMembers() {}

  static void register(MemberQuery m) {
    TARGETS.forEach(
        (name, target) -> {
          CsType to = TypeTable.named(target);
          String start = "static " + target + " Convert." + name;
          for (String from :
              List.of(
                  "object",
                  "string",
                  "int",
                  "long",
                  "double",
                  "decimal",
                  "bool",
                  "char",
                  "float",
                  "byte",
                  "uint",
                  "ulong",
                  "short",
                  "sbyte",
                  "ushort",
                  "DateTime")) {
            m.add(start + "(" + from + " value)", a -> ConvertTo.type(a.at(0), to));
          }
          m.add(
              start + "(object value, IFormatProvider provider)", a -> ConvertTo.type(a.at(0), to));
          m.add(
              start + "(string value, IFormatProvider provider)", a -> ConvertTo.type(a.at(0), to));
          if (Numbers.isIntegral(to) && !to.equals(Types.CHAR)) {
            m.add(
                start + "(string value, int fromBase)",
                a -> ConvertTo.radix(a.maybe(0), a.number(1), to));
          }
        });
    for (String from :
        List.of(
            "int",
            "long",
            "double",
            "decimal",
            "bool",
            "char",
            "float",
            "byte",
            "uint",
            "DateTime")) {
      m.add("static string Convert.ToString(" + from + " value)", a -> RuntimeTypes.text(a.at(0)));
      m.add(
          "static string Convert.ToString(" + from + " value, IFormatProvider provider)",
          a -> RuntimeTypes.text(a.at(0)));
    }
    m.add("static string Convert.ToString(object value)", a -> RuntimeTypes.text(a.at(0)));
    m.add(
        "static string Convert.ToString(object value, IFormatProvider provider)",
        a -> RuntimeTypes.text(a.at(0)));
    m.add("static string Convert.ToString(string value)", a -> a.at(0));
    for (String from : List.of("int", "long", "byte", "short")) {
      m.add(
          "static string Convert.ToString(" + from + " value, int toBase)",
          a -> ConvertTo.radix(a.at(0), a.number(1)));
    }
    m.add("static object Convert.ChangeType(object value, Type type)", ConvertMembers::change);
    m.add(
        "static object Convert.ChangeType(object value, Type type, IFormatProvider provider)",
        ConvertMembers::change);
    m.add("static bool Convert.IsDBNull(object value)", a -> false);
    Encodings.conversions(m);
  }

  private static Object change(Args a) {
    CsType to = a.at(1, CsTypeValue.class).described();
    if (a.at(0) == null && to.isValueType()) {
      throw new DotNetException(
          "System.InvalidCastException", "Null object cannot be converted to a value type.");
    }
    return ConvertTo.type(a.at(0), to);
  }

  static void bits(MemberQuery m) {
    m.property("static bool BitConverter.IsLittleEndian", a -> true);
    m.add(
        "static string BitConverter.ToString(byte[] value)",
        a -> dashed(a.at(0, CsArray.class).toBytes()));
    m.add(
        "static string BitConverter.ToString(byte[] value, int start, int length)",
        a -> dashed(Encodings.slice(a.at(0, CsArray.class), a.number(1), a.number(2))));
    for (String type :
        List.of("int 4", "long 8", "short 2", "uint 4", "ulong 8", "ushort 2", "char 2")) {
      String name = type.split(" ", -1)[0];
      int size = Integer.parseInt(type.split(" ", -1)[1]);
      m.add(
          "static byte[] BitConverter.GetBytes(" + name + " value)",
          a -> little(Numbers.whole(a.at(0)), size));
      String dotNet = TypeTable.named(name).fullName().replace("System.", "");
      m.add(
          "static " + name + " BitConverter.To" + dotNet + "(byte[] value, int start)",
          a -> Numbers.box(number(a, size), TypeTable.named(name)));
    }
    m.add("static byte[] BitConverter.GetBytes(bool value)", a -> little(a.flag(0) ? 1 : 0, 1));
    m.add(
        "static byte[] BitConverter.GetBytes(double value)",
        a -> little(Double.doubleToRawLongBits((Double) a.at(0)), 8));
    m.add(
        "static byte[] BitConverter.GetBytes(float value)",
        a -> little(Float.floatToRawIntBits((Float) a.at(0)), 4));
    m.add("static bool BitConverter.ToBoolean(byte[] value, int start)", a -> number(a, 1) != 0);
    m.add(
        "static double BitConverter.ToDouble(byte[] value, int start)",
        a -> Double.longBitsToDouble(number(a, 8)));
    m.add(
        "static float BitConverter.ToSingle(byte[] value, int start)",
        a -> Float.intBitsToFloat((int) number(a, 4)));
    m.add(
        "static long BitConverter.DoubleToInt64Bits(double value)",
        a -> Double.doubleToRawLongBits((Double) a.at(0)));
    m.add(
        "static double BitConverter.Int64BitsToDouble(long value)",
        a -> Double.longBitsToDouble((Long) a.at(0)));
  }

  private static String dashed(byte[] octets) {
    return java.util.HexFormat.ofDelimiter("-").withUpperCase().formatHex(octets);
  }

  private static CsArray little(long bits, int size) {
    byte[] all = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(bits).array();
    return CsArray.bytes(java.util.Arrays.copyOf(all, size));
  }

  private static long number(Args a, int size) {
    CsArray value = a.at(0, CsArray.class);
    int start = a.number(1);
    if (start < 0 || start >= value.length()) {
      throw DotNetException.outOfRange("startIndex");
    }
    if (start > value.length() - size) {
      throw DotNetException.argument(
          "Destination array is not long enough to copy all the items in the collection.");
    }
    byte[] eight = java.util.Arrays.copyOf(Encodings.slice(value, start, size), 8);
    return ByteBuffer.wrap(eight).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }
}
