package dev.patienttests.local.bicep.eval;

import java.time.OffsetDateTime;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Points in time as text by the format strings of .NET, in its invariant culture. All times are in
 * UTC.
 */
final class NetDates {
  private static final Map<String, String> STANDARD =
      Map.ofEntries(
          Map.entry("d", "MM/dd/yyyy"),
          Map.entry("D", "dddd, dd MMMM yyyy"),
          Map.entry("f", "dddd, dd MMMM yyyy HH:mm"),
          Map.entry("F", "dddd, dd MMMM yyyy HH:mm:ss"),
          Map.entry("g", "MM/dd/yyyy HH:mm"),
          Map.entry("G", "MM/dd/yyyy HH:mm:ss"),
          Map.entry("m", "MMMM dd"),
          Map.entry("M", "MMMM dd"),
          Map.entry("o", "yyyy-MM-dd'T'HH:mm:ss.fffffffK"),
          Map.entry("O", "yyyy-MM-dd'T'HH:mm:ss.fffffffK"),
          Map.entry("r", "ddd, dd MMM yyyy HH:mm:ss 'GMT'"),
          Map.entry("R", "ddd, dd MMM yyyy HH:mm:ss 'GMT'"),
          Map.entry("s", "yyyy-MM-dd'T'HH:mm:ss"),
          Map.entry("t", "HH:mm"),
          Map.entry("T", "HH:mm:ss"),
          Map.entry("u", "yyyy-MM-dd HH:mm:ss'Z'"),
          Map.entry("U", "dddd, dd MMMM yyyy HH:mm:ss"),
          Map.entry("y", "yyyy MMMM"),
          Map.entry("Y", "yyyy MMMM"));

  private final OffsetDateTime time;
  private final StringBuilder text = new StringBuilder();

  private NetDates(OffsetDateTime time) {
    this.time = time;
  }

  /** The text; empty where .NET would refuse the format. */
  static Optional<String> format(OffsetDateTime time, String format) {
    NetDates dates = new NetDates(time);
    if (format.length() == 1 && !STANDARD.containsKey(format)) {
      return Optional.empty();
    }
    return dates.custom(STANDARD.getOrDefault(format, format))
        ? Optional.of(dates.text.toString())
        : Optional.empty();
  }

  private boolean custom(String format) {
    int at = 0;
    while (at < format.length()) {
      char c = format.charAt(at);
      int next = at + 1;
      if (c == '\'' || c == '"') {
        next = format.indexOf(c, at + 1) + 1;
        if (next == 0) {
          return false;
        }
        text.append(format, at + 1, next - 1);
      } else if (c == '\\' || c == '%') {
        if (next == format.length()) {
          return false;
        }
        if (c == '\\') {
          text.append(format.charAt(next++));
        }
      } else {
        while (next < format.length() && format.charAt(next) == c) {
          next++;
        }
        run(c, next - at);
      }
      at = next;
    }
    return true;
  }

  private void run(char c, int count) {
    switch (c) {
      case 'd' -> day(count);
      case 'M' -> month(count);
      case 'y' -> year(count);
      case 'H' -> number(time.getHour(), Math.min(count, 2));
      case 'h' -> number((time.getHour() + 11) % 12 + 1, Math.min(count, 2));
      case 'm' -> number(time.getMinute(), Math.min(count, 2));
      case 's' -> number(time.getSecond(), Math.min(count, 2));
      case 'f', 'F' -> fraction(c == 'F', Math.min(count, 7));
      case 't' -> text.append(time.getHour() < 12 ? "AM" : "PM", 0, Math.min(count, 2));
      case 'K' -> text.append("Z".repeat(count));
      case 'z' -> text.append(count == 1 ? "+0" : count == 2 ? "+00" : "+00:00");
      default -> text.append(String.valueOf(c).repeat(count));
    }
  }

  private void number(int number, int digits) {
    String shown = Integer.toString(number);
    text.append("0".repeat(Math.max(0, digits - shown.length()))).append(shown);
  }

  private void day(int count) {
    if (count <= 2) {
      number(time.getDayOfMonth(), count);
    } else {
      TextStyle style = count == 3 ? TextStyle.SHORT : TextStyle.FULL;
      text.append(time.getDayOfWeek().getDisplayName(style, Locale.ENGLISH));
    }
  }

  private void month(int count) {
    if (count <= 2) {
      number(time.getMonthValue(), count);
    } else {
      String name = time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      text.append(count == 3 ? name.substring(0, 3) : name);
    }
  }

  private void year(int count) {
    number(count <= 2 ? time.getYear() % 100 : time.getYear(), count);
  }

  private void fraction(boolean trimmed, int digits) {
    String ticks = String.format(Locale.ROOT, "%07d", time.getNano() / 100).substring(0, digits);
    if (!trimmed) {
      text.append(ticks);
      return;
    }
    String shown = ticks.replaceAll("0+$", "");
    if (shown.isEmpty() && text.length() > 0 && text.charAt(text.length() - 1) == '.') {
      text.setLength(text.length() - 1);
    }
    text.append(shown);
  }
}
