package dev.patienttests.local.gateway.expression;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text of spans of time (.NET documentation, TimeSpan formats). */
final class SpanFormat {
  private static final Pattern SPAN =
      Pattern.compile(
          "\\s*(-)?(?:([0-9]{1,8})(?![0-9:])(?:\\.(?=[0-9]{1,2}:))?)?"
              + "(?:([0-9]{1,8}):([0-9]{1,8})(?::([0-9]{1,8})(?:\\.([0-9]{1,7}))?)?)?\\s*");

  private SpanFormat() {}

  static String format(CsSpan span, String format) {
    switch (format) {
      case "c", "t", "T" -> {
        return span.toString();
      }
      case "g", "G" -> {
        return culture(span, format.equals("G"));
      }
      default -> {
        if (format.length() == 1) {
          throw DotNetException.format();
        }
        return custom(span, Formats.custom(format));
      }
    }
  }

  private static String culture(CsSpan span, boolean isLong) {
    long ticks = Math.abs(span.ticks());
    CsSpan size = new CsSpan(ticks);
    String days = isLong || size.days() != 0 ? size.days() + ":" : "";
    String hours = hour(size, isLong);
    String rest =
        String.format(
            Locale.ROOT,
            ":%02d:%02d",
            size.part(CsSpan.MINUTE, CsSpan.HOUR),
            size.part(CsSpan.SECOND, CsSpan.MINUTE));
    String fraction = String.format(Locale.ROOT, "%07d", ticks % CsSpan.SECOND);
    if (!isLong) {
      fraction = fraction.replaceAll("0+$", "");
    }
    return (span.ticks() < 0 ? "-" : "")
        + days
        + hours
        + rest
        + (fraction.isEmpty() ? "" : "." + fraction);
  }

  private static String hour(CsSpan size, boolean padded) {
    int hour = size.part(CsSpan.HOUR, CsSpan.DAY);
    return padded ? String.format(Locale.ROOT, "%02d", hour) : String.valueOf(hour);
  }

  private static String custom(CsSpan span, String format) {
    CsSpan size = new CsSpan(Math.abs(span.ticks()));
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < format.length()) {
      char c = format.charAt(i);
      int run = 1;
      while (i + run < format.length() && format.charAt(i + run) == c) {
        run++;
      }
      switch (c) {
        case 'd' -> out.append(padded(size.days(), run));
        case 'h' -> out.append(padded(size.part(CsSpan.HOUR, CsSpan.DAY), two(run)));
        case 'm' -> out.append(padded(size.part(CsSpan.MINUTE, CsSpan.HOUR), two(run)));
        case 's' -> out.append(padded(size.part(CsSpan.SECOND, CsSpan.MINUTE), two(run)));
        case 'f', 'F' -> {
          String digits = String.format(Locale.ROOT, "%07d", size.ticks() % CsSpan.SECOND);
          String shown = digits.substring(0, Math.min(run, 7));
          out.append(c == 'f' ? shown : shown.replaceAll("0+$", ""));
        }
        case '\\' -> {
          if (i + 1 >= format.length()) {
            throw DotNetException.format();
          }
          out.append(format.charAt(i + 1));
          run = 2;
        }
        case '\'', '"' -> {
          int close = format.indexOf(c, i + 1);
          if (close < 0) {
            throw DotNetException.format();
          }
          out.append(format, i + 1, close);
          run = close + 1 - i;
        }
        case '%' -> run = 1;
        default -> throw DotNetException.format();
      }
      i += run;
    }
    return out.toString();
  }

  private static int two(int run) {
    if (run > 2) {
      throw DotNetException.format();
    }
    return run;
  }

  private static String padded(int value, int digits) {
    return String.format(Locale.ROOT, "%0" + Math.min(digits, 8) + "d", value);
  }

  /** {@code TimeSpan.Parse}: days alone, or hours and minutes with more around them. */
  static Optional<CsSpan> parse(String text) {
    if (text == null) {
      return Optional.empty();
    }
    Matcher matcher = SPAN.matcher(text);
    if (!matcher.matches() || (matcher.group(2) == null && matcher.group(3) == null)) {
      return Optional.empty();
    }
    long days = part(matcher.group(2));
    long hours = part(matcher.group(3));
    long minutes = part(matcher.group(4));
    long seconds = part(matcher.group(5));
    // Hours beyond a day without days before them count as days (24:00:00).
    if (hours > 23 && matcher.group(2) == null && matcher.group(5) != null) {
      days = hours;
      hours = minutes;
      minutes = seconds;
      seconds = 0;
    }
    if (hours > 23 || minutes > 59 || seconds > 59) {
      throw overflow();
    }
    String fraction = matcher.group(6) == null ? "0" : matcher.group(6);
    long ticks = Long.parseLong((fraction + "0000000").substring(0, 7));
    BigInteger total =
        BigInteger.valueOf(days * 24 + hours)
            .multiply(BigInteger.valueOf(CsSpan.HOUR))
            .add(BigInteger.valueOf(minutes * CsSpan.MINUTE + seconds * CsSpan.SECOND + ticks));
    if (total.bitLength() > 63) {
      throw overflow();
    }
    return Optional.of(new CsSpan((matcher.group(1) == null ? 1 : -1) * total.longValue()));
  }

  private static long part(String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  private static DotNetException overflow() {
    return new DotNetException(
        "System.OverflowException", "The TimeSpan string has a part that is too large.");
  }
}
