package dev.patienttests.local.net;

/**
 * A process cannot start for a reason that its user can understand: the message is shown as it is,
 * on one line, without a stack trace.
 */
public final class StartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the line that is shown. */
  public StartException(String message) {
    super(message);
  }

  /** With the line that is shown and what led to it. */
  public StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
