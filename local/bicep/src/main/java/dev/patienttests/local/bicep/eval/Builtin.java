package dev.patienttests.local.bicep.eval;

import dev.patienttests.local.bicep.Value;

/**
 * A function of the language whose result depends on its arguments alone.
 *
 * @param min least number of arguments
 * @param max greatest number of arguments
 * @param body what it does
 */
record Builtin(int min, int max, Body body) {
  static final int MANY = Integer.MAX_VALUE;

  /** What a function does. */
  @FunctionalInterface
  interface Body {
    /** The result. Throws {@link NeedsRuntime} if that is not known before the deployment. */
    Value apply(Args args);
  }
}
