package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Origin;
import dev.patienttests.local.bicep.Value;
import dev.patienttests.local.bicep.syntax.Fault;
import dev.patienttests.local.bicep.syntax.Statement.Decorator;
import java.util.List;
import java.util.Optional;

/** What decorators ask of a value. */
final class Constraints {
  private Constraints() {}

  static boolean isSecure(List<Decorator> decorators) {
    return Constants.decorator(decorators, "secure").isPresent();
  }

  /** Throws a fault where a value does not keep to the decorators of a declaration. */
  static void check(Value value, List<Decorator> decorators, FileModel file) {
    if (value instanceof Value.Null || value instanceof Value.Expression) {
      return;
    }
    for (Decorator decorator : decorators) {
      switch (decorator.name()) {
        case "allowed" -> allowed(value, decorator, file);
        case "minLength" -> atLeast("BCP333", size(value), decorator, value, "length");
        case "maxLength" -> atMost("BCP332", size(value), decorator, value, "length");
        case "minValue" -> atLeast("BCP328", integer(value), decorator, value, "value");
        case "maxValue" -> atMost("BCP327", integer(value), decorator, value, "value");
        default -> {}
      }
    }
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
      String code, Optional<Long> found, Decorator decorator, Value value, String what) {
    Optional<Long> least = Constants.number(decorator);
    if (found.isPresent() && least.isPresent() && found.get() < least.get()) {
      throw fault(code, value.origin(), what, found.get(), "less than the least", least.get());
    }
  }

  private static void atMost(
      String code, Optional<Long> found, Decorator decorator, Value value, String what) {
    Optional<Long> most = Constants.number(decorator);
    if (found.isPresent() && most.isPresent() && found.get() > most.get()) {
      throw fault(code, value.origin(), what, found.get(), "more than the greatest", most.get());
    }
  }

  private static Fault fault(
      String code, Origin origin, String what, long found, String relation, long limit) {
    return new Fault(
        code, origin, "the " + what + " " + found + " is " + relation + " allowed, " + limit);
  }

  private static void allowed(Value value, Decorator decorator, FileModel file) {
    if (decorator.arguments().size() != 1
        || !(Constants.of(decorator.arguments().get(0), file).orElse(null)
            instanceof Value.Arr allowed)) {
      return;
    }
    boolean nested = allowed.items().stream().anyMatch(Value.Arr.class::isInstance);
    boolean permitted =
        (value instanceof Value.Arr array && !nested)
            ? array.items().stream().allMatch(item -> contains(allowed, item))
            : contains(allowed, value);
    if (!permitted) {
      String given = Kinds.isSecure(value) ? "the value" : Texts.inFormat(value);
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
