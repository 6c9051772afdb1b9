package dev.patienttests.local.gateway.expression;

import static dev.patienttests.local.gateway.expression.CsType.*;
import static dev.patienttests.local.gateway.expression.Members.method;
import static dev.patienttests.local.gateway.expression.Members.shared;

import dev.patienttests.local.gateway.expression.Members.Call;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/** Members of object, numbers, bool, Guid, Math, Uri and arrays. */
final class SystemMembers {
  private SystemMembers() {}

  static void register(Members members) {
    members.add(
        method(OBJECT, "ToString", STRING, (t, a) -> RuntimeTypes.text(t)),
        method(OBJECT, "Equals", BOOL, (t, a) -> same(t, a[0]), OBJECT));
    members.property(STRINGS, "Length", INT, t -> ((String[]) t).length);
    members.add(
        method(
            STRINGS,
            "[]",
            STRING,
            (t, a) -> {
              int index = (Integer) a[0];
              if (index < 0 || index >= ((String[]) t).length) {
                throw new DotNetException(
                    "System.IndexOutOfRangeException",
                    "Index was outside the bounds of the array.");
              }
              return ((String[]) t)[index];
            },
            INT));
    numbers(members);
    guids(members);
    math(members);
    members.add(
        shared(
            TypeNames.URI,
            "EscapeDataString",
            STRING,
            (t, a) -> {
              if (a[0] == null) {
                throw DotNetException.argumentNull("stringToEscape");
              }
              return Texts.escapeData((String) a[0]);
            },
            STRING));
    members.property(TIME_SPAN, "TotalMilliseconds", DOUBLE, t -> millis(t));
    members.property(TIME_SPAN, "TotalSeconds", DOUBLE, t -> millis(t) / 1000);
  }

  private static double millis(Object duration) {
    return ((Duration) duration).toNanos() / 1_000_000d;
  }

  private static boolean same(Object left, Object right) {
    boolean identityOnly = left instanceof JsonToken && !(left instanceof JsonToken.JValue);
    return identityOnly ? left == right : Objects.equals(left, right);
  }

  private static void numbers(Members members) {
    parser(
        members,
        INT,
        text -> Texts.parseLong(text).filter(n -> n == n.intValue()).map(Long::intValue));
    parser(members, LONG, Texts::parseLong);
    parser(members, BOOL, text -> text == null ? Optional.empty() : Texts.parseBool(text));
    members.constant(INT, "MaxValue", INT, Integer.MAX_VALUE);
    members.constant(INT, "MinValue", INT, Integer.MIN_VALUE);
    members.constant(LONG, "MaxValue", LONG, Long.MAX_VALUE);
    members.constant(LONG, "MinValue", LONG, Long.MIN_VALUE);
  }

  private static void parser(Members members, CsType type, Function<String, Optional<?>> parse) {
    members.add(
        shared(
            type,
            "Parse",
            type,
            (t, a) -> {
              if (a[0] == null) {
                throw DotNetException.argumentNull("s");
              }
              return parse.apply((String) a[0]).orElseThrow(() -> wrong(type, (String) a[0]));
            },
            STRING),
        shared(
                type,
                "TryParse",
                BOOL,
                (t, a) -> {
                  Optional<?> value = parse.apply((String) a[0]);
                  a[1] = value.isPresent() ? value.get() : Conversions.defaultOf(type);
                  return value.isPresent();
                },
                STRING,
                type)
            .withOut(1));
  }

  private static DotNetException wrong(CsType type, String text) {
    boolean tooLarge = text.strip().matches("[+-]?[0-9]+") && type.isNumeric();
    return tooLarge
        ? new DotNetException(
            "System.OverflowException", "Value was either too large or too small for " + type + ".")
        : DotNetException.format("The input string was not in a correct format.");
  }

  private static void guids(Members members) {
    members.constant(GUID, "Empty", GUID, new UUID(0, 0));
    members.add(shared(GUID, "NewGuid", GUID, (t, a) -> UUID.randomUUID()));
    parser(members, GUID, Texts::parseGuid);
    members.add(
        method(
            GUID,
            "ToString",
            STRING,
            (t, a) -> {
              String text = t.toString();
              return switch (a[0] == null ? "D" : (String) a[0]) {
                case "", "D", "d" -> text;
                case "N", "n" -> text.replace("-", "");
                case "B", "b" -> "{" + text + "}";
                case "P", "p" -> "(" + text + ")";
                default -> throw DotNetException.format("Format string can be only D, N, P or B.");
              };
            },
            STRING));
  }

  private static void math(Members members) {
    CsType math = TypeNames.MATH;
    members.add(
        shared(math, "Max", INT, ints(Math::max), INT, INT),
        shared(math, "Min", INT, ints(Math::min), INT, INT),
        shared(math, "Max", LONG, longs(Math::max), LONG, LONG),
        shared(math, "Min", LONG, longs(Math::min), LONG, LONG));
  }

  private static Call ints(BinaryOperator<Integer> operation) {
    return (t, a) -> operation.apply((Integer) a[0], (Integer) a[1]);
  }

  private static Call longs(BinaryOperator<Long> operation) {
    return (t, a) -> operation.apply((Long) a[0], (Long) a[1]);
  }
}
