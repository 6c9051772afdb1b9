package dev.patienttests.local.gateway.expression;

import java.util.List;
import java.util.Map;

/**
 * A method with the arguments converted for it.
 *
 * @param given the arguments as they were
 * @param parameters the parameter that each argument went to
 * @param expanded whether {@code params} took single arguments
 */
record Overload(
    Method method,
    CsType returns,
    List<Bound> given,
    List<Bound> converted,
    List<CsType> parameters,
    boolean expanded,
    Map<String, CsType> types) {

  /** Whether this is a better choice than another (C# specification 12.6.4.3). */
  boolean betterThan(Overload other) {
    boolean better = false;
    for (int i = 0; i < given.size(); i++) {
      int order = compare(given.get(i), parameters.get(i), other.parameters.get(i));
      if (order < 0) {
        return false;
      }
      better |= order > 0;
    }
    if (better) {
      return true;
    }
    if (!parameters.equals(other.parameters)) {
      return false;
    }
    if (method.variables().isEmpty() != other.method.variables().isEmpty()) {
      return method.variables().isEmpty();
    }
    if (expanded != other.expanded) {
      return !expanded;
    }
    int size = method.parameters().size();
    if (size != other.method.parameters().size()) {
      return size > other.method.parameters().size();
    }
    boolean specific = false;
    for (int i = 0; i < size; i++) {
      int order = compareTargets(method.parameters().get(i), other.method.parameters().get(i));
      specific |= order > 0;
      if (order < 0) {
        return false;
      }
    }
    return specific;
  }

  private static int compare(Bound argument, CsType one, CsType two) {
    if (one.equals(two)) {
      return 0;
    }
    CsType type = argument.type();
    if (type.equals(Types.NULL) && one.is(CsType.Kind.ARRAY) != two.is(CsType.Kind.ARRAY)) {
      return one.is(CsType.Kind.ARRAY) ? 1 : -1;
    }
    if (type.equals(one) || type.equals(two)) {
      return type.equals(one) ? 1 : -1;
    }
    if (one.is(CsType.Kind.DELEGATE) && two.is(CsType.Kind.DELEGATE)) {
      CsType r1 = one.argument(one.arguments().size() - 1);
      CsType r2 = two.argument(two.arguments().size() - 1);
      return compareTargets(r1, r2);
    }
    return compareTargets(one, two);
  }

  private static int compareTargets(CsType one, CsType two) {
    boolean toTwo = Conversions.implicit(one, two).isPresent();
    boolean toOne = Conversions.implicit(two, one).isPresent();
    if (toTwo != toOne) {
      return toTwo ? 1 : -1;
    }
    boolean integers = Numbers.isIntegral(one) && Numbers.isIntegral(two);
    if (integers && Numbers.isSigned(one) != Numbers.isSigned(two)) {
      return Numbers.isSigned(one) ? 1 : -1;
    }
    return 0;
  }
}
