package dev.patienttests.cosmos;

import dev.patienttests.http.UnavailableException;

/** The store may have done what it was asked, or may still do it: who wrote must look. */
public final class UnknownOutcomeException extends UnavailableException {
  private static final long serialVersionUID = 1L;

  UnknownOutcomeException(String detail, Throwable cause) {
    super(detail, cause);
  }
}
