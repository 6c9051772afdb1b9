package dev.patienttests.local.bicep.eval;

/** Says that a function met something that only a deployment knows. Has no state and no trace. */
final class NeedsRuntime extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NeedsRuntime() {
    super("a value is not known before the deployment", null, false, false);
  }
}
