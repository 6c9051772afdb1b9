package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.Value;
import dev.patienttests.local.bicep.syntax.Fault;
import dev.patienttests.local.bicep.syntax.Statement.Decorator;
import java.util.List;
import java.util.Optional;

/** What decorators ask of a value. */
final class Constraints {
  private final FileEvaluator file;
  private final List<Decorator> decorators;

  Constraints(FileEvaluator file, List<Decorator> decorators) {
    this.file = file;
    this.decorators = decorators;
  }

  boolean isSecure() {
    return decorators.stream().anyMatch(decorator -> decorator.name().equals("secure"));
  }

  void check(Value value) {
    if (value instanceof Value.Null || value instanceof Value.Expression) {
      return;
    }
    for (Decorator decorator : decorators) {
      switch (decorator.name()) {
        case "allowed" -> allowed(value, decorator);
        case "minLength" -> atLeast("BCP332", size(value), number(decorator), value, "length");
        case "maxLength" -> atMost("BCP332", size(value), number(decorator), value, "length");
        case "minValue" -> atLeast("BCP328", integer(value), number(decorator), value, "value");
        case "maxValue" -> atMost("BCP327", integer(value), number(decorator), value, "value");
        default -> {}
      }
    }
  }

  private long number(Decorator decorator) {
    Value value = file.expressions().evaluate(decorator.arguments().get(0), Env.EMPTY);
    if (value instanceof Value.Int number) {
      return number.value();
    }
    throw new Fault("BCP070", file.origin(decorator.at()), "a decorator's limit is an integer");
  }

  private static Optional<Long> integer(Value value) {
    return value instanceof Value.Int number ? Optional.of(number.value()) : Optional.empty();
  }

  private static Optional<Long> size(Value value) {
    if (value instanceof Value.Str text) {
      return Optional.of((long) text.value().length());
    } else if (value instanceof Value.Arr array) {
      return Optional.of((long) array.items().size());
    }
    return Optional.empty();
  }

  private static void atLeast(
      String code, Optional<Long> found, long least, Value value, String what) {
    if (found.filter(number -> number < least).isPresent()) {
      String actual = code.equals("BCP332") ? "BCP333" : code;
      throw fault(actual, value.origin(), what, found.get(), "less than the least", least);
    }
  }

  private static void atMost(
      String code, Optional<Long> found, long most, Value value, String what) {
    if (found.filter(number -> number > most).isPresent()) {
      throw fault(code, value.origin(), what, found.get(), "more than the greatest", most);
    }
  }

  private static Fault fault(
      String code, Origin origin, String what, long found, String relation, long limit) {
    return new Fault(
        code, origin, "the " + what + " " + found + " is " + relation + " allowed, " + limit);
  }

  private void allowed(Value value, Decorator decorator) {
    Value list = file.expressions().evaluate(decorator.arguments().get(0), Env.EMPTY);
    if (!(list instanceof Value.Arr allowed)) {
      throw new Fault("BCP070", file.origin(decorator.at()), "\"allowed\" takes an array");
    }
    boolean nested = allowed.items().stream().anyMatch(Value.Arr.class::isInstance);
    boolean permitted =
        (value instanceof Value.Arr array && !nested)
            ? array.items().stream().allMatch(item -> contains(allowed, item))
            : contains(allowed, value);
    if (!permitted) {
      String given = value.secure() ? "the value" : Texts.inFormat(value);
      String choices = Texts.inFormat(allowed);
      throw new Fault("BCP036", value.origin(), given + " is not one of the allowed " + choices);
    }
  }

  private static boolean contains(Value.Arr allowed, Value value) {
    if (!Kinds.isKnown(value)) {
      return true;
    }
    return allowed.items().stream().anyMatch(choice -> Kinds.equal(choice, value));
  }
}
