package dev.patienttests.local.gateway.expression;

import java.util.Optional;

/**
 * A bound expression.
 *
 * @param constant its value where the compiler knows it; never null
 */
record Bound(CsType type, Eval eval, Optional<Object> constant) {
  Bound(CsType type, Eval eval) {
    this(type, eval, Optional.empty());
  }

  static Bound constant(CsType type, Object value) {
    return new Bound(type, frame -> value, Optional.of(value));
  }
}
