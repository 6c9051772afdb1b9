package dev.patienttests.local.gateway.expression;

import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * C#'s {@code ==}: by text between two strings, by value between two value types, by reference as
 * soon as one side is typed {@code object}.
 */
final class Equality {
  private Equality() {}

  static Bound bind(int at, boolean equal, Bound left, Bound right) {
    BiPredicate<Object, Object> test =
        test(left.type(), right.type())
            .orElseThrow(
                () ->
                    new ExpressionException(
                        at, "operator == on '" + left.type() + "' and '" + right.type() + "'"));
    Optional<CsType> numeric = Operators.numeric(left.type(), right.type());
    Eval l = numeric.map(type -> Operators.promoted(left, type)).orElse(left).eval();
    Eval r = numeric.map(type -> Operators.promoted(right, type)).orElse(right).eval();
    return new Bound(CsType.BOOL, frame -> test.test(l.eval(frame), r.eval(frame)) == equal);
  }

  private static Optional<BiPredicate<Object, Object>> test(CsType left, CsType right) {
    boolean leftNull = left.equals(CsType.NULL);
    boolean rightNull = right.equals(CsType.NULL);
    if (leftNull || rightNull) {
      CsType other = leftNull ? right : left;
      return other.canBeNull() ? Optional.of(Objects::equals) : Optional.empty();
    }
    CsType l = left.underlying().orElse(left);
    CsType r = right.underlying().orElse(right);
    boolean sameValueType = l.equals(r) && (l.isValueType() || l.equals(CsType.STRING));
    if (sameValueType && !l.equals(CsType.VOID)) {
      return Optional.of(Objects::equals);
    }
    if (l.isNumeric() && r.isNumeric()) {
      return Optional.of(Equality::numbers);
    }
    boolean references = !left.isValueType() && !right.isValueType();
    boolean related = left.derivesFrom(right) || right.derivesFrom(left);
    return references && related ? Optional.of(Equality::sameObject) : Optional.empty();
  }

  private static boolean numbers(Object left, Object right) {
    if (left instanceof Double a && right instanceof Double b) {
      return a.doubleValue() == b.doubleValue();
    }
    return Objects.equals(left, right);
  }

  @SuppressWarnings("ReferenceEquality")
  private static boolean sameObject(Object left, Object right) {
    // Each boxing makes another object in .NET; Java shares small ones.
    boolean boxed = left instanceof Number || left instanceof Boolean || left instanceof Character;
    return left == right && !boxed;
  }
}
