package dev.patienttests.cosmos;

import dev.patienttests.http.UnavailableException;

/** The store may have done what it was asked, or may still do it: who wrote must look. */
public final class UnknownOutcomeException extends UnavailableException {
  private static final long serialVersionUID = 1L;

  /** With what the client may read, and a cause for the log. */
  public UnknownOutcomeException(String detail, Throwable cause) {
    super(detail, cause);
  }
}
