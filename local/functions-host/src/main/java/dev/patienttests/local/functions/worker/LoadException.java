package dev.patienttests.local.functions.worker;

/** A function cannot be loaded; the message names what is not known or missing. */
public final class LoadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LoadException(String message) {
    super(message);
  }

  LoadException(String message, Throwable cause) {
    super(message, cause);
  }
}
