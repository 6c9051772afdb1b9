package dev.patienttests.local.functions.host;

/** The staged app cannot be run; the message names file, place and thing. */
public final class StagedAppException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a message that stands alone. */
  public StagedAppException(String message) {
    super(message);
  }

  StagedAppException(String message, Throwable cause) {
    super(message, cause);
  }
}
