package dev.patienttests.local.gateway.expression;

import java.util.Locale;
import java.util.Set;

/**
 * The explicit conversions of elements and attributes, and texts of values, as XmlConvert has them.
 */
final class XmlCasts {
  static final Set<String> TARGETS =
      Set.of(
          "string",
          "bool",
          "int",
          "long",
          "uint",
          "ulong",
          "double",
          "float",
          "decimal",
          "DateTime",
          "DateTimeOffset",
          "TimeSpan",
          "Guid");
  private static final long ROUND_TRIP = 128;

  private XmlCasts() {}

  static Object cast(Object node, CsType to) {
    if (node == null) {
      if (to.canBeNull()) {
        return null;
      }
      throw DotNetException.argumentNull("element");
    }
    String text = ((CsXml) node).value();
    CsType target = to.underlying().orElse(to);
    return target.equals(Types.STRING) ? text : parse(text.strip(), target);
  }

  private static Object parse(String text, CsType target) {
    return switch (target.name()) {
      case "bool" -> bool(text.toLowerCase(Locale.ROOT));
      case "DateTime" -> DateParse.parse(text, ROUND_TRIP).orElseThrow(DateParse::wrong);
      case "DateTimeOffset" -> DateParse.offset(text).orElseThrow(DateParse::wrong);
      case "Guid" -> Texts.parseGuid(text).orElseThrow(DotNetException::format);
      case "TimeSpan" -> duration(text);
      case "double", "float" ->
          NumberParse.require(
              text.replace("INF", "Infinity"),
              target,
              new EnumValue(TypeTable.named("NumberStyles"), 167));
      default ->
          NumberParse.require(
              text,
              target,
              target.equals(Types.DECIMAL)
                  ? new EnumValue(TypeTable.named("NumberStyles"), 39)
                  : NumberParse.INTEGER);
    };
  }

  private static boolean bool(String text) {
    if (text.equals("true") || text.equals("1")) {
      return true;
    }
    if (text.equals("false") || text.equals("0")) {
      return false;
    }
    throw DotNetException.format("The string is not a valid Boolean value.");
  }

  static CsSpan duration(String text) {
    try {
      return new CsSpan(java.time.Duration.parse(text).toNanos() / 100);
    } catch (java.time.DateTimeException e) {
      throw DotNetException.format("The string is not a valid TimeSpan value.");
    }
  }

  /** The text of a value inside of an element. */
  static String text(Object value) {
    if (value instanceof Boolean flag) {
      return flag.toString();
    }
    if (value instanceof CsDateTime date) {
      return JsonDates.write(date);
    }
    if (value instanceof CsOffset date) {
      return JsonDates.write(date);
    }
    if (value instanceof CsSpan span) {
      return java.time.Duration.ofSeconds(
              span.ticks() / CsSpan.SECOND, span.ticks() % CsSpan.SECOND * 100)
          .toString();
    }
    return RuntimeTypes.text(value).replace("Infinity", "INF");
  }
}
