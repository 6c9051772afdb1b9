package dev.patienttests.http;

/** Something that this operation needs is away for now: 503, and the next call tries again. */
public class UnavailableException extends ProblemException {
  private static final long serialVersionUID = 1L;

  /** Away, for a reason that the client may read. */
  public UnavailableException(String detail) {
    super(503, detail);
  }

  /** Away, with a cause for the log. */
  public UnavailableException(String detail, Throwable cause) {
    super(503, detail, cause);
  }
}
