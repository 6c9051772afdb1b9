package dev.patienttests.local.bicep.syntax;

import dev.patienttests.local.bicep.Diagnostic;
import dev.patienttests.local.bicep.Origin;

/** Ends work on one statement; whoever works through the statements collects the diagnostic. */
public final class Fault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Diagnostic diagnostic;

  /** An error with the compiler's code. */
  public Fault(String code, Origin origin, String message) {
    super(message, null, false, false);
    this.diagnostic = Diagnostic.error(code, origin, message);
  }

  /** A construct that the compiler knows and this evaluator does not. */
  public static Fault unsupported(Origin origin, String what) {
    return new Fault("unsupported", origin, what + " is not supported by this evaluator");
  }

  /** Something too large. */
  public static Fault limit(Origin origin, String message) {
    return new Fault("limit", origin, message);
  }

  /** Something that a deployment would refuse. */
  public static Fault evaluation(Origin origin, String message) {
    return new Fault("evaluation", origin, message);
  }

  /** What went wrong. */
  public Diagnostic diagnostic() {
    return diagnostic;
  }
}
