package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Value;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code format} function: .NET composite formatting in the invariant culture. */
final class CompositeFormat {
  private static final Pattern HOLE =
      Pattern.compile("(?<index>[0-9]{1,4})(?:,(?<width>-?[0-9]{1,4}))?(?::(?<style>[^{}]*))?");
  private static final Pattern STYLE = Pattern.compile("(?<kind>[NDXFnxdf])(?<digits>[0-9]{0,2})");

  private CompositeFormat() {}

  static Value format(Args args) {
    String format = args.text(0);
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < format.length()) {
      char c = format.charAt(at);
      if ((c == '{' || c == '}') && format.startsWith("" + c, at + 1)) {
        text.append(c);
        at += 2;
      } else if (c == '{') {
        int close = format.indexOf('}', at);
        Matcher hole = HOLE.matcher(close < 0 ? "" : format.substring(at + 1, close).strip());
        if (!hole.matches()) {
          throw args.fail("the format has a malformed hole at character " + (at + 1));
        }
        text.append(hole(args, hole));
        at = close + 1;
      } else if (c == '}') {
        throw args.fail("the format has a single \"}\" at character " + (at + 1));
      } else {
        text.append(c);
        at++;
      }
    }
    return args.result(text.toString());
  }

  private static String hole(Args args, Matcher hole) {
    int index = Integer.parseInt(hole.group("index")) + 1;
    if (!args.has(index)) {
      throw args.fail("the format has no argument {" + (index - 1) + "}");
    }
    Value value = args.known(index);
    String style = hole.group("style");
    String text = style == null ? Texts.inFormat(value) : styled(args, value, style);
    if (hole.group("width") == null) {
      return text;
    }
    int width = Integer.parseInt(hole.group("width"));
    String blanks = " ".repeat(Math.max(0, Math.abs(width) - text.length()));
    return width < 0 ? text + blanks : blanks + text;
  }

  private static String styled(Args args, Value value, String style) {
    if (!(value instanceof Value.Int number) || style.isEmpty()) {
      return Texts.inFormat(value);
    }
    Matcher matcher = STYLE.matcher(style);
    if (!matcher.matches()) {
      throw args.fail("the number format \"" + style + "\" is not supported");
    }
    String written = matcher.group("digits");
    char kind = matcher.group("kind").charAt(0);
    int digits = written.isEmpty() ? -1 : Integer.parseInt(written);
    return switch (kind) {
      case 'D', 'd' -> padded(number.value(), digits);
      case 'X' -> zeros(Long.toHexString(number.value()).toUpperCase(Locale.ROOT), digits);
      case 'x' -> zeros(Long.toHexString(number.value()), digits);
      case 'N', 'n' -> decimal("#,##0", number.value(), digits);
      default -> decimal("0", number.value(), digits);
    };
  }

  private static String padded(long number, int digits) {
    String text = Long.toString(number);
    return number < 0 ? "-" + zeros(text.substring(1), digits) : zeros(text, digits);
  }

  private static String zeros(String text, int digits) {
    return "0".repeat(Math.max(0, digits - text.length())) + text;
  }

  private static String decimal(String whole, long number, int digits) {
    int places = digits < 0 ? 2 : digits;
    String pattern = places == 0 ? whole : whole + "." + "0".repeat(places);
    return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(number);
  }
}
