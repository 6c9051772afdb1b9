package dev.patienttests.auth.client;

import dev.patienttests.http.Failures;
import dev.patienttests.http.UnavailableException;
import java.util.OptionalInt;

/**
 * A call to another API came to nothing. For our own caller that API is unavailable: 503. The
 * answer's body is never part of it.
 */
public abstract sealed class ApiCallException extends UnavailableException {
  private static final long serialVersionUID = 1L;

  private ApiCallException(String detail) {
    super(detail);
  }

  private ApiCallException(String detail, Throwable cause) {
    super(detail, cause);
  }

  /** The status that the API answered, if it answered. */
  public OptionalInt answeredStatus() {
    return OptionalInt.empty();
  }

  /** No answer: refused, reset, or a deadline passed. */
  public static final class NoAnswer extends ApiCallException {
    private static final long serialVersionUID = 1L;

    NoAnswer(Throwable cause) {
      super("A service that this operation needs gives no answer.", cause);
    }
  }

  /** 401, also with a fresh host key where one was to be had. */
  public static final class Unauthorized extends ApiCallException {
    private static final long serialVersionUID = 1L;

    Unauthorized() {
      super("A service that this operation needs does not accept this one.");
    }

    @Override
    public OptionalInt answeredStatus() {
      return OptionalInt.of(401);
    }
  }

  /** A status that the caller of the client did not accept. */
  public static final class UnexpectedStatus extends ApiCallException {
    private static final long serialVersionUID = 1L;

    private final int answered;

    UnexpectedStatus(int answered) {
      super(
          "A service that this operation needs refused or failed.",
          Failures.fact("it answered " + answered));
      this.answered = answered;
    }

    @Override
    public OptionalInt answeredStatus() {
      return OptionalInt.of(answered);
    }
  }

  /** An accepted status with a body that is too large, not JSON, or not of the schema. */
  public static final class InvalidAnswer extends ApiCallException {
    private static final long serialVersionUID = 1L;

    InvalidAnswer(String why) {
      super("A service that this operation needs gave an invalid answer: " + why + ".");
    }
  }
}
