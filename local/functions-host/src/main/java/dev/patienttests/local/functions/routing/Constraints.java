package dev.patienttests.local.functions.routing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The constraints that ASP.NET Core knows by name, ignoring case. */
final class Constraints {
  private static final Pattern ALPHA = Pattern.compile("^[a-zA-Z]*$", Pattern.UNIX_LINES);

  private Constraints() {}

  static Constraint resolve(String text) {
    int open = text.indexOf('(');
    boolean call = open >= 0 && text.endsWith(")");
    String name = (call ? text.substring(0, open) : text).toLowerCase(Locale.ROOT);
    Optional<String> argument =
        call ? Optional.of(text.substring(open + 1, text.length() - 1)) : Optional.empty();
    return switch (name) {
      case "int" -> plain(text, argument, DotNetNumbers::isInt32);
      case "long" -> plain(text, argument, value -> DotNetNumbers.parseInt64(value).isPresent());
      case "bool" -> plain(text, argument, DotNetText::isBoolean);
      case "decimal" -> plain(text, argument, DotNetNumbers::isDecimal);
      case "double", "float" -> plain(text, argument, DotNetNumbers::isFloat);
      case "guid" -> plain(text, argument, DotNetGuid::isGuid);
      case "datetime" -> plain(text, argument, DotNetDateTime::isDateTime);
      case "alpha" -> plain(text, argument, value -> ALPHA.matcher(value).find());
      case "required" -> plain(text, argument, value -> !value.isEmpty());
      case "file" -> plain(text, argument, DotNetText::isFileName);
      case "nonfile" -> {
        plain(text, argument, value -> true);
        yield value -> value.isEmpty() || !DotNetText.isFileName(value.get());
      }
      case "minlength" -> lengths(text, single(text, argument, Integer.MIN_VALUE), -1);
      case "maxlength" -> lengths(text, 0, single(text, argument, Integer.MIN_VALUE));
      case "length" -> length(text, argument);
      case "min" -> number(atLeast(single(text, argument, Long.MIN_VALUE)));
      case "max" -> number(atMost(single(text, argument, Long.MIN_VALUE)));
      case "range" -> range(text, argument);
      case "regex" -> regex(text, argument);
      default -> throw new RouteSetupException("the constraint '" + text + "' is unknown");
    };
  }

  private static Constraint plain(
      String text, Optional<String> argument, Predicate<String> predicate) {
    if (argument.isPresent()) {
      throw new RouteSetupException("the constraint '" + text + "' takes no argument");
    }
    return value -> value.filter(predicate).isPresent();
  }

  private static Constraint regex(String text, Optional<String> argument) {
    String pattern =
        argument.orElseThrow(
            () -> new RouteSetupException("the constraint '" + text + "' needs a pattern"));
    DotNetRegex regex = new DotNetRegex(pattern);
    return value -> value.filter(regex::finds).isPresent();
  }

  private static Constraint length(String text, Optional<String> argument) {
    List<String> arguments = split(argument);
    if (arguments.size() == 1) {
      int exact = (int) parse(text, arguments.get(0), Integer.MIN_VALUE);
      return lengths(text, exact, exact);
    }
    requireTwo(text, arguments);
    long max = parse(text, arguments.get(1), Integer.MIN_VALUE);
    if (max < 0) {
      throw new RouteSetupException("the constraint '" + text + "' has a negative length");
    }
    return lengths(text, parse(text, arguments.get(0), Integer.MIN_VALUE), max);
  }

  /** A maximum of -1 that the caller did not read from the template means none. */
  private static Constraint lengths(String text, long min, long max) {
    boolean unbounded = max == -1 && text.toLowerCase(Locale.ROOT).startsWith("min");
    if (min < 0 || (!unbounded && max < min)) {
      throw new RouteSetupException("the constraint '" + text + "' has impossible lengths");
    }
    return value ->
        value.filter(it -> it.length() >= min && (unbounded || it.length() <= max)).isPresent();
  }

  private static Constraint range(String text, Optional<String> argument) {
    List<String> arguments = split(argument);
    requireTwo(text, arguments);
    long min = parse(text, arguments.get(0), Long.MIN_VALUE);
    long max = parse(text, arguments.get(1), Long.MIN_VALUE);
    if (min > max) {
      throw new RouteSetupException("the constraint '" + text + "' has its bounds reversed");
    }
    return number(atLeast(min).and(atMost(max)));
  }

  private static LongPredicate atLeast(long min) {
    return value -> value >= min;
  }

  private static LongPredicate atMost(long max) {
    return value -> value <= max;
  }

  private static Constraint number(LongPredicate predicate) {
    return value -> value.flatMap(DotNetNumbers::parseInt64).filter(predicate::test).isPresent();
  }

  private static long single(String text, Optional<String> argument, long lowest) {
    return parse(
        text,
        argument.orElseThrow(
            () -> new RouteSetupException("the constraint '" + text + "' needs an argument")),
        lowest);
  }

  /** The lowest possible value names the argument's type: 32 or 64 bits. */
  private static long parse(String text, String number, long lowest) {
    return DotNetNumbers.parseInt64(number)
        .filter(value -> lowest == Long.MIN_VALUE || value == value.intValue())
        .orElseThrow(() -> new RouteSetupException("the constraint '" + text + "' has no number"));
  }

  private static void requireTwo(String text, List<String> arguments) {
    if (arguments.size() != 2) {
      throw new RouteSetupException(
          "the constraint '%s' does not take %d arguments".formatted(text, arguments.size()));
    }
  }

  private static List<String> split(Optional<String> argument) {
    return argument
        .map(it -> Arrays.stream(it.split(",", -1)).map(String::trim).toList())
        .orElse(List.of());
  }
}
