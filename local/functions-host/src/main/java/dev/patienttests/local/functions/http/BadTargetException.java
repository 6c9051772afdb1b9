package dev.patienttests.local.functions.http;

/** A request target that the listener answers itself. */
public final class BadTargetException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;

  BadTargetException(int status) {
    super("request target answered with " + status);
    this.status = status;
  }

  /** The status of the answer, which has no body. */
  public int status() {
    return status;
  }
}
