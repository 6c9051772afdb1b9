package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Value;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Functions on points in time. */
final class DateFunctions {
  private static final Pattern DURATION =
      Pattern.compile("(?<sign>-?)P(?<date>(?:[0-9]+[YMWD])*)(?<time>(?:T(?:[0-9.]+[HMS])+)?)");

  private static final int MAX_DURATION = 100;

  private DateFunctions() {}

  static void addTo(Map<String, Builtin> all) {
    all.put("dateTimeAdd", new Builtin(2, 3, DateFunctions::add));
    all.put("dateTimeFromEpoch", new Builtin(1, 1, DateFunctions::fromEpoch));
    all.put("dateTimeToEpoch", new Builtin(1, 1, DateFunctions::toEpoch));
  }

  private static Value fromEpoch(Args args) {
    try {
      return args.result(Instant.ofEpochSecond(args.number(0)).toString());
    } catch (DateTimeException e) {
      throw args.fail("the number is too large");
    }
  }

  private static Value toEpoch(Args args) {
    return args.result(time(args).toEpochSecond());
  }

  private static OffsetDateTime time(Args args) {
    try {
      return OffsetDateTime.parse(args.text(0).replace(' ', 'T'));
    } catch (DateTimeException e) {
      throw args.fail("\"" + args.shown(0) + "\" is no point in time of ISO 8601");
    }
  }

  private static Value add(Args args) {
    OffsetDateTime start = time(args);
    Matcher matcher = DURATION.matcher(args.text(1));
    if (args.text(1).length() > MAX_DURATION || !matcher.matches() || args.text(1).endsWith("P")) {
      throw args.fail("\"" + args.shown(1) + "\" is no duration of ISO 8601");
    }
    try {
      String date = matcher.group("date");
      String time = matcher.group("time");
      Period period = date.isEmpty() ? Period.ZERO : Period.parse("P" + date);
      Duration duration = time.isEmpty() ? Duration.ZERO : Duration.parse("P" + time);
      OffsetDateTime end =
          matcher.group("sign").isEmpty()
              ? start.plus(period).plus(duration)
              : start.minus(period).minus(duration);
      return args.result(
          args.has(2)
              ? format(args, end, args.text(2))
              : DateTimeFormatter.ISO_INSTANT.format(end));
    } catch (DateTimeException | ArithmeticException e) {
      throw args.fail("the duration cannot be added");
    }
  }

  /** A time in a format of .NET. */
  static String format(Args args, OffsetDateTime time, String format) {
    return NetDates.format(time.withOffsetSameInstant(ZoneOffset.UTC), format)
        .orElseThrow(() -> args.fail("\"" + format + "\" is no format for a point in time"));
  }
}
