package dev.patienttests.local.stack.project;

/** Something that the person at the command line can act on; its message is one line. */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An error with a message that says what to do. */
  public UserError(String message) {
    super(message);
  }

  /** The same, keeping the cause for the log. */
  public UserError(String message, Throwable cause) {
    super(message, cause);
  }
}
