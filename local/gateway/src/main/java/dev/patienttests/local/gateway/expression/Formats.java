package dev.patienttests.local.gateway.expression;

import java.util.Locale;
import java.util.UUID;

/** {@code IFormattable.ToString(format)}, and composite formats such as {@code {0,8:F1}}. */
final class Formats {
  private static final int MAX_CUSTOM = 1_000;

  private Formats() {}

  /** A value by a format; what has no formats ignores it. Null is none. */
  static String format(Object value, String format) {
    if (format == null || format.isEmpty() || value == null) {
      return RuntimeTypes.text(value);
    }
    boolean number =
        value instanceof Integer
            || value instanceof Long
            || value instanceof Double
            || value instanceof Float
            || value instanceof CsDecimal
            || value instanceof Small;
    if (number) {
      return NumberFormat.format(value, format);
    }
    if (value instanceof CsDateTime || value instanceof CsOffset) {
      return DateFormat.format(value, format);
    }
    if (value instanceof CsSpan span) {
      return SpanFormat.format(span, format);
    }
    if (value instanceof UUID guid) {
      return guid(guid, format);
    }
    return value instanceof EnumValue member ? member(member, format) : RuntimeTypes.text(value);
  }

  /** A format that is not a standard one, of a length that is soon applied. */
  static String custom(String format) {
    if (format.length() > MAX_CUSTOM) {
      throw DotNetException.format(
          "A format of more than " + MAX_CUSTOM + " characters is not supported.");
    }
    return format;
  }

  private static String guid(UUID guid, String format) {
    String text = guid.toString();
    return switch (format) {
      case "D", "d" -> text;
      case "N", "n" -> text.replace("-", "");
      case "B", "b" -> "{" + text + "}";
      case "P", "p" -> "(" + text + ")";
      case "X", "x" -> hexadecimal(text.replace("-", ""));
      default -> throw DotNetException.format("Format string can be only D, N, P, B or X.");
    };
  }

  private static String hexadecimal(String digits) {
    StringBuilder out = new StringBuilder("{0x");
    out.append(digits, 0, 8).append(",0x").append(digits, 8, 12).append(",0x");
    out.append(digits, 12, 16).append(",{");
    for (int i = 16; i < 32; i += 2) {
      out.append(i == 16 ? "0x" : ",0x").append(digits, i, i + 2);
    }
    return out.append("}}").toString();
  }

  private static String member(EnumValue member, String format) {
    return switch (format) {
      case "G", "g", "F", "f" -> member.toString();
      case "D", "d" -> Long.toString(member.value());
      case "X", "x" -> String.format(Locale.ROOT, "%08X", member.value());
      default -> throw DotNetException.format("Format string can be only G, F, D or X.");
    };
  }

  /** Fills up with blanks: on the left, or on the right where the width is negative. */
  static String aligned(String text, int width) {
    Budget.bound(Math.abs((long) width));
    String blanks = " ".repeat(Math.max(0, Math.abs(width) - text.length()));
    return width < 0 ? text + blanks : blanks + text;
  }

  /** {@code string.Format}. */
  static String composite(String format, Object[] arguments) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < format.length()) {
      char c = format.charAt(i);
      boolean doubled = i + 1 < format.length() && format.charAt(i + 1) == c;
      if ((c == '{' || c == '}') && doubled) {
        out.append(c);
        i += 2;
      } else if (c == '{') {
        int close = hole(format, i);
        out.append(filled(format.substring(i + 1, close), arguments));
        i = close + 1;
      } else if (c == '}') {
        throw DotNetException.format();
      } else {
        out.append(c);
        i++;
      }
      Budget.bound(out.length());
    }
    return out.toString();
  }

  private static int hole(String format, int open) {
    int close = format.indexOf('}', open);
    int again = format.indexOf('{', open + 1);
    if (close < 0 || (again >= 0 && again < close)) {
      throw DotNetException.format();
    }
    return close;
  }

  private static String filled(String hole, Object[] arguments) {
    int colon = hole.indexOf(':');
    String head = colon < 0 ? hole : hole.substring(0, colon);
    String[] parts = head.split(",", -1);
    boolean wellFormed =
        parts.length <= 2
            && parts[0].matches("[0-9]{1,6} *")
            && (parts.length == 1 || parts[1].matches(" *-?[0-9]{1,6} *"));
    if (!wellFormed || Integer.parseInt(parts[0].strip()) >= arguments.length) {
      throw DotNetException.format();
    }
    Object value = arguments[Integer.parseInt(parts[0].strip())];
    String text = format(value, colon < 0 ? null : hole.substring(colon + 1));
    return aligned(text, parts.length == 1 ? 0 : Integer.parseInt(parts[1].strip()));
  }
}
