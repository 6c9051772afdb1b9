package dev.patienttests.patient;

import dev.patienttests.http.UnavailableException;

/** Whether a document was stored is not known, not even after a look. */
final class UnknownWriteException extends UnavailableException {
  private static final long serialVersionUID = 1L;

  /** The caller is told under which id to look. */
  UnknownWriteException(String id, Throwable cause) {
    super("It is not known whether this was stored. Load " + id + " to find out.", cause);
  }
}
