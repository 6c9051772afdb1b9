package dev.patienttests.local.gateway.expression;

import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * C#'s {@code ==}: by text between two strings, by value between two value types, by reference as
 * soon as one side is typed {@code object}.
 */
final class Equality {
  private Equality() {}

  static Bound bind(Binder binder, int at, boolean equal, Bound left, Bound right) {
    CsType l = left.type().underlying().orElse(left.type());
    CsType r = right.type().underlying().orElse(right.type());
    Optional<CsType> numeric = Numbers.meet(l, r);
    if (numeric.isPresent()) {
      Bound a = Operators.promoted(left, numeric.get());
      Bound b = Operators.promoted(right, numeric.get());
      return compile(Equality::numbers, equal, a, b);
    }
    boolean enumZero = l.is(CsType.Kind.ENUM) != r.is(CsType.Kind.ENUM);
    if (enumZero) {
      CsType type = l.is(CsType.Kind.ENUM) ? l : r;
      Bound a = binder.convert(at, left, type);
      return compile(RuntimeTypes::same, equal, a, binder.convert(at, right, type));
    }
    BiPredicate<Object, Object> test =
        test(left.type(), right.type())
            .orElseThrow(
                () ->
                    new ExpressionException(
                        at, "operator == on '" + left.type() + "' and '" + right.type() + "'"));
    return compile(test, equal, left, right);
  }

  private static Bound compile(
      BiPredicate<Object, Object> test, boolean equal, Bound left, Bound right) {
    if (left.constant().isPresent() && right.constant().isPresent()) {
      return Bound.constant(
          Types.BOOL, test.test(left.constant().get(), right.constant().get()) == equal);
    }
    Eval l = left.eval();
    Eval r = right.eval();
    return new Bound(Types.BOOL, frame -> test.test(l.eval(frame), r.eval(frame)) == equal);
  }

  private static Optional<BiPredicate<Object, Object>> test(CsType left, CsType right) {
    if (left.equals(Types.UNTYPED) || right.equals(Types.UNTYPED)) {
      return Optional.empty();
    }
    boolean leftNull = left.equals(Types.NULL);
    boolean rightNull = right.equals(Types.NULL);
    if (leftNull || rightNull) {
      // A value type beside null is lifted (a warning, not an error); a tuple or pair is none.
      CsType other = leftNull ? right : left;
      boolean comparable = !other.simpleName().equals("KeyValuePair");
      return comparable ? Optional.of((a, b) -> a == b) : Optional.empty();
    }
    CsType l = left.underlying().orElse(left);
    CsType r = right.underlying().orElse(right);
    boolean byValue =
        l.isValueType() || l.name().matches("string|Uri|XName|XNamespace|Type|HashAlgorithmName");
    if (l.equals(r) && byValue && !l.equals(Types.VOID) && !l.simpleName().equals("KeyValuePair")) {
      return Optional.of(RuntimeTypes::same);
    }
    boolean tuples = l.is(CsType.Kind.TUPLE) && r.is(CsType.Kind.TUPLE);
    if (tuples && l.arguments().equals(r.arguments())) {
      return Optional.of(RuntimeTypes::same);
    }
    boolean dates = l.equals(Types.DATE_TIME_OFFSET) && r.equals(Types.DATE_TIME);
    if (dates || (l.equals(Types.DATE_TIME) && r.equals(Types.DATE_TIME_OFFSET))) {
      return Optional.of((a, b) -> CsOffset.lift(a).compareTo(CsOffset.lift(b)) == 0);
    }
    boolean references = !left.isValueType() && !right.isValueType();
    boolean related =
        left.derivesFrom(right)
            || right.derivesFrom(left)
            || left.is(CsType.Kind.INTERFACE)
            || right.is(CsType.Kind.INTERFACE);
    return references && related ? Optional.of(Equality::sameObject) : Optional.empty();
  }

  private static boolean numbers(Object left, Object right) {
    if (left == null || right == null) {
      return left == right;
    }
    if (left instanceof Double a && right instanceof Double b) {
      return a.doubleValue() == b.doubleValue();
    }
    if (left instanceof Float a && right instanceof Float b) {
      return a.floatValue() == b.floatValue();
    }
    return left.equals(right);
  }

  @SuppressWarnings("ReferenceEquality")
  private static boolean sameObject(Object left, Object right) {
    // Each boxing makes another object in .NET; Java shares small ones.
    boolean boxed = left != null && RuntimeTypes.typeOf(left).isValueType();
    return left == right && !boxed;
  }
}
