package dev.patienttests.local.functions.worker;

/** An invocation failed: the host answers 500 without a body, the reason is for the log. */
public final class InvocationException extends Exception {
  private static final long serialVersionUID = 1L;

  InvocationException(String message, Throwable cause) {
    super(message, cause);
  }

  InvocationException(String message) {
    super(message);
  }
}
