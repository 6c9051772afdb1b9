package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Value;
import dev.patienttests.local.bicep.syntax.Fault;
import java.text.Collator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Operators, under the names that they have in the template language. */
final class Operators {
  private static final Map<String, Builtin> OPERATORS = operators();

  private Operators() {}

  private static Map<String, Builtin> operators() {
    Map<String, Builtin> all = new HashMap<>();
    all.put("add", number("+", Math::addExact));
    all.put("sub", number("-", Math::subtractExact));
    all.put("mul", number("*", Math::multiplyExact));
    all.put("div", number("/", Operators::divide));
    all.put("mod", number("%", (a, b) -> a % b));
    all.put("equals", new Builtin(2, 2, Operators::equal));
    all.put("not", new Builtin(1, 1, Operators::not));
    all.put("less", comparison("<"));
    all.put("lessOrEquals", comparison("<="));
    all.put("greater", comparison(">"));
    all.put("greaterOrEquals", comparison(">="));
    all.put("createArray", new Builtin(0, Builtin.MANY, a -> a.result(a.values())));
    all.put("createObject", new Builtin(0, Builtin.MANY, Operators::createObject));
    return Map.copyOf(all);
  }

  static Optional<Builtin> find(String name) {
    return Optional.ofNullable(OPERATORS.get(name));
  }

  private interface Calculation {
    long apply(long a, long b);
  }

  private static Builtin number(String operator, Calculation calculation) {
    return new Builtin(
        2,
        2,
        args -> {
          if (args.known(0) instanceof Value.Int a && args.known(1) instanceof Value.Int b) {
            if (b.value() == 0 && (operator.equals("/") || operator.equals("%"))) {
              throw new Fault("BCP410", args.site(), "a number cannot be divided by zero");
            }
            return args.result(calculate(calculation, a.value(), b.value(), args));
          }
          throw wrongOperands(args, operator);
        });
  }

  private static long calculate(Calculation calculation, long a, long b, Args args) {
    try {
      return calculation.apply(a, b);
    } catch (ArithmeticException e) {
      throw new Fault("evaluation", args.site(), "the result is no integer of 64 bits");
    }
  }

  /** Truncates toward zero. One quotient alone is out of range. */
  private static long divide(long a, long b) {
    return b == -1 ? Math.negateExact(a) : a / b;
  }

  private static Fault wrongOperands(Args args, String operator) {
    return new Fault(
        "BCP045",
        args.site(),
        "\""
            + operator
            + "\" cannot be applied to "
            + Kinds.of(args.values().get(0))
            + " and "
            + Kinds.of(args.values().get(1)));
  }

  private static Value equal(Args args) {
    return args.result(Kinds.equal(args.values().get(0), args.values().get(1)));
  }

  private static Value not(Args args) {
    if (args.known(0) instanceof Value.Bool bool) {
      return args.result(!bool.value());
    }
    throw new Fault(
        "BCP044", args.site(), "\"!\" cannot be applied to " + Kinds.of(args.values().get(0)));
  }

  private static Builtin comparison(String operator) {
    return new Builtin(
        2,
        2,
        args -> {
          int order = compare(args, operator);
          return args.result(
              switch (operator) {
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                default -> order >= 0;
              });
        });
  }

  private static int compare(Args args, String operator) {
    if (args.known(0) instanceof Value.Int a && args.known(1) instanceof Value.Int b) {
      return Long.compare(a.value(), b.value());
    }
    if (args.known(0) instanceof Value.Str a && args.known(1) instanceof Value.Str b) {
      // As .NET's invariant culture, and unlike code points: lower case comes before upper case.
      return Collator.getInstance(Locale.ROOT).compare(a.value(), b.value());
    }
    throw wrongOperands(args, operator);
  }

  private static Value createObject(Args args) {
    List<Value> values = args.values();
    Map<String, Value> members = new LinkedHashMap<>();
    for (int i = 0; i + 1 < values.size(); i += 2) {
      members.put(args.text(i), values.get(i + 1));
    }
    return args.result(members);
  }
}
