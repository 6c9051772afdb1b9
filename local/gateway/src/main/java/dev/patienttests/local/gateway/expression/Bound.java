package dev.patienttests.local.gateway.expression;

import java.util.Optional;

/**
 * A bound expression.
 *
 * @param constant its value where the compiler knows it; never null
 * @param untyped the node, where only its target decides on the type
 */
record Bound(CsType type, Eval eval, Optional<Object> constant, Optional<Node> untyped) {
  Bound(CsType type, Eval eval) {
    this(type, eval, Optional.empty(), Optional.empty());
  }

  Bound(CsType type, Eval eval, Optional<Object> constant) {
    this(type, eval, constant, Optional.empty());
  }

  static Bound constant(CsType type, Object value) {
    return new Bound(type, frame -> value, Optional.of(value));
  }

  static Bound untyped(Node node) {
    return new Bound(
        Types.UNTYPED,
        frame -> {
          throw new IllegalStateException("an expression without a type");
        },
        Optional.empty(),
        Optional.of(node));
  }

  boolean isConstant(Object value) {
    return constant.filter(value::equals).isPresent();
  }
}
